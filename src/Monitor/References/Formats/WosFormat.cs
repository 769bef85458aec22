using System.Text.RegularExpressions;

namespace Monitor.References.Formats;

/// <summary>The tagged form of the Web of Science (<c>savedrecs.txt</c>, <c>.ciw</c>): two letters, and lines that go on three blanks in.</summary>
internal sealed partial class WosFormat : IReferenceFormat
{
    public string Name => "wos";

    public bool Is(string text) => Begin().IsMatch(text);

    public IEnumerable<ReferenceDraft> Read(string text)
    {
        List<(int Line, string Tag, string Text)> record = [];
        var (number, tag) = (0, "");
        foreach (var line in text.Split('\n'))
        {
            number++;
            if (string.IsNullOrWhiteSpace(line)) continue;
            if (line.StartsWith("   ", StringComparison.Ordinal))
            {
                // Each name stands on a line of its own; all else is one text that was wrapped.
                if (tag.Length == 0) yield return ReferenceDraft.Outside(number, line.Trim());
                else if (tag is "AU" or "AF" or "CA" or "BA") record.Add((number, tag, line.Trim()));
                else record[^1] = record[^1] with { Text = $"{record[^1].Text} {line.Trim()}" };
                continue;
            }

            var match = Tag().Match(line);
            tag = match.Success ? match.Groups["tag"].Value : "";
            if (tag is "FN" or "VR" or "EF") tag = "";
            else if (tag == "ER" || (tag == "PT" && record.Count > 0))
            {
                if (record.Count > 0) yield return Draft(record);
                record = tag == "ER" ? [] : [(number, tag, match.Groups["text"].Value)];
                if (tag == "ER") tag = "";
            }
            else if (tag.Length > 0) record.Add((number, tag, match.Groups["text"].Value.Trim()));
            else yield return ReferenceDraft.Outside(number, line.Trim());
        }

        if (record.Count > 0) yield return Draft(record);
    }

    private static ReferenceDraft Draft(List<(int Line, string Tag, string Text)> record)
    {
        var tags = record.Where(l => l.Text.Length > 0).ToLookup(l => l.Tag, l => l.Text, StringComparer.Ordinal);
        string? One(params string[] names) => names.SelectMany(n => tags[n]).FirstOrDefault();
        var draft = new ReferenceDraft(record[0].Line)
        {
            Title = One("TI"), Date = One("PY", "EA", "PD"), Journal = One("SO", "JI", "J9"), Volume = One("VL"), Issue = One("IS"),
            Pages = One("BP", "AR"), LastPage = tags["BP"].Any() ? One("EP") : null, Doi = One("DI"), Pmid = One("PM"), Abstract = One("AB"),
        };
        draft.Authors.AddRange(tags["AF"].Any() ? tags["AF"] : tags["AU"]);
        draft.Authors.AddRange(tags["CA"]);
        draft.Languages.AddRange(tags["LA"]);
        draft.Kinds.AddRange(tags["DT"]);
        return draft;
    }

    [GeneratedRegex(@"\A\s*FN (Clarivate|Thomson|ISI)|^PT [JBSP]\s*\n(?=[\s\S]*^ER\s*$)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Begin();

    [GeneratedRegex(@"^(?<tag>[A-Z][A-Z0-9])( (?<text>.*))?$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Tag();
}
