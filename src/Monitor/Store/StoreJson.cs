using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Monitor.Documents;

namespace Monitor.Store;

/// <summary>How documents are written: camel case, absent = unknown. The API uses the same, so that a reader of the database meets no surprise.</summary>
internal static class StoreJson
{
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        // PostgreSQL's jsonb reorders keys.
        AllowOutOfOrderMetadataProperties = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>As <see cref="Options"/> with every key present: what scripts read of polls and answers, where null says "none".</summary>
    public static JsonSerializerOptions EveryKey { get; } = new(Options) { DefaultIgnoreCondition = JsonIgnoreCondition.Never };

    public static string Write(Hit hit) => JsonSerializer.Serialize(hit, hit.GetType(), Options);

    public static string Write<T>(T value) => JsonSerializer.Serialize(value, Options);

    /// <exception cref="JsonException">The text is not a document of that kind.</exception>
    public static Hit ReadHit(string kind, string json) =>
        (Hit)(JsonSerializer.Deserialize(json, DocumentKinds.TypeOf(kind), Options) ?? throw new JsonException("null is no document"));

    public static T Read<T>(string json) => JsonSerializer.Deserialize<T>(json, Options) ?? throw new JsonException("null");
}
