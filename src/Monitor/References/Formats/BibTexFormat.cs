using System.Text.RegularExpressions;

namespace Monitor.References.Formats;

/// <summary>BibTeX and BibLaTeX.</summary>
internal sealed partial class BibTexFormat : IReferenceFormat
{
    public string Name => "bibtex";

    public bool Is(string text) => Begin().IsMatch(text);

    public IEnumerable<ReferenceDraft> Read(string text)
    {
        var entries = Entries(text);
        var named = entries.Where(e => e.Fields is not null).GroupBy(e => e.Key ?? "", StringComparer.OrdinalIgnoreCase)
            .ToDictionary(g => g.Key, g => g.First().Fields!, StringComparer.OrdinalIgnoreCase); // non-null: just asked
        foreach (var (line, kind, key, fields, problem) in entries)
        {
            if (fields is null)
            {
                yield return ReferenceDraft.Broken(line, $"broken BibTeX in @{kind}{{{key}: {problem}", null);
                continue;
            }

            if (fields.GetValueOrDefault("crossref") is { } whole && named.GetValueOrDefault(whole) is { } parent) Inherit(fields, parent);
            yield return Draft(line, kind, key, fields);
        }
    }

    /// <summary>All entries, whereever on a line they begin; what stands between them is a comment.</summary>
    private static List<(int Line, string Kind, string? Key, Dictionary<string, string>? Fields, string? Problem)> Entries(string text)
    {
        List<(int, string, string?, Dictionary<string, string>?, string?)> entries = [];
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
                // What lies before the next entry that begins a line is lost with this one.
                var next = LineEntry().Match(text, entry.Index + entry.Length);
                at = next.Success ? next.Index : text.Length;
                entries.Add((line, kind, key, null, scanner.Problem));
                continue;
            }

            at = scanner.At;
            if (kind != "string") entries.Add((line, kind, key, fields, null));
            else foreach (var (name, value) in fields) macros[name] = value;
        }

        return entries;
    }

    /// <summary>A contribution has from its volume what it does not say itself; the volume's title is where it stands.</summary>
    private static void Inherit(Dictionary<string, string> fields, Dictionary<string, string> parent)
    {
        foreach (var (name, value) in parent)
        {
            if (name is "author" or "crossref") continue;
            fields.TryAdd(name == "title" ? "booktitle" : name, value);
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

    // At the beginning of a line: an abstract may hold an entry.
    [GeneratedRegex(@"^[ \t]*@\s*(article|book|booklet|collection|conference|dataset|in(book|collection|proceedings|reference)|manual|mastersthesis|misc|mvbook|" +
        @"online|patent|periodical|phdthesis|proceedings|report|software|techreport|thesis|unpublished|string|comment|preamble)\s*[{(]|" +
        @"^[ \t]*@[A-Za-z]+\s*\{[^\s{}]*,\s*[A-Za-z][\w-]*\s*=", RegexOptions.Multiline | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Begin();

    // An address such as me@example.org has no brace.
    [GeneratedRegex(@"@\s*(?<kind>[A-Za-z]+)\s*[{(]", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Entry();

    [GeneratedRegex(@"^[ \t]*@\s*(?<kind>[A-Za-z]+)\s*[{(]", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex LineEntry();

    // The keys of our own export, where the id had nothing that a key may not hold.
    [GeneratedRegex(@"^(?<source>pubmed|clinicaltrials\.gov)-(?<id>\w+)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Ours();
}
