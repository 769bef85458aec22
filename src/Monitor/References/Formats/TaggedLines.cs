using System.Text.RegularExpressions;

namespace Monitor.References.Formats;

/// <summary>One tag of a tagged format with its text, continuation lines joined.</summary>
internal readonly record struct TaggedLine(int Line, string Tag, string Text);

/// <summary>Cuts RIS and NBIB into tags.</summary>
internal static class TaggedLines
{
    /// <param name="text">The file.</param>
    /// <param name="tag">Matches a line that begins a tag, with the groups <c>tag</c> and <c>text</c>; any other line goes on with the one before.</param>
    /// <returns>Tags in order; lines before the first tag have the tag <c>""</c>, an empty line between tags has the tag <c>" "</c>.</returns>
    public static IEnumerable<TaggedLine> Of(string text, Regex tag)
    {
        TaggedLine? open = null;
        var number = 0;
        foreach (var line in text.Split('\n'))
        {
            number++;
            if (string.IsNullOrWhiteSpace(line))
            {
                if (open is { } ended) yield return ended;
                open = null;
                yield return new TaggedLine(number, " ", "");
            }
            else if (tag.Match(line) is { Success: true } match)
            {
                if (open is { } ended) yield return ended;
                open = new TaggedLine(number, match.Groups["tag"].Value, match.Groups["text"].Value.Trim());
            }
            else
            {
                open = open is { } before ? before with { Text = $"{before.Text} {line.Trim()}".Trim() } : new TaggedLine(number, "", line.Trim());
            }
        }

        if (open is { } last) yield return last;
    }
}
