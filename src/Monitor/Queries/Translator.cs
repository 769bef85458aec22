namespace Monitor.Queries;

/// <summary>What becomes of a clause on its way upstream.</summary>
/// <param name="Text">What is asked; null for everything or nothing.</param>
/// <param name="All">Counts as true: the clause cannot be asked, and asking without it is wider.</param>
internal readonly record struct Asked(string? Text, bool All)
{
    public static Asked Everything { get; } = new(null, true);
    public static Asked Nothing { get; } = new(null, false);

    public static Asked For(string text) => new(text, false);

    public bool IsNothing => Text is null && !All;
}

/// <summary>
/// Writes a query in an upstream's language without ever narrowing it. What the upstream cannot express is asked for more
/// widely where it is wanted, and less widely where it is excluded; every such clause is noted, and checked again by the
/// evaluator. One object translates one query.
/// </summary>
internal abstract class Translator
{
    private readonly List<string> _widened = [];
    private readonly HashSet<Clause> _checked = [];

    /// <summary>What was widened, in words for people.</summary>
    public IReadOnlyList<string> Widened => [.. _widened.Distinct(StringComparer.Ordinal)];

    /// <summary>The terms and dates that the evaluator must check because the upstream was not asked exactly them.</summary>
    public IReadOnlySet<Clause> Checked => _checked;

    /// <summary>The whole query.</summary>
    public Asked Translate(Query query) => Write(query.Root, wanted: true, inside: false);

    /// <summary>One term. Where it is not <paramref name="wanted"/> (behind NOT) the text may find less than the term, never more.</summary>
    protected abstract Asked Write(Term term, bool wanted);

    /// <inheritdoc cref="Write(Term, bool)"/>
    protected abstract Asked Write(DateRange range, bool wanted);

    /// <summary>Parts joined; a single part stands for itself.</summary>
    protected static string Joined(IReadOnlyList<string> parts, string between, bool inside)
    {
        var text = string.Join(between, parts);
        return inside && parts.Count > 1 ? $"({text})" : text;
    }

    /// <summary>Notes that a clause is asked for more widely, or not at all.</summary>
    protected void Widen(Clause clause, string how)
    {
        _widened.Add($"{Shortened(QueryPrinter.Print(clause))}: {how}");
        Check(clause);
    }

    /// <summary>Notes something about the whole query.</summary>
    protected void Widen(string how) => _widened.Add(how);

    private Asked Write(Clause clause, bool wanted, bool inside) => clause switch
    {
        Term term => Write(term, wanted),
        DateRange range => Write(range, wanted),
        AllOf all => WriteAll(all, wanted, inside),
        AnyOf any => WriteAny(any, wanted, inside),
        _ => throw new InvalidOperationException($"Unknown clause {clause.GetType().Name}."),
    };

    private Asked WriteAll(AllOf all, bool wanted, bool inside)
    {
        var text = new List<string>();
        var excluded = new List<string>();
        foreach (var part in all.Parts)
        {
            if (part is Not not)
            {
                var asked = Write(not.Part, !wanted, inside: true);
                if (asked.All) return Asked.Nothing;
                if (asked.Text is { } exclude) excluded.Add(exclude);
                else Check(not.Part);
                continue;
            }

            var found = Write(part, wanted, inside: true);
            if (found.IsNothing) return Asked.Nothing;
            if (found.Text is { } include) text.Add(include);
        }

        // An upstream's NOT stands between two terms; without a first one the exclusion is left to the evaluator.
        if (text.Count == 0)
        {
            if (excluded.Count > 0) Widen(all, "what is excluded is not asked, because nothing is left that is wanted");
            return wanted || excluded.Count == 0 ? Asked.Everything : Asked.Nothing;
        }

        var joined = Joined(text, " AND ", inside || excluded.Count > 0);
        return Asked.For(excluded.Count == 0 ? joined : Joined([joined, .. excluded], " NOT ", inside));
    }

    private Asked WriteAny(AnyOf any, bool wanted, bool inside)
    {
        var parts = any.Parts.Select(part => Write(part, wanted, inside: true)).ToList();
        if (parts.Any(p => p.All))
        {
            Widen(any, "left out whole, for one of its alternatives cannot be asked for");
            return Asked.Everything;
        }

        var text = parts.Select(p => p.Text).OfType<string>().ToList();
        return text.Count == 0 ? Asked.Nothing : Asked.For(Joined(text, " OR ", inside));
    }

    private void Check(Clause clause)
    {
        switch (clause)
        {
            case AllOf all:
                foreach (var part in all.Parts) Check(part);
                break;
            case AnyOf any:
                foreach (var part in any.Parts) Check(part);
                break;
            case Not not:
                Check(not.Part);
                break;
            default:
                _checked.Add(clause);
                break;
        }
    }

    private static string Shortened(string text) => text.Length <= 120 ? text : text[..117] + "…";
}
