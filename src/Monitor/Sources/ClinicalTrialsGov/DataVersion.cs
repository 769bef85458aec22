using System.Globalization;
using System.Text.Json;

namespace Monitor.Sources.ClinicalTrialsGov;

/// <summary>
/// The day the registry's data is of, as <c>/version</c> says it. It is refreshed on working days; data that stands still
/// for longer than any row of holidays is no answer to "what is new since yesterday", however complete its pages are.
/// </summary>
internal static class DataVersion
{
    /// <summary>Oldest data that still counts as the registry of now.</summary>
    public static readonly TimeSpan Oldest = TimeSpan.FromDays(7);

    /// <summary>The instant, UTC (the registry prints no zone); null when the answer does not say.</summary>
    public static DateTimeOffset? Read(Payload payload)
    {
        try
        {
            using var json = JsonDocument.Parse(payload.Content);
            return json.RootElement.ValueKind == JsonValueKind.Object
                && json.RootElement.TryGetProperty("dataTimestamp", out var stamp) && stamp.ValueKind == JsonValueKind.String
                && DateTimeOffset.TryParse(stamp.GetString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var instant)
                    ? instant
                    : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <exception cref="SourceException">The data is too old to say what is new.</exception>
    public static void Check(Payload payload, DateTimeOffset now)
    {
        if (Read(payload) is { } stamp && now - stamp > Oldest)
        {
            throw new SourceException(SourceFailure.Malformed,
                string.Create(CultureInfo.InvariantCulture, $"{payload.Address}: the registry's data is of {stamp:yyyy-MM-dd}, more than {Oldest.TotalDays:0} days old: it cannot say what is new"))
            { Payload = payload };
        }
    }
}
