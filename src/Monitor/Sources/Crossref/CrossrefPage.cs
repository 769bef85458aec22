using System.Text;
using System.Text.Json;

namespace Monitor.Sources.Crossref;

/// <summary>One answer of Crossref: <c>{status, message-type, message}</c>.</summary>
/// <param name="Works">As they stand.</param>
/// <param name="Total">Crossref's count of all that the question finds.</param>
/// <param name="NextCursor">Given even on the last page, and often the same as before.</param>
internal sealed record CrossrefPage(IReadOnlyList<JsonElement> Works, int Total, string? NextCursor)
{
    /// <summary>A list of works.</summary>
    /// <exception cref="SourceException">Anything else: no JSON, a refusal, another kind of message, a list without its count.</exception>
    public static CrossrefPage Read(Payload payload) => Read(payload, "work-list", message =>
    {
        if (Member(message, "items") is not { ValueKind: JsonValueKind.Array } items) throw Malformed(payload, "no items");
        if (Member(message, "total-results") is not { ValueKind: JsonValueKind.Number } total || !total.TryGetInt32(out var count)) throw Malformed(payload, "no total-results, so completeness cannot be shown");
        var cursor = Member(message, "next-cursor") is { ValueKind: JsonValueKind.String } next ? next.GetString() : null;
        return new CrossrefPage([.. items.EnumerateArray().Select(i => i.Clone())], count, cursor);
    });

    /// <summary>One work asked for by its DOI.</summary>
    /// <exception cref="SourceException">As above.</exception>
    public static JsonElement ReadWork(Payload payload) => Read(payload, "work", message => message.Clone());

    public static SourceException Malformed(Payload payload, string why) =>
        new(SourceFailure.Malformed, $"{payload.Address}: {why}") { Payload = payload };

    private static T Read<T>(Payload payload, string type, Func<JsonElement, T> read)
    {
        // Decoding first: a damaged byte becomes U+FFFD in one text instead of failing the page.
        var text = Encoding.UTF8.GetString(payload.Content).TrimStart('\ufeff', ' ', '\r', '\n', '\t');
        try
        {
            using var document = JsonDocument.Parse(text);
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object) throw Malformed(payload, $"{root.ValueKind} in place of an answer");
            var message = Member(root, "message");
            // On failure the message is a list of what is wrong, on success an object.
            if (Text(root, "status") != "ok" || message.ValueKind == JsonValueKind.Array)
            {
                throw new SourceException(SourceFailure.Refused, $"{payload.Address}: {Text(root, "status")}, {Text(root, "message-type")}: {Monitor.Text.CleanText.OneLine(message.ValueKind == JsonValueKind.Undefined ? "" : message.GetRawText())}") { Payload = payload };
            }

            if (Text(root, "message-type") != type || message.ValueKind != JsonValueKind.Object) throw Malformed(payload, $"{Text(root, "message-type") ?? "no message-type"} in place of {type}");
            return read(message);
        }
        catch (JsonException ex)
        {
            throw Malformed(payload, "not JSON: " + ex.Message);
        }
    }

    private static string? Text(JsonElement parent, string name) => Member(parent, name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    private static JsonElement Member(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var member) ? member : default;
}
