using System.Text;

namespace Monitor.Delivery.Feeds;

/// <summary>A hit's id where an IRI must stand.</summary>
internal static class FeedId
{
    /// <summary>The id itself; what no IRI may hold is written in per cent, always in the same way.</summary>
    public static string Iri(string id)
    {
        var sb = new StringBuilder(id.Length);
        foreach (var rune in id.EnumerateRunes())
        {
            if (rune.Value > 0x7f || (rune.Value > 0x20 && rune.Value < 0x7f && !"<>\"{}|\\^`".Contains((char)rune.Value, StringComparison.Ordinal))) sb.Append(rune.ToString());
            else sb.Append(Uri.EscapeDataString(rune.ToString()));
        }

        return sb.ToString();
    }
}
