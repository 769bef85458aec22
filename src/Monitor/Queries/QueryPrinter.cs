using System.Text;
using Monitor.Documents;

namespace Monitor.Queries;

/// <summary>Writes a query in one canonical form: every term with its tag, every group in parentheses.</summary>
internal static class QueryPrinter
{
    private const int LongestShown = 120;

    public static string Print(Clause clause)
    {
        var sb = new StringBuilder();
        Write(sb, clause, inside: false, int.MaxValue);
        return sb.ToString();
    }

    /// <summary>Its beginning, for people; no more of it is written than is shown.</summary>
    public static string Shortened(Clause clause)
    {
        var sb = new StringBuilder(clause is Not ? "NOT " : "");
        Write(sb, clause, inside: clause is Not, LongestShown);
        if (sb.Length <= LongestShown) return sb.ToString();
        var cut = LongestShown - 3;
        return sb.ToString(0, char.IsHighSurrogate(sb[cut - 1]) ? cut - 1 : cut) + "…";
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

    /// <param name="sb">Where it is written.</param>
    /// <param name="clause">The clause.</param>
    /// <param name="inside">Whether other text stands beside it.</param>
    /// <param name="enough">With more characters than these nothing is added.</param>
    private static void Write(StringBuilder sb, Clause clause, bool inside, int enough)
    {
        if (sb.Length > enough) return;
        switch (clause)
        {
            case Term term:
                sb.Append(Print(term));
                break;
            case DateRange range:
                sb.Append(Print(range));
                break;
            case Not not:
                Write(sb, not.Part, inside: true, enough);
                break;
            case AllOf all:
                Join(sb, all.Parts, " AND ", inside, enough);
                break;
            case AnyOf any:
                Join(sb, any.Parts, " OR ", inside, enough);
                break;
        }
    }

    private static void Join(StringBuilder sb, IReadOnlyList<Clause> parts, string between, bool inside, int enough)
    {
        if (inside) sb.Append('(');
        for (var i = 0; i < parts.Count && sb.Length <= enough; i++)
        {
            if (i > 0) sb.Append(parts[i] is Not ? " NOT " : between);
            Write(sb, parts[i], inside: true, enough);
        }

        if (inside) sb.Append(')');
    }
}
