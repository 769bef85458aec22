using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Monitor.Documents;
using Monitor.Identity.Reports;
using Monitor.Sources;
using Monitor.Text;

namespace Monitor.References.Formats;

/// <summary>A record while it is read: the fields as printed, whatever the form.</summary>
internal sealed partial class ReferenceDraft
{
    private const int Longest = 300;

    public ReferenceDraft(int line) => Line = line;

    /// <summary>Line on which it begins.</summary>
    public int Line { get; }

    public string? Title { get; set; }
    public string? OtherTitle { get; set; }
    public List<string> Authors { get; } = [];

    /// <summary>Any text that holds the year.</summary>
    public string? Date { get; set; }

    public string? Journal { get; set; }
    public string? Volume { get; set; }
    public string? Issue { get; set; }
    public string? Pages { get; set; }
    public string? LastPage { get; set; }
    public string? Doi { get; set; }
    public string? Pmid { get; set; }
    public string? Pmcid { get; set; }
    public string? Abstract { get; set; }

    /// <summary>Number under which a registry has it, where the record is a registration.</summary>
    public string? Registration { get; set; }

    public List<string> Kinds { get; } = [];
    public List<string> Languages { get; } = [];

    /// <summary>Addresses; identifiers are read from those of known sites.</summary>
    public List<string> Links { get; } = [];

    /// <summary>The record's own name in the file, which an export of ours makes the hit's id.</summary>
    public string? Key { get; set; }

    /// <summary>The running text that it was read from.</summary>
    public string? Text { get; set; }

    /// <summary>Why it could not be read.</summary>
    public string? Problem { get; set; }

    /// <summary>No reference, but what programs write around them: a search strategy, a counter, a column that nobody knows.</summary>
    public bool IsOutside { get; private init; }

    public static ReferenceDraft Broken(int line, string problem, string? text) => new(line) { Problem = problem, Text = text };

    public static ReferenceDraft Outside(int line, string text) => new(line) { IsOutside = true, Text = text };

    /// <summary>The reference with this number.</summary>
    public GivenReference Reference(int n)
    {
        var citation = Citation(n.ToString("000000", CultureInfo.InvariantCulture));
        var known = Key is { } key && SourceCatalog.KnownNames.Contains(HitId.Split(key).Source, StringComparer.Ordinal) ? key : null;
        var registration = RegistrationOf(citation);
        var empty = citation.Title is null && citation is { Pmid: null, Doi: null, Pmcid: null } && registration is null && known is null && !(citation.Journal is not null && citation.Pages is not null);
        return new GivenReference(n, Line, Shown(citation, registration), citation)
        {
            Registration = registration,
            HitId = known,
            Printed = Text,
            Problem = Problem ?? (empty ? "neither title, identifier nor place in print can be read in it" : null),
        };
    }

    /// <summary>The citation alone, under this id.</summary>
    public Citation Citation(string id)
    {
        foreach (var link in Links.Where(l => l.Length < 2000))
        {
            Doi ??= Identifiers.Doi(link);
            if (PmidLink().Match(link) is { Success: true } pmid) Pmid ??= pmid.Groups["id"].Value;
            if (PmcLink().Match(link) is { Success: true } pmc) Pmcid ??= pmc.Groups["id"].Value;
        }

        return new Citation
        {
            Id = id,
            Title = TitleOf(),
            OtherTitle = Clean(OtherTitle),
            Authors = [.. Authors.Select(Clean).OfType<string>()],
            Year = YearOf(Date),
            Journal = Clean(Journal),
            Volume = Clean(Volume),
            Issue = Clean(Issue),
            Pages = PagesOf(),
            Doi = Identifiers.Doi(Characters(Doi)),
            Pmid = Identifiers.Pmid(Pmid),
            Pmcid = Pmcid is { } given && given.Contains("PMC", StringComparison.OrdinalIgnoreCase) ? Identifiers.Pmcid(given) : null,
            Abstract = Clean(Abstract),
            Kinds = [.. Kinds.Select(Clean).OfType<string>()],
            Languages = [.. Languages.Select(Clean).OfType<string>()],
        };
    }

    /// <summary>What stands where PubMed has no English title is none; the title in its own language is.</summary>
    private string? TitleOf()
    {
        var title = Clean(Title)?.TrimEnd('.');
        return string.IsNullOrEmpty(title) || NoTitle().IsMatch(title) ? Clean(OtherTitle) : title;
    }

    /// <summary>Many programs write what they got from a page: entities, now and then escaped twice, and tags of text.</summary>
    private static string? Clean(string? text) => CleanText.OneLine(Decoded(text));

    private static string? Characters(string? text)
    {
        for (var times = 0; times < 3 && text?.Contains('&', StringComparison.Ordinal) == true; times++) text = WebUtility.HtmlDecode(text);
        return text;
    }

    private static string? Decoded(string? given)
    {
        if (Characters(given) is not { } text || !text.Contains('<', StringComparison.Ordinal)) return Characters(given);
        return TextTag().Replace(text, m => m.Groups["name"].Value.ToUpperInvariant() switch
        {
            "SUP" or "SUPERSCRIPT" => ShiftedDigits.Raised(m.Groups["inner"].Value),
            "SUB" or "SUBSCRIPT" or "INF" => ShiftedDigits.Lowered(m.Groups["inner"].Value),
            _ => "",
        });
    }

    private string? PagesOf()
    {
        var (first, last) = (Clean(Pages), Clean(LastPage));
        return first is null ? last : last is null || last == first || first.Contains('-', StringComparison.Ordinal) ? first : $"{first}-{last}";
    }

    /// <summary>A registration is meant where its number is all that names the work: papers print the numbers of their trials too.</summary>
    private string? RegistrationOf(Citation citation)
    {
        if (citation is not { Pmid: null, Pmcid: null, Doi: null }) return null;
        var texts = new[] { Registration, Key }.Concat(citation.Volume is null && citation.Pages is null ? Links.Append(Text) : []);
        return texts.OfType<string>().Select(t => Nct().Match(t)).FirstOrDefault(m => m.Success)?.Value.ToUpperInvariant();
    }

    private string Shown(Citation c, string? registration)
    {
        var place = string.Concat(c.Year?.ToString(CultureInfo.InvariantCulture), c.Volume is null ? "" : $";{c.Volume}", c.Pages is null ? "" : $":{c.Pages}");
        var parts = new[] { c.Authors.Count == 0 ? null : c.Authors[0] + (c.Authors.Count > 1 ? " et al" : ""), c.Title, c.Journal, place.Length == 0 ? null : place };
        var text = CleanText.OneLine(Text) ?? string.Join(". ", parts.OfType<string>());
        if (text.Length == 0) text = registration ?? c.Doi ?? (c.Pmid is null ? Key ?? "(nothing)" : $"PMID {c.Pmid}");
        return text.Length <= Longest ? text : text[..(char.IsHighSurrogate(text[Longest - 1]) ? Longest - 1 : Longest)] + "…";
    }

    /// <summary>The first four digits that can be a year.</summary>
    internal static int? YearOf(string? text) =>
        text is not null && Year().Match(text) is { Success: true } match ? int.Parse(match.Value, CultureInfo.InvariantCulture) : null;

    [GeneratedRegex(@"(?<!\d)(1[5-9]|2[01])\d\d(?!\d)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Year();

    [GeneratedRegex(@"^\[?\s*(title )?not available\s*\]?$", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex NoTitle();

    [GeneratedRegex(@"<(jats:)?(?<name>su[bp](erscript|script)?|inf)>(?<inner>[^<>]{0,200})</(jats:)?\k<name>>|" +
        @"</?(jats:)?(i|b|u|em|strong|italic|bold|sc|scp|p|span|title|su[bp]|inf|br|small|tt)(\s[^<>]{0,200})?/?>",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex TextTag();

    [GeneratedRegex(@"(pubmed\.ncbi\.nlm\.nih\.gov|ncbi\.nlm\.nih\.gov/pubmed)/(?<id>\d{1,9})", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex PmidLink();

    [GeneratedRegex(@"(pmc\.ncbi\.nlm\.nih\.gov|ncbi\.nlm\.nih\.gov/pmc)/articles/(?<id>PMC\d{1,10})", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex PmcLink();

    [GeneratedRegex(@"\bNCT\d{8}\b", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Nct();
}
