using System.Text;
using Monitor.Documents;

namespace Monitor.Queries;

/// <summary>Writes a query in one canonical form: every term with its tag, every group in parentheses.</summary>
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
        return (term.Quoted ? $"\"{text}\"" : text) + (term.Near is { } near ? $"[{term.Tag}:~{near}]" : $"[{term.Tag}]");
    }

    public static string Print(DateRange range) => range.From == range.To
        ? $"{Day(range.From)}[{range.Tag}]"
        : $"{Day(range.From) ?? "1000"}:{Day(range.To) ?? "3000"}[{range.Tag}]";

    private static string? Day(PartialDate? date) => date?.ToString().Replace('-', '/');

    private static void Write(StringBuilder sb, Clause clause, bool inside)
    {
        switch (clause)
        {
            case Term term:
                sb.Append(Print(term));
                break;
            case DateRange range:
                sb.Append(Print(range));
                break;
            case Not not:
                Write(sb, not.Part, inside: true);
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
            if (i > 0) sb.Append(parts[i] is Not ? " NOT " : between);
            Write(sb, parts[i], inside: true);
        }

        if (inside) sb.Append(')');
    }
}
