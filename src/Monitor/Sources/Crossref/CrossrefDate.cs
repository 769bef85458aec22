using System.Text.Json;
using Monitor.Documents;
using Monitor.Sources.ClinicalTrialsGov;

namespace Monitor.Sources.Crossref;

/// <summary>Crossref's dates, <c>{"date-parts": [[2026, 3]]}</c>: as precise as they are, absent where the parts are <c>[null]</c> or name no day that exists.</summary>
internal static class CrossrefDate
{
    public static PartialDate? Of(JsonNode date)
    {
        var parts = date["date-parts"].Items().FirstOrDefault().Items().Select(Part).ToArray();
        if (parts.Length is 0 or > 3 || parts.Any(p => p is null)) return null;
        try
        {
            return new PartialDate(parts[0]!.Value, parts.ElementAtOrDefault(1) ?? 0, parts.ElementAtOrDefault(2) ?? 0); // non-null: checked just before
        }
        catch (ArgumentOutOfRangeException)
        {
            return null;
        }
    }

    private static int? Part(JsonNode part) => part.Value.ValueKind == JsonValueKind.Number && part.Value.TryGetInt32(out var number) ? number : null;
}
