using System.Text;

namespace Monitor.Delivery.Alerts;

/// <summary>The plain-text part: labels in a column, matched words between asterisks.</summary>
internal static class AlertText
{
    private const string Indent = "        ";
    private const int Width = 78;

    public static string Write(AlertLetter letter)
    {
        var sb = new StringBuilder();
        DigestText.Wrapped(sb, "", letter.Lead);
        sb.Append('\n');
        foreach (var line in letter.Lines) Line(sb, line);
        if (letter.SeenLink is not null)
        {
            sb.Append('\n').Append("DO".PadRight(Indent.Length)).Append("I have seen it:\n").Append(Indent).Append("> ").Append(letter.SeenLink).Append('\n');
            if (letter.SeenNote is not null) DigestText.Wrapped(sb, Indent, letter.SeenNote);
        }
        else if (letter.SeenNote is not null)
        {
            DigestText.Wrapped(sb, Indent, letter.SeenNote, first: "DONE".PadRight(Indent.Length));
        }

        sb.Append('\n');
        foreach (var foot in letter.Foot) DigestText.Wrapped(sb, "", foot);
        return sb.ToString();
    }

    private static void Line(StringBuilder sb, AlertLine line)
    {
        var label = line.Label.Length < Indent.Length ? line.Label.PadRight(Indent.Length) : line.Label + "  ";
        foreach (var row in line.Rows)
        {
            var text = Marked(row);
            if (row.Link is { } link && (text.Length == 0 || Indent.Length + text.Length + 3 + link.Length > Width))
            {
                // An address is never broken, nor parted from its sign; one that is too long gets a line of its own.
                if (text.Length > 0) DigestText.Wrapped(sb, Indent, text, first: label);
                sb.Append(text.Length > 0 ? Indent : label).Append("> ").Append(link).Append('\n');
            }
            else
            {
                DigestText.Wrapped(sb, Indent, row.Link is null ? text : $"{text} > {row.Link}", first: label);
            }

            label = Indent;
        }
    }

    private static string Marked(AlertRow row)
    {
        var sb = new StringBuilder();
        var at = 0;
        foreach (var mark in row.Marks)
        {
            sb.Append(row.Text, at, mark.Start - at).Append('*').Append(row.Text, mark.Start, mark.Length).Append('*');
            at = mark.Start + mark.Length;
        }

        return sb.Append(row.Text, at, row.Text.Length - at).ToString();
    }

    /// <summary>The row in pieces, each with whether it is marked.</summary>
    public static IEnumerable<(string Text, bool Marked)> Pieces(AlertRow row)
    {
        var at = 0;
        foreach (var mark in row.Marks)
        {
            yield return (row.Text[at..mark.Start], false);
            yield return (row.Text.Substring(mark.Start, mark.Length), true);
            at = mark.Start + mark.Length;
        }

        yield return (row.Text[at..], false);
    }
}
