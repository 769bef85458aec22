using System.Text.Json;
using Monitor.Text;

namespace Monitor.Sources.PubMed;

/// <summary>An esearch answer with <c>retmode=json</c>: numbers are texts, and a list of one may be a plain value.</summary>
internal static class PubMedSearchJson
{
    public static PubMedSearch Read(TextReader text)
    {
        try
        {
            using var json = JsonDocument.Parse(text.ReadToEnd());
            if (PubMedAnswer.JsonError(json.RootElement) is { } error) throw error;
            return json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty("esearchresult", out var result) && result.ValueKind == JsonValueKind.Object
                ? Of(result)
                : throw new SourceException(SourceFailure.Malformed, "other JSON in place of an esearchresult");
        }
        catch (JsonException ex)
        {
            throw new SourceException(SourceFailure.Malformed, $"broken JSON in place of an esearchresult: line {ex.LineNumber}", ex);
        }
    }

    private static PubMedSearch Of(JsonElement result)
    {
        if (One(result, "ERROR") is { } error) throw PubMedAnswer.Error(error);
        var (errors, warnings) = (Part(result, "errorlist"), Part(result, "warninglist"));
        PubMedSearch.RefuseUnknown(List(errors, "fieldsnotfound", "fieldnotfound"));
        return new PubMedSearch
        {
            Count = PubMedSearch.Number(One(result, "count"), "count"),
            Ids = PubMedSearch.Pmids(List(result, "idlist")),
            Start = One(result, "retstart") is { } start ? PubMedSearch.Number(start, "retstart") : null,
            WebEnv = One(result, "webenv"),
            QueryKey = One(result, "querykey"),
            QueryTranslation = One(result, "querytranslation"),
            PhrasesNotFound = List(errors, "phrasesnotfound", "phrasenotfound"),
            QuotedPhrasesNotFound = List(warnings, "quotedphrasesnotfound", "quotedphrasenotfound"),
            PhrasesIgnored = List(warnings, "phrasesignored", "phraseignored"),
            OutputMessages = List(warnings, "outputmessages", "outputmessage"),
        };
    }

    private static JsonElement Part(JsonElement parent, string name) => parent.TryGetProperty(name, out var part) ? part : default;

    private static string? One(JsonElement parent, string name) => List(parent, name) is [var first, ..] ? first : null;

    private static List<string> List(JsonElement parent, params ReadOnlySpan<string> names)
    {
        var texts = new List<string>();
        if (parent.ValueKind != JsonValueKind.Object) return texts;
        foreach (var name in names)
        {
            if (!parent.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null) continue;
            if (value.ValueKind == JsonValueKind.Array) texts.AddRange(value.EnumerateArray().Select(e => CleanText.OneLine(e.ToString())).OfType<string>());
            else if (CleanText.OneLine(value.ToString()) is { } text) texts.Add(text);
        }

        return texts;
    }
}
