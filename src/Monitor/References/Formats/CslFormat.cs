using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Monitor.References.Formats;

/// <summary>CSL-JSON: a list of items, one item, or a list under <c>items</c>. Read item by item, so that what stands before a break is kept.</summary>
internal sealed partial class CslFormat : IReferenceFormat
{
    public string Name => "csl";

    public bool Is(string text) => Begin().IsMatch(text);

    public IEnumerable<ReferenceDraft> Read(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var drafts = new List<ReferenceDraft>();
        var reader = new Utf8JsonReader(bytes, new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        try
        {
            reader.Read();
            if (reader.TokenType == JsonTokenType.StartObject) One(ref reader, bytes, drafts);
            else
            {
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray) Item(ref reader, bytes, drafts);
            }
        }
        catch (JsonException ex)
        {
            drafts.Add(ReferenceDraft.Broken((int)(ex.LineNumber ?? 0) + 1, "broken JSON: what follows could not be read", null));
        }

        return drafts;
    }

    private static void One(ref Utf8JsonReader reader, byte[] bytes, List<ReferenceDraft> drafts)
    {
        var line = Line(bytes, reader.TokenStartIndex);
        using var document = JsonDocument.ParseValue(ref reader);
        if (document.RootElement.TryGetProperty("items", out var items) && items.ValueKind == JsonValueKind.Array)
        {
            drafts.AddRange(items.EnumerateArray().Select(i => Draft(line, i)));
        }
        else drafts.Add(Draft(line, document.RootElement));
    }

    private static void Item(ref Utf8JsonReader reader, byte[] bytes, List<ReferenceDraft> drafts)
    {
        var line = Line(bytes, reader.TokenStartIndex);
        using var document = JsonDocument.ParseValue(ref reader);
        drafts.Add(Draft(line, document.RootElement));
    }

    private static int Line(byte[] bytes, long at) => bytes.AsSpan(0, (int)at).Count((byte)'\n') + 1;

    private static ReferenceDraft Draft(int line, JsonElement item)
    {
        if (item.ValueKind != JsonValueKind.Object) return ReferenceDraft.Broken(line, $"{item.ValueKind} in place of an item", null);
        var draft = new ReferenceDraft(line)
        {
            Key = Text(item, "id"),
            Title = Text(item, "title"),
            OtherTitle = Text(item, "original-title"),
            Date = item.TryGetProperty("issued", out var issued) ? Date(issued) : null,
            Journal = Text(item, "container-title") ?? Text(item, "container-title-short") ?? Text(item, "journalAbbreviation"),
            Volume = Text(item, "volume"),
            Issue = Text(item, "issue"),
            Pages = Text(item, "page") ?? Text(item, "article-number"),
            Doi = Text(item, "DOI"),
            Pmid = Text(item, "PMID") ?? Noted(item, "PMID"),
            Pmcid = Text(item, "PMCID") ?? Noted(item, "PMCID"),
            Abstract = Text(item, "abstract"),
        };
        draft.Authors.AddRange(Names(item));
        if (Text(item, "type") is { } type)
        {
            draft.Kinds.Add(type);
            if (type is "report" or "webpage" or "dataset" or "document" or "post" or "") draft.Registration = Text(item, "number");
        }

        if (Text(item, "genre") is { } genre) draft.Kinds.Add(genre);
        if (Text(item, "language") is { } language) draft.Languages.Add(language);
        if (Text(item, "URL") is { } url) draft.Links.Add(url);
        return draft;
    }

    /// <summary>A text or number; of a list, as Crossref writes titles, the first.</summary>
    private static string? Text(JsonElement item, string name)
    {
        if (!item.TryGetProperty(name, out var value)) return null;
        if (value.ValueKind == JsonValueKind.Array) value = value.EnumerateArray().FirstOrDefault();
        return value.ValueKind is JsonValueKind.String or JsonValueKind.Number ? value.ToString() : null;
    }

    private static string? Noted(JsonElement item, string name) =>
        Text(item, "note") is { } note && NotedId().Matches(note).FirstOrDefault(m => m.Groups["name"].Value == name) is { } match ? match.Groups["id"].Value : null;

    private static string? Date(JsonElement issued)
    {
        if (issued.ValueKind != JsonValueKind.Object) return issued.ValueKind is JsonValueKind.String or JsonValueKind.Number ? issued.ToString() : null;
        if (issued.TryGetProperty("date-parts", out var parts) && parts.ValueKind == JsonValueKind.Array && parts.EnumerateArray().FirstOrDefault() is { ValueKind: JsonValueKind.Array } first)
        {
            return first.EnumerateArray().FirstOrDefault() is { ValueKind: JsonValueKind.String or JsonValueKind.Number } year ? year.ToString() : null;
        }

        return Text(issued, "raw") ?? Text(issued, "literal");
    }

    private static IEnumerable<string> Names(JsonElement item)
    {
        if (!item.TryGetProperty("author", out var authors) || authors.ValueKind != JsonValueKind.Array) yield break;
        foreach (var author in authors.EnumerateArray().Where(a => a.ValueKind == JsonValueKind.Object))
        {
            var family = string.Join(' ', new[] { Text(author, "non-dropping-particle"), Text(author, "family") }.OfType<string>());
            if (family.Length > 0) yield return Text(author, "given") is { } given ? $"{family}, {given}" : family;
            else if (Text(author, "literal") is { } literal) yield return literal;
        }
    }

    // "[1] Smith" is a list of plain references.
    [GeneratedRegex(@"\A\s*(\[\s*(\{|\]\s*\z)|\{\s*"")", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Begin();

    [GeneratedRegex(@"\b(?<name>PMID|PMCID):\s*(?<id>(PMC)?\d{1,10})", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex NotedId();
}
