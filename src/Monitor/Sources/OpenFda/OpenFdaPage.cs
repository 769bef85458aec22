using System.Text;
using System.Text.Json;

namespace Monitor.Sources.OpenFda;

/// <summary>One answer of openFDA: <c>{meta: {results: {total}}, results: […]}</c>.</summary>
/// <param name="Results">The records as they stand.</param>
/// <param name="Total">The upstream's count of all hits; null in answers of counts.</param>
/// <param name="Disclaimer">What openFDA says about its own data.</param>
internal sealed record OpenFdaPage(IReadOnlyList<JsonElement> Results, int? Total, string? Disclaimer)
{
    /// <exception cref="SourceException">Malformed: no JSON, or not the shape of an answer.</exception>
    public static OpenFdaPage Read(Payload payload)
    {
        // Decoding first: a damaged byte becomes U+FFFD in one text instead of failing the page.
        var text = Encoding.UTF8.GetString(payload.Content).TrimStart('\ufeff', ' ', '\r', '\n', '\t');
        try
        {
            using var document = JsonDocument.Parse(text);
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("results", out var results)) throw Malformed(payload, "JSON without results");
            if (results.ValueKind != JsonValueKind.Array) throw Malformed(payload, $"results is {results.ValueKind} in place of a list");
            return new OpenFdaPage([.. results.EnumerateArray().Select(r => r.Clone())], Counted(root), Disclaim(root));
        }
        catch (JsonException ex)
        {
            throw Malformed(payload, "not JSON: " + ex.Message);
        }
    }

    public static SourceException Malformed(Payload payload, string why) =>
        new(SourceFailure.Malformed, $"{payload.Address}: {why}") { Payload = payload };

    private static int? Counted(JsonElement root) =>
        Member(Member(Member(root, "meta"), "results"), "total") is { ValueKind: JsonValueKind.Number } total && total.TryGetInt32(out var number) ? number : null;

    private static string? Disclaim(JsonElement root) =>
        Member(Member(root, "meta"), "disclaimer") is { ValueKind: JsonValueKind.String } text ? Text.CleanText.OneLine(text.GetString()) : null;

    private static JsonElement Member(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var member) ? member : default;
}
