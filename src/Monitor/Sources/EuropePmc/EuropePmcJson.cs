using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Monitor.Sources.ClinicalTrialsGov;

namespace Monitor.Sources.EuropePmc;

/// <summary>What one answer holds.</summary>
/// <param name="Records">In the upstream's order.</param>
/// <param name="Unreadable">Those that could not be read, whole.</param>
/// <param name="HitCount">Of all pages together.</param>
/// <param name="Next">The mark of the next page; null when there is none.</param>
internal sealed record EuropePmcPage(IReadOnlyList<SourceRecord> Records, IReadOnlyList<UnreadableRecord> Unreadable, int HitCount, string? Next)
{
    public int Count => Records.Count + Unreadable.Count;
}

/// <summary>Reads the service's JSON. An error in a 200, markup, half an answer or an unknown shape is a failure, never empty.</summary>
internal static class EuropePmcJson
{
    /// <summary>The page; null for an answer that says its version and nothing more, which the service gives now and then and which asking again mends.</summary>
    /// <exception cref="SourceException">An error, or malformed.</exception>
    public static EuropePmcPage? Read(Payload payload)
    {
        // Decoding first: a damaged byte becomes U+FFFD in one text instead of failing the page.
        var text = Encoding.UTF8.GetString(payload.Content).TrimStart('\ufeff', ' ', '\r', '\n', '\t');
        if (text.StartsWith('<')) throw Malformed(payload, "markup in place of JSON");
        try
        {
            using var document = JsonDocument.Parse(text);
            return Read(document.RootElement, payload);
        }
        catch (JsonException ex)
        {
            throw Malformed(payload, "not JSON: " + ex.Message, ex);
        }
        catch (FieldTypeException ex)
        {
            throw Malformed(payload, ex.Message, ex);
        }
    }

    private static EuropePmcPage? Read(JsonElement element, Payload payload)
    {
        if (element.ValueKind != JsonValueKind.Object) throw Malformed(payload, $"{element.ValueKind} in place of an answer");
        var root = new JsonNode(element, "");
        if (root["errCode"].Scalar() is { } code) throw Error(code, root["errMsg"].Text(), payload);
        if (root["hitCount"].Number() is not { } count) return root["version"].Scalar() is null ? throw Malformed(payload, "JSON without hitCount") : null;
        var list = root["resultList"]["result"];
        if (count > 0 && list.Value.ValueKind == JsonValueKind.Undefined) throw Malformed(payload, $"{count} hits and no list of them");
        var records = new List<SourceRecord>();
        var unreadable = new List<UnreadableRecord>();
        foreach (var record in list.Many())
        {
            try
            {
                records.Add(EuropePmcRecord.Read(record, payload.Hash));
            }
            catch (Exception ex) when (ex is FieldTypeException or FormatException or RegexMatchTimeoutException or JsonException)
            {
                unreadable.Add(new UnreadableRecord(EuropePmcRecord.ExternalId(record), ex.Message, record.Value.GetRawText()));
            }
        }

        return new EuropePmcPage(records, unreadable, count, root["nextCursorMark"].Text() is { Length: > 0 } next ? next : null);
    }

    private static SourceException Error(string code, string? message, Payload payload)
    {
        var failure = code switch
        {
            "429" => SourceFailure.Throttled,
            ['5', _, _] => SourceFailure.Unreachable,
            _ => SourceFailure.Refused,
        };
        return new SourceException(failure, $"{Place(payload)}: error {code}: {Monitor.Text.CleanText.OneLine(message) ?? "no message"}") { Payload = payload };
    }

    // Without its parameters: the query stands in the ledger.
    private static string Place(Payload payload) => payload.Address.Split('?')[0];

    private static SourceException Malformed(Payload payload, string why, Exception? inner = null) =>
        new(SourceFailure.Malformed, $"{Place(payload)}: {why}", inner) { Payload = payload };
}
