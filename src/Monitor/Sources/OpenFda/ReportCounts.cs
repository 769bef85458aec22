using System.Globalization;
using System.Text.Json;
using Monitor.Documents;

namespace Monitor.Sources.OpenFda;

/// <summary>Reads answers of counts: <c>[{time, count}]</c> or <c>[{term, count}]</c>. They carry no total, so anything odd in them is a failure.</summary>
internal static class ReportCounts
{
    /// <exception cref="SourceException">Malformed.</exception>
    public static IReadOnlyList<(DateOnly Day, int Count)> Days(OpenFdaPage page, Payload payload) =>
        [.. page.Results.Select(r => DateOnly.TryParseExact(Text(r, "time"), ["yyyyMMdd", "yyyy-MM-dd"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? (day, Count(r, payload))
            : throw OpenFdaPage.Malformed(payload, "a count without its day"))];

    /// <exception cref="SourceException">Malformed.</exception>
    public static IReadOnlyList<Reaction> Reactions(OpenFdaPage page, Payload payload) =>
        [.. page.Results.Select(r => new Reaction(Monitor.Text.CleanText.OneLine(Text(r, "term")) ?? throw OpenFdaPage.Malformed(payload, "a count without its term"), Count(r, payload)))];

    private static string? Text(JsonElement result, string name) =>
        result.ValueKind == JsonValueKind.Object && result.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static int Count(JsonElement result, Payload payload) =>
        result.TryGetProperty("count", out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var count) && count >= 0 ? count
            : throw OpenFdaPage.Malformed(payload, "a count without its number");
}
