using System.Text.RegularExpressions;

namespace Monitor.References.Formats;

/// <summary>BibTeX and BibLaTeX.</summary>
internal sealed partial class BibTexFormat : IReferenceFormat
{
    public string Name => "bibtex";

    public bool Is(string text) => Begin().IsMatch(text);

    public IEnumerable<ReferenceDraft> Read(string text)
    {
        var macros = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var (line, counted) = (1, 0);
        for (var at = 0; Entry().Match(text, at) is { Success: true } entry;)
        {
            line += text.AsSpan(counted, entry.Index - counted).Count('\n');
            counted = entry.Index;
            var kind = entry.Groups["kind"].Value.ToLowerInvariant();
            var scanner = new BibTexScanner(text, entry.Index + entry.Length);
            if (kind is "comment" or "preamble")
            {
                scanner.SkipValue();
                at = Math.Max(scanner.At, entry.Index + entry.Length);
                continue;
            }

            var key = kind == "string" ? null : scanner.Key();
            var fields = scanner.Fields(macros);
            if (fields is null)
            {
                // The next entry begins a line; what lies between is lost with this one.
                var next = Entry().Match(text, entry.Index + entry.Length);
                at = next.Success ? next.Index : text.Length;
                yield return ReferenceDraft.Broken(line, $"broken BibTeX in @{kind}{{{key}: {scanner.Problem}", null);
                continue;
            }

            at = scanner.At;
            if (kind != "string") yield return Draft(line, kind, key, fields);
            else foreach (var (name, value) in fields) macros[name] = value;
        }
    }

    private static ReferenceDraft Draft(int line, string kind, string? key, Dictionary<string, string> fields)
    {
        string? Of(params string[] names) => names.Select(n => fields.GetValueOrDefault(n)).FirstOrDefault(v => !string.IsNullOrWhiteSpace(v)) is { } value ? LatexText.Plain(value) : null;
        string? Raw(string name) => fields.GetValueOrDefault(name) is { } value ? value.Trim('{', '}', ' ') : null;
        var draft = new ReferenceDraft(line)
        {
            Title = Of("title"), OtherTitle = Of("origtitle"), Date = Of("year", "date"), Journal = Of("journal", "journaltitle", "booktitle", "shortjournal"), Volume = Of("volume"),
            Pages = Of("pages", "eid", "article-number"), Doi = Raw("doi"), Abstract = Of("abstract"),
            Pmid = Raw("pmid") ?? (string.Equals(Raw("eprinttype"), "pmid", StringComparison.OrdinalIgnoreCase) ? Raw("eprint") : null), Pmcid = Raw("pmcid") ?? Raw("pmc"), Key = Raw("hit"),
        };
        // A report has a number of its own where an article has its issue.
        if (kind is "techreport" or "report" or "misc" or "online") draft.Registration = Of("number");
        else draft.Issue = Of("number", "issue");
        draft.Authors.AddRange(LatexText.Names(fields.GetValueOrDefault("author") ?? ""));
        draft.Kinds.Add(kind);
        if (Of("type") is { } type) draft.Kinds.Add(type);
        if (Of("language", "langid") is { } language) draft.Languages.Add(language);
        if (Raw("url") is { } url) draft.Links.Add(url);
        if (key is not null && Ours().Match(key) is { Success: true } ours) draft.Key = $"{ours.Groups["source"].Value}:{ours.Groups["id"].Value}";
        return draft;
    }

    [GeneratedRegex(@"^\s*@[A-Za-z]+\s*[{(]\s*[^\s{}()]+\s*(,|=)|^\s*@(article|book|inproceedings|misc|techreport|incollection)\s*[{(]", RegexOptions.Multiline | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Begin();

    [GeneratedRegex(@"^[ \t]*@\s*(?<kind>[A-Za-z]+)\s*[{(]", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Entry();

    // The keys of our own export, where the id had nothing that a key may not hold.
    [GeneratedRegex(@"^(?<source>pubmed|clinicaltrials\.gov)-(?<id>\w+)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Ours();
}
