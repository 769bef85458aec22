using System.Text.RegularExpressions;

namespace Monitor.References.Formats;

/// <summary>PubMed's tagged format (MEDLINE, NBIB).</summary>
internal sealed partial class NbibFormat : IReferenceFormat
{
    public string Name => "nbib";

    public bool Is(string text) => Begin().IsMatch(text);

    public IEnumerable<ReferenceDraft> Read(string text)
    {
        List<TaggedLine>? record = null;
        foreach (var line in TaggedLines.Of(text, Tag()))
        {
            // A record ends at an empty line; where that is missing, at the next PMID.
            if (line.Tag == " " || (line.Tag == "PMID" && record is not null))
            {
                if (record is not null) yield return Draft(record);
                record = line.Tag == " " ? null : [line];
            }
            else if (line.Tag.Length == 0) yield return ReferenceDraft.Broken(line.Line, "no tag of the format", line.Text);
            else (record ??= []).Add(line);
        }

        if (record is not null) yield return Draft(record);
    }

    private static ReferenceDraft Draft(List<TaggedLine> record)
    {
        var tags = record.Where(l => l.Text.Length > 0).ToLookup(l => l.Tag, l => l.Text, StringComparer.Ordinal);
        string? One(params string[] names) => names.SelectMany(n => tags[n]).FirstOrDefault();
        string? Identifier(string kind) => tags["LID"].Concat(tags["AID"]).FirstOrDefault(i => i.EndsWith($"[{kind}]", StringComparison.Ordinal))?.Split(' ')[0];
        var draft = new ReferenceDraft(record[0].Line)
        {
            Pmid = One("PMID"),
            Pmcid = One("PMC"),
            Doi = Identifier("doi"),
            Title = One("TI", "BTI", "CTI"),
            OtherTitle = One("TT"),
            Date = One("DP", "DEP"),
            Journal = One("JT", "TA") ?? (tags["TI"].Any() ? One("BTI") : null),
            Volume = One("VI"),
            Issue = One("IP"),
            Pages = One("PG"),
            Abstract = One("AB"),
        };
        draft.Authors.AddRange(tags["FAU"].Any() ? tags["FAU"] : tags["AU"]);
        draft.Authors.AddRange(tags["CN"]);
        draft.Languages.AddRange(tags["LA"]);
        draft.Kinds.AddRange(tags["PT"]);
        draft.Links.AddRange(tags["URL"]);
        // Papers too name the registrations of their trials; what is one itself has no journal.
        if (draft is { Pmid: null, Journal: null }) draft.Registration = tags["SI"].FirstOrDefault(s => s.Contains("NCT", StringComparison.Ordinal));
        return draft;
    }

    [GeneratedRegex(@"\A\s*(PMID|OWN |STAT|TI  |DP  |FAU |AU  )- |^PMID- \d", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Begin();

    [GeneratedRegex(@"^(?=.{4}-( |$))(?<tag>[A-Z]{2,4}) {0,2}-( (?<text>.*))?$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Tag();
}
