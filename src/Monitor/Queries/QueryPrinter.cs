using System.Text;

namespace Monitor.Queries;

/// <summary>Writes a query in one canonical form.</summary>
internal static class QueryPrinter
{
    public static string Print(Clause clause)
    {
        var sb = new StringBuilder();
        Write(sb, clause, inside: false);
        return sb.ToString();
    }

    /// <summary>One clause as it is shown to a reader: <c>"hair loss"[tiab]</c>.</summary>
    public static string Print(Term term)
    {
        var text = term.Truncated ? term.Text + "*" : term.Text;
        return (term.Quoted ? $"\"{text}\"" : text) + $"[{term.Tag}]";
    }

    private static void Write(StringBuilder sb, Clause clause, bool inside)
    {
        switch (clause)
        {
            case Term term:
                sb.Append(Print(term));
                break;
            case AllOf all:
                Join(sb, all.Parts, " AND ", inside);
                break;
            case AnyOf any:
                Join(sb, any.Parts, " OR ", inside);
                break;
        }
    }

    private static void Join(StringBuilder sb, IReadOnlyList<Clause> parts, string between, bool inside)
    {
        if (inside) sb.Append('(');
        for (var i = 0; i < parts.Count; i++)
        {
            if (i > 0) sb.Append(between);
            Write(sb, parts[i], inside: true);
        }

        if (inside) sb.Append(')');
    }
}
