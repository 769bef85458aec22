using System.Text.RegularExpressions;

namespace Monitor.References.Formats;

/// <summary>EndNote's import form, which is that of refer (<c>.enw</c>): a percent sign and a letter.</summary>
internal sealed partial class ReferFormat : IReferenceFormat
{
    public string Name => "refer";

    public bool Is(string text) => Begin().IsMatch(text);

    public IEnumerable<ReferenceDraft> Read(string text)
    {
        List<TaggedLine> record = [];
        foreach (var line in TaggedLines.Of(text, Tag()))
        {
            if (line.Tag.Length == 0)
            {
                if (record.Count > 0) record[^1] = record[^1] with { Text = $"{record[^1].Text} {line.Text}" };
                else yield return ReferenceDraft.Outside(line.Line, line.Text);
            }
            // Where the type is not written, an empty line ends a record that has a title.
            else if (line.Tag == "0" || (line.Tag == " " && record.Exists(l => l.Tag == "T")))
            {
                if (record.Count > 0) yield return Draft(record);
                record = line.Tag == "0" ? [line] : [];
            }
            else if (line.Tag != " ") record.Add(line);
        }

        if (record.Count > 0) yield return Draft(record);
    }

    private static ReferenceDraft Draft(List<TaggedLine> record)
    {
        var tags = record.Where(l => l.Text.Length > 0).ToLookup(l => l.Tag, l => l.Text, StringComparer.Ordinal);
        string? One(params string[] names) => names.SelectMany(n => tags[n]).FirstOrDefault();
        var draft = new ReferenceDraft(record[0].Line)
        {
            Title = One("T"), Date = One("D", "8"), Journal = One("J", "B"), Volume = One("V"), Issue = One("N"), Pages = One("P"),
            Doi = One("R"), Pmcid = tags["2"].FirstOrDefault(c => c.StartsWith("PMC", StringComparison.OrdinalIgnoreCase)), Abstract = One("X"),
        };
        draft.Authors.AddRange(tags["A"]);
        draft.Languages.AddRange(tags["G"]);
        draft.Kinds.AddRange(tags["0"].Concat(tags["9"]));
        draft.Links.AddRange(tags["U"]);
        // The accession number is a PMID only where the database is PubMed.
        var database = string.Join(' ', tags["~"].Concat(tags["W"]));
        if (database.Contains("pubmed", StringComparison.OrdinalIgnoreCase) || database.Contains("nlm", StringComparison.OrdinalIgnoreCase))
            draft.Pmid = One("M");
        return draft;
    }

    [GeneratedRegex(@"\A\s*%0 |^%T .+\n(?=[\s\S]*^%[AJD] )", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Begin();

    [GeneratedRegex(@"^\ufeff?%(?<tag>[0-9A-Z@!#$&()*+<>?\[\]^~=])(\s(?<text>.*))?$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Tag();
}
