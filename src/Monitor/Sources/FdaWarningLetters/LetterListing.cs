using System.Text.Json;

namespace Monitor.Sources.FdaWarningLetters;

/// <summary>One answer of the listing.</summary>
/// <param name="Total">How many rows there are in all.</param>
/// <param name="Rows">Cells as received: each is a piece of HTML.</param>
internal sealed record LetterListing(int Total, IReadOnlyList<IReadOnlyList<string>> Rows)
{
    /// <exception cref="SourceException">Malformed: no JSON, or none of a listing.</exception>
    public static LetterListing Read(Payload payload)
    {
        try
        {
            using var json = JsonDocument.Parse(payload.Content);
            if (json.RootElement.ValueKind != JsonValueKind.Object
                || !json.RootElement.TryGetProperty("recordsTotal", out var total) || Number(total) is not { } count
                || !json.RootElement.TryGetProperty("data", out var data) || data.ValueKind != JsonValueKind.Array)
            {
                throw Malformed(payload, "no recordsTotal, or no data: this is not the listing of letters");
            }

            return new LetterListing(count, [.. data.EnumerateArray().Select(Cells)]);
        }
        catch (JsonException ex)
        {
            throw Malformed(payload, "not JSON: " + ex.Message);
        }
    }

    /// <summary>A row that is no list keeps its text as its only cell, so that it is quarantined and not lost.</summary>
    private static IReadOnlyList<string> Cells(JsonElement row) =>
        row.ValueKind == JsonValueKind.Array ? [.. row.EnumerateArray().Select(Text)] : [row.GetRawText()];

    private static string Text(JsonElement cell) => cell.ValueKind switch
    {
        JsonValueKind.String => JsonText.Of(cell),
        JsonValueKind.Null => "",
        _ => cell.GetRawText(),
    };

    private static int? Number(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number when value.TryGetInt32(out var number) && number >= 0 => number,
        JsonValueKind.String when int.TryParse(value.GetString(), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number) => number,
        _ => null,
    };

    private static SourceException Malformed(Payload payload, string why) => new(SourceFailure.Malformed, $"{payload.Address}: {why}") { Payload = payload };

    private static class JsonText
    {
        /// <summary>A lone surrogate written as an escape cannot be read as text; the row then shows it as received.</summary>
        public static string Of(JsonElement cell)
        {
            try
            {
                return cell.GetString() ?? "";
            }
            catch (InvalidOperationException)
            {
                return cell.GetRawText();
            }
        }
    }
}
