using System.Globalization;
using System.Text;
using Monitor.Documents;

namespace Monitor.Delivery.Export;

/// <summary>NBIB, PubMed's own tagged format. Trials and notices, which PubMed does not know, stand in it without a PMID.</summary>
internal sealed class NbibFormat : IExportFormat
{
    private const int Width = 88;
    private const string Indent = "      ";

    private static readonly Dictionary<string, string> Links = new(StringComparer.Ordinal)
    {
        ["ErratumIn"] = "EIN", ["RetractionIn"] = "RIN", ["RetractionOf"] = "ROF", ["ExpressionOfConcernIn"] = "ECI", ["CommentIn"] = "CIN", ["CommentOn"] = "CON",
        ["ExpressionOfConcernFor"] = "ECF", ["PartialRetractionIn"] = "PRIN", ["PartialRetractionOf"] = "PROF",
        ["RetractedandRepublishedIn"] = "RRI", ["UpdateIn"] = "UIN", ["UpdateOf"] = "UOF", ["CorrectedandRepublishedIn"] = "CRI", ["ErratumFor"] = "EFR",
    };

    public string Name => "nbib";
    public string Type => "application/nbib";
    public string Extension => "nbib";

    public string Record(Reference r)
    {
        var sb = new StringBuilder();
        var article = r.Hit as Article;
        Line(sb, "PMID", r.Pmid);
        Line(sb, "OWN", r.Pmid is null ? null : "NLM");
        Line(sb, "STAT", article?.RecordStatus);
        Line(sb, "DP", Date(r.Date));
        Line(sb, r.Kind == ReferenceKind.Book ? "BTI" : "TI", r.Title);
        if (r.Kind == ReferenceKind.Chapter) Line(sb, "BTI", r.Container);
        Line(sb, "PG", r.Pages);
        Line(sb, "LID", r.Doi is null ? null : $"{r.Doi} [doi]");
        Line(sb, "AB", r.Abstract);
        Authors(sb, r, article);
        foreach (var language in r.Languages) Line(sb, "LA", language);
        foreach (var type in article is null ? [r.Genre ?? ""] : r.Types) Line(sb, "PT", type);
        Line(sb, "TT", article?.VernacularTitle is { } vernacular && vernacular != r.Title ? vernacular : null);
        foreach (var number in article?.Registrations ?? []) Line(sb, "SI", number);
        Line(sb, "SI", r.Number is null ? null : $"{r.Publisher}/{r.Number}");
        Line(sb, "PB", r.Publisher);
        if (r.Kind == ReferenceKind.Article) Line(sb, "JT", r.Container);
        Line(sb, "VI", r.Volume);
        Line(sb, "IP", r.Issue);
        foreach (var term in article?.MeshTerms ?? []) Line(sb, "MH", term);
        foreach (var word in article?.Keywords ?? r.Keywords) Line(sb, "OT", word);
        foreach (var link in r.Links)
        {
            if (Links.GetValueOrDefault(link.Type) is { } tag) Line(sb, tag, $"{link.Source}{(link.Doi is null ? "" : $" doi: {link.Doi}.")}{(link.Pmid is null ? "" : $" PMID: {link.Pmid}")}".Trim());
        }

        Line(sb, "EDAT", article?.Entered is { } entered ? entered.ToString().Replace('-', '/') : null);
        Line(sb, "PMC", r.Pmcid);
        Line(sb, "AID", r.Doi is null ? null : $"{r.Doi} [doi]");
        if (r.Pmid is null) Line(sb, "URL", r.Link);
        foreach (var note in r.Notes) Line(sb, "GN", note);
        return sb.Append("\r\n").ToString();
    }

    private static void Authors(StringBuilder sb, Reference r, Article? article)
    {
        var orcids = article?.Authors.Select(a => a.Orcid).ToList() ?? [];
        for (var i = 0; i < r.Authors.Count; i++)
        {
            var author = r.Authors[i];
            if (author.IsGroup)
            {
                Line(sb, "CN", author.Family);
                continue;
            }

            Line(sb, "FAU", author.Sorted);
            Line(sb, "AU", string.Join(' ', new[] { author.Family, author.Initials, author.Suffix }.Where(p => !string.IsNullOrEmpty(p))));
            if (orcids.Count == r.Authors.Count && orcids[i] is { } orcid) Line(sb, "AUID", $"ORCID: {orcid}");
        }
    }

    /// <summary>A tag with its text, wrapped between words; what follows is indented, so that it is no tag.</summary>
    private static void Line(StringBuilder sb, string tag, string? value)
    {
        if (string.IsNullOrEmpty(value)) return;
        sb.Append(tag.PadRight(4)).Append("- ");
        var column = Indent.Length;
        foreach (var word in value.Split(' '))
        {
            if (column > Indent.Length && column + 1 + word.Length > Width)
            {
                sb.Append("\r\n").Append(Indent);
                column = Indent.Length;
            }
            else if (column > Indent.Length)
            {
                sb.Append(' ');
                column++;
            }

            sb.Append(word);
            column += word.Length;
        }

        sb.Append("\r\n");
    }

    /// <summary><c>2024 Jan 5</c>, as precise as it is.</summary>
    private static string? Date(PartialDate? date) => date is not { } d ? null
        : d.Month == 0 ? d.Year.ToString("D4", CultureInfo.InvariantCulture)
        : d.First.ToString(d.Day == 0 ? "yyyy MMM" : "yyyy MMM d", CultureInfo.InvariantCulture);
}
