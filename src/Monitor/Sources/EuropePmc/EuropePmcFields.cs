using System.Globalization;
using System.Text.Json;
using Monitor.Sources.ClinicalTrialsGov;

namespace Monitor.Sources.EuropePmc;

/// <summary>Fields as the service's translation from XML leaves them: a list of one may come bare, a number as a text.</summary>
internal static class EuropePmcFields
{
    /// <summary>The elements of a list, or the one that stands in its place.</summary>
    public static IEnumerable<JsonNode> Many(this JsonNode node) => node.Value.ValueKind switch
    {
        JsonValueKind.Undefined or JsonValueKind.Null => [],
        JsonValueKind.Array => node.Items(),
        _ => [node],
    };

    /// <summary>A text, or a number as its text.</summary>
    public static string? Scalar(this JsonNode node) => node.Value.ValueKind == JsonValueKind.Number ? node.Value.GetRawText() : node.Text();

    /// <summary>A whole number however it is written; null when it is none.</summary>
    public static int? Whole(this JsonNode node) =>
        int.TryParse(node.Scalar(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
