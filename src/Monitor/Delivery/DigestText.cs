using System.Globalization;
using System.Text;

namespace Monitor.Delivery;

/// <summary>The plain-text part: as good as the HTML, at most 78 characters a line where words allow.</summary>
internal static class DigestText
{
    private const int Width = 78;

    public static string Write(Digest digest)
    {
        var sb = new StringBuilder();
        Wrapped(sb, "", digest.Lead);
        foreach (var alarm in digest.Alarms) Wrapped(sb, "  ", alarm, first: "! ");
        foreach (var section in digest.Sections)
        {
            sb.Append('\n').Append(section.Heading).Append('\n');
            foreach (var item in section.Items) Item(sb, item);
        }

        if (digest.Rest > 0) sb.Append(CultureInfo.InvariantCulture, $"\nAND {digest.Rest} MORE  > {digest.RestLink}\n");
        Block(sb, "ALREADY ALERTED", digest.Alerted);
        Block(sb, "REPORTED", digest.Reports);
        Block(sb, "NOW WATCHING", digest.Started);
        Block(sb, "QUERY CHANGED", digest.Changed);
        Block(sb, "LOOKED", digest.Looked);
        Block(sb, "NOT LOOKED", digest.NotLooked.Count == 0 ? ["every source of your watches answered"] : digest.NotLooked);
        sb.Append("\nFound by rules, not by a person: read the source before you act on it.\n");
        return sb.ToString();
    }

    private static void Item(StringBuilder sb, DigestItem item)
    {
        if (item.Brief)
        {
            Wrapped(sb, "    ", string.Join(": ", new[] { item.Glance, item.Mark, item.Title }.OfType<string>()), first: "  ");
            foreach (var line in item.Facts.Take(1).Concat(item.Records)) Wrapped(sb, "    ", line);
            if (item.Link is not null) sb.Append("    > ").Append(item.Link).Append('\n');
            return;
        }

        var first = string.Create(CultureInfo.InvariantCulture, $"{item.Number} ").PadRight(3);
        var title = item.Mark is null ? item.Title : $"{item.Mark}  {item.Title}";
        // The design at a glance; of a change the kind of change is what matters.
        var lines = item.Glance is null ? (string[])[title] : item.Mark is null ? [item.Glance, title] : [title, item.Glance];
        Wrapped(sb, "   ", lines[0], first);
        foreach (var line in lines.Skip(1)) Wrapped(sb, "   ", line);
        foreach (var fact in item.Facts.Concat(item.Records)) Wrapped(sb, "   ", fact);
        foreach (var snippet in item.Snippets) Wrapped(sb, "   ", snippet.Marked());
        Wrapped(sb, "   ", $"Here because: {item.Because}");
        if (item.Link is not null) sb.Append("   > ").Append(item.Link).Append('\n');
    }

    private static void Block(StringBuilder sb, string heading, IReadOnlyList<string> lines)
    {
        if (lines.Count == 0) return;
        sb.Append('\n').Append(heading).Append('\n');
        foreach (var line in lines) Wrapped(sb, "  ", line);
    }

    internal static void Wrapped(StringBuilder sb, string indent, string text, string? first = null)
    {
        var line = new StringBuilder(first ?? indent);
        var empty = true;
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (!empty && line.Length + 1 + word.Length > Width)
            {
                sb.Append(line).Append('\n');
                line.Clear().Append(indent);
                empty = true;
            }

            if (!empty) line.Append(' ');
            line.Append(word);
            empty = false;
        }

        sb.Append(line).Append('\n');
    }
}
