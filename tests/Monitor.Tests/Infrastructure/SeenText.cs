using System.Net;
using System.Text.RegularExpressions;

namespace Monitor.Tests.Infrastructure;

/// <summary>HTML as one reads it who sees no form: a screen reader, a mail program for text, a copy.</summary>
internal static partial class SeenText
{
    /// <summary>The text with the tags cut out and nothing put in their place, so that words run together where the HTML leaves them no space.</summary>
    public static string Of(string html) => WebUtility.HtmlDecode(Tags().Replace(Unseen().Replace(html, ""), ""));

    /// <summary>Its words.</summary>
    public static string[] Words(string text) => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    [GeneratedRegex(@"<(?<tag>head|style|svg)\b.*?</\k<tag>>", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Unseen();

    [GeneratedRegex("<[^>]*>", RegexOptions.None, 1000)]
    private static partial Regex Tags();
}
