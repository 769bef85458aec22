using System.Globalization;
using System.Text.RegularExpressions;
using Monitor.Text;

namespace Monitor.References.Formats;

/// <summary>PubMed's text for people, with abstracts: numbered, a paragraph each for place, title, authors and the rest.</summary>
internal sealed partial class PubMedTextFormat : IReferenceFormat
{
    public string Name => "pubmed-text";

    public bool Is(string text) => Begin().IsMatch(text) && Numbers().IsMatch(text);

    public IEnumerable<ReferenceDraft> Read(string text)
    {
        var (record, next, number, blank) = (new List<(int Line, string Text)>(), 1, 0, true);
        foreach (var line in text.Split('\n'))
        {
            number++;
            if (blank && line.StartsWith(string.Create(CultureInfo.InvariantCulture, $"{next}. "), StringComparison.Ordinal))
            {
                if (record.Count > 0) yield return Draft(record);
                record = [];
                next++;
            }

            if (next > 1) record.Add((number, line.Trim()));
            else if (!string.IsNullOrWhiteSpace(line)) yield return ReferenceDraft.Outside(number, line.Trim());
            blank = string.IsNullOrWhiteSpace(line);
        }

        if (record.Count > 0) yield return Draft(record);
    }

    private static ReferenceDraft Draft(List<(int Line, string Text)> record)
    {
        var paragraphs = Paragraphs(record.Select(l => l.Text));
        var draft = new ReferenceDraft(record[0].Line) { Title = paragraphs.ElementAtOrDefault(1) };
        if (Place().Match(paragraphs[0]) is { Success: true } place)
        {
            string? Of(string name) => place.Groups[name] is { Success: true, Value: { Length: > 0 } value } ? value.Trim() : null;
            (draft.Journal, draft.Date, draft.Volume, draft.Issue, draft.Pages) = (Of("journal"), Of("year"), Of("volume"), Of("issue"), Of("pages"));
        }

        foreach (var line in record.Select(l => l.Text))
        {
            if (Identifier().Match(line) is not { Success: true } match) continue;
            var value = match.Groups["value"].Value;
            if (match.Groups["name"].Value == "PMID") draft.Pmid = value.Split(' ')[0];
            else if (match.Groups["name"].Value == "PMCID") draft.Pmcid = value.Split(' ')[0];
            else draft.Doi = value;
        }

        if (paragraphs.Skip(2).FirstOrDefault(p => !Bracketed().IsMatch(p)) is { } authors
            && !authors.StartsWith("Author information", StringComparison.Ordinal))
        {
            draft.Authors.AddRange(Marks().Replace(authors, "").TrimEnd('.')
                .Split(", ", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        }

        return draft;
    }

    private static List<string> Paragraphs(IEnumerable<string> lines)
    {
        List<string> paragraphs = [];
        var open = false;
        foreach (var line in lines)
        {
            if (line.Length == 0) open = false;
            else if (open) paragraphs[^1] = $"{paragraphs[^1]} {line}";
            else
            {
                paragraphs.Add(line);
                open = true;
            }
        }

        return paragraphs.ConvertAll(p => CleanText.OneLine(p) ?? "");
    }

    // The number, and a year in what follows it.
    [GeneratedRegex(@"\A\s*1\. \S.*\b(1[89]|20)\d\d\b", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Begin();

    [GeneratedRegex(@"^PMID: \d+( \[|\s*$)", RegexOptions.ExplicitCapture | RegexOptions.Multiline, 1000)]
    private static partial Regex Numbers();

    [GeneratedRegex(@"^\d+\. (?<journal>.+?)\. (?<year>(1[5-9]|20)\d\d)[^;:.]*(;(?<volume>[^:(.]*)(\((?<issue>[^)]*)\))?)?(:(?<pages>[^.]+))?\.",
        RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Place();

    [GeneratedRegex(@"^(?<name>DOI|PMID|PMCID): (?<value>\S.*)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Identifier();

    [GeneratedRegex(@"^\[.*\]\.?$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Bracketed();

    [GeneratedRegex(@"\([#\d]+\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Marks();
}
