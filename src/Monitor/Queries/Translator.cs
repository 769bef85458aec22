using Monitor.Text;

namespace Monitor.Queries;

/// <summary>
/// Puts a query into an upstream's language without ever narrowing it. What the upstream cannot express is asked for more
/// widely where it is wanted, and less widely where it is excluded; every such clause is noted, and checked again by the
/// evaluator. One object translates one query, in one pass over it.
/// </summary>
internal abstract class Translator
{
    /// <summary>Longest term that is asked whole. Of a longer phrase its beginning is asked, which it holds.</summary>
    public const int LongestTerm = 300;

    private readonly List<string> _widened = [];
    private readonly HashSet<Clause> _checked = [];
    private readonly HashSet<Clause> _groups = new(ReferenceEqualityComparer.Instance);

    /// <summary>What was widened, in words for people.</summary>
    public IReadOnlyList<string> Widened => [.. _widened.Distinct(StringComparer.Ordinal)];

    /// <summary>The terms and dates that the evaluator must check because the upstream was not asked exactly them.</summary>
    public IReadOnlySet<Clause> Checked => _checked;

    /// <summary>The whole query.</summary>
    public Asked Translate(Query query) => Write(query.Root, wanted: true);

    /// <summary>Notes what is left out because the query is too long.</summary>
    public void Leave(IEnumerable<Clause> clauses, string why)
    {
        foreach (var clause in clauses) Widen(clause, why);
    }

    /// <summary>One term. Where it is not <paramref name="wanted"/> (behind NOT) the text may find less than the term, never more.</summary>
    protected abstract Asked Write(Term term, bool wanted);

    /// <inheritdoc cref="Write(Term, bool)"/>
    protected abstract Asked Write(DateRange range, bool wanted);

    /// <summary>Parts of one term joined; a single part stands for itself.</summary>
    protected static string Joined(IReadOnlyList<string> parts, string between) =>
        parts.Count == 1 ? parts[0] : $"({string.Join(between, parts)})";

    /// <summary>Notes that a clause is asked for more widely, or not at all.</summary>
    protected void Widen(Clause clause, string how)
    {
        _widened.Add($"{QueryPrinter.Shortened(clause)}: {how}");
        Check(clause);
    }

    /// <summary>Notes something about the whole query.</summary>
    protected void Widen(string how) => _widened.Add(how);

    private Asked Write(Clause clause, bool wanted) => clause switch
    {
        Term { Text.Length: > LongestTerm } term => WriteBeginning(term, wanted),
        Term term => Write(term, wanted),
        DateRange range => Write(range, wanted),
        AllOf all => WriteAll(all, wanted),
        AnyOf any => WriteAny(any, wanted),
        _ => throw new InvalidOperationException($"Unknown clause {clause.GetType().Name}."),
    };

    private Asked WriteBeginning(Term term, bool wanted)
    {
        var cut = term.Text.LastIndexOf(' ', LongestTerm);
        // Of a value that is compared whole, and of a word, the beginning is another.
        var running = term.Near is null && term.Tag is ("tiab" or "ti" or "ab" or "ot" or "tw" or "all");
        if (!wanted || !running || cut <= 0 || Folded.Tokens(term.Text[..cut]).Count == 0)
        {
            Widen(term, $"not asked, checked here: it has more than {LongestTerm} characters");
            return wanted ? Asked.Everything : Asked.Nothing;
        }

        Widen(term, $"asked by its beginning, for it has more than {LongestTerm} characters");
        return Write(term with { Text = term.Text[..cut].TrimEnd(), Truncated = false }, wanted);
    }

    private Asked WriteAll(AllOf all, bool wanted)
    {
        var parts = new List<AskedPart>();
        foreach (var part in all.Parts)
        {
            if (part is Not not)
            {
                var excluded = Write(not.Part, !wanted);
                if (excluded == Asked.Everything) return Asked.Nothing;
                if (excluded == Asked.Nothing) Check(not.Part);
                else parts.Add(new AskedPart(not, excluded, Excluded: true));
                continue;
            }

            var asked = Write(part, wanted);
            if (asked == Asked.Nothing) return Asked.Nothing;
            if (asked != Asked.Everything) parts.Add(new AskedPart(part, asked, Excluded: false));
        }

        // An upstream's NOT stands between two terms; without a first one the exclusion is left to the evaluator.
        if (parts.TrueForAll(p => p.Excluded))
        {
            if (parts.Count > 0) Widen(all, "what is excluded is not asked, because nothing is left that is wanted");
            return wanted || parts.Count == 0 ? Asked.Everything : Asked.Nothing;
        }

        return parts is [var only] ? only.Asked : new AskedAll(parts);
    }

    private Asked WriteAny(AnyOf any, bool wanted)
    {
        var parts = any.Parts.Select(part => Write(part, wanted)).Where(p => p != Asked.Nothing).ToList();
        if (parts.Contains(Asked.Everything))
        {
            Widen(any, "left out whole, for one of its alternatives cannot be asked for");
            return Asked.Everything;
        }

        return parts.Count switch { 0 => Asked.Nothing, 1 => parts[0], _ => new AskedAny(parts) };
    }

    private void Check(Clause clause)
    {
        // What lies in a group is noted once, however often the groups around it are.
        if (clause is (AllOf or AnyOf or Not) && !_groups.Add(clause)) return;
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
}
