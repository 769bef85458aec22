using System.Text;
using Monitor.Documents;

namespace Monitor.Delivery;

/// <summary>One row: text, perhaps with words marked, perhaps with a link.</summary>
/// <param name="Text">On one line.</param>
/// <param name="Link">Http or https.</param>
/// <param name="Shown">What the link is called; null = its address.</param>
internal sealed record MarkedRow(string Text, string? Link = null, string? Shown = null)
{
    /// <summary>Stretches of the text that the query matched, in order, not overlapping.</summary>
    public IReadOnlyList<Span> Marks { get; init; } = [];

    /// <summary>The text with the marked words between asterisks.</summary>
    public string Marked()
    {
        var sb = new StringBuilder();
        foreach (var (text, marked) in Pieces()) sb.Append(marked ? $"*{text}*" : text);
        return sb.ToString();
    }

    /// <summary>The text in pieces, each with whether it is marked.</summary>
    public IEnumerable<(string Text, bool Marked)> Pieces()
    {
        var at = 0;
        foreach (var mark in Marks)
        {
            yield return (Text[at..mark.Start], false);
            yield return (Text.Substring(mark.Start, mark.Length), true);
            at = mark.Start + mark.Length;
        }

        yield return (Text[at..], false);
    }
}
