using System.Text.Json;
using System.Xml;
using Monitor.Text;

namespace Monitor.Sources.PubMed;

/// <summary>Names what E-utilities sent in place of an answer. Never repeats an API key: NCBI echoes it in error bodies.</summary>
internal static class PubMedAnswer
{
    private const int Shown = 300;
    private const int NodesLookedAt = 200;

    /// <summary>The failure when a text that begins like this cannot be the XML that was asked for; null when it may be.</summary>
    public static SourceException? NotXml(string head, string asked)
    {
        if (head.Length == 0) return new SourceException(SourceFailure.Malformed, $"an empty answer in place of {asked}");
        if (head[0] is '{' or '[') return JsonError(head) ?? new SourceException(SourceFailure.Malformed, $"JSON in place of {asked}");
        if (head[0] != '<') return new SourceException(SourceFailure.Malformed, $"plain text in place of {asked}");
        return head.StartsWith("<!doctype html", StringComparison.OrdinalIgnoreCase) || head.StartsWith("<html", StringComparison.OrdinalIgnoreCase)
            ? new SourceException(SourceFailure.Malformed, $"an HTML page in place of {asked}")
            : null;
    }

    /// <summary>The failure for a root element that is not the one asked for, with the ERROR inside it if there is one.</summary>
    public static SourceException WrongRoot(XmlReader root, string asked)
    {
        var name = root.LocalName;
        for (var i = 0; i < NodesLookedAt && root.Read(); i++)
        {
            if (root.NodeType == XmlNodeType.Element && root.LocalName.Equals("error", StringComparison.OrdinalIgnoreCase))
            {
                return Error($"{name}: {root.ReadElementContentAsString()}");
            }
        }

        return new SourceException(SourceFailure.Malformed, $"<{name}> in place of {asked}");
    }

    /// <summary>The failure for the text of an ERROR, which comes with HTTP 200. An outage of NCBI's own backend passes; other errors stay.</summary>
    public static SourceException Error(string? text)
    {
        var line = CleanText.OneLine(text) ?? "ERROR without a text";
        if (line.Length > Shown) line = line[..Shown];
        var passes = line.Contains("Backend failed", StringComparison.OrdinalIgnoreCase) && !line.Contains("retstart", StringComparison.OrdinalIgnoreCase);
        return new SourceException(passes ? SourceFailure.Unreachable : SourceFailure.Refused, $"PubMed answered with an error: {line}");
    }

    /// <summary>The failure that a JSON error body states; null when the text is none.</summary>
    public static SourceException? JsonError(string text)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            return JsonError(json.RootElement);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <inheritdoc cref="JsonError(string)"/>
    public static SourceException? JsonError(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("error", out var error)) return null;
        var said = CleanText.OneLine(error.ToString()) ?? "error without a text";
        if (root.TryGetProperty("api-key", out var key) && key.ToString() is { Length: > 0 } echoed)
        {
            said = said.Replace(echoed, "***", StringComparison.OrdinalIgnoreCase);
        }

        var throttled = said.Contains("rate limit", StringComparison.OrdinalIgnoreCase);
        return new SourceException(throttled ? SourceFailure.Throttled : SourceFailure.Refused, $"PubMed answered with an error: {said}");
    }
}
