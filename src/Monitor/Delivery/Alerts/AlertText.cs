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
        if (letter.SeenFirst) Seen(sb, letter);
        sb.Append('\n');
        foreach (var line in letter.Lines) Line(sb, line);
        if (!letter.SeenFirst) Seen(sb, letter);
        sb.Append('\n');
        foreach (var foot in letter.Foot) DigestText.Wrapped(sb, "", foot);
        return sb.ToString();
    }

    private static void Seen(StringBuilder sb, AlertLetter letter)
    {
        if (letter.SeenLink is not null)
        {
            sb.Append('\n').Append("DO".PadRight(Indent.Length)).Append("I have seen it:\n").Append(Indent).Append("> ").Append(letter.SeenLink).Append('\n');
            if (letter.SeenNote is not null) DigestText.Wrapped(sb, Indent, letter.SeenNote);
        }
        else if (letter.SeenNote is not null)
        {
            DigestText.Wrapped(sb, Indent, letter.SeenNote, first: "DONE".PadRight(Indent.Length));
        }
    }

    private static void Line(StringBuilder sb, AlertLine line)
    {
        var label = line.Label.Length < Indent.Length ? line.Label.PadRight(Indent.Length) : line.Label + "  ";
        foreach (var row in line.Rows)
        {
            var text = row.Marked();
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
}
