namespace Monitor.Queries;

/// <summary>The query cannot be read.</summary>
internal sealed class QueryException : Exception
{
    private const int ExcerptWidth = 72;

    public QueryException(string problem, int line, int column, string? excerpt = null)
        : base($"line {line}, column {column}: {problem}" + (excerpt is null ? "" : "\n" + excerpt))
    {
        (Problem, Line, Column) = (problem, line, column);
    }

    /// <summary>From 1.</summary>
    public int Line { get; }

    /// <summary>From 1.</summary>
    public int Column { get; }

    /// <summary>The message without its place.</summary>
    public string Problem { get; }

    /// <summary>The error at a place of a text, with the line and a caret below it.</summary>
    public static QueryException At(string text, int place, string problem)
    {
        place = Math.Min(place, text.Length);
        var start = place == 0 ? 0 : text.LastIndexOf('\n', place - 1) + 1;
        var end = text.IndexOf('\n', place);
        var line = (end < 0 ? text[start..] : text[start..end]).TrimEnd('\r').Replace('\t', ' ');
        var column = place - start;
        // A long line is cut around the place, so that the caret still points at it.
        var cut = column > ExcerptWidth / 2 ? column - ExcerptWidth / 2 : 0;
        var shown = line.Length <= cut ? "" : line.Substring(cut, Math.Min(ExcerptWidth, line.Length - cut));
        return new QueryException(problem, text.AsSpan(0, place).Count('\n') + 1, column + 1, $"  {shown}\n  {new string(' ', column - cut)}^");
    }
}
