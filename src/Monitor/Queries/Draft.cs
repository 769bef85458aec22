namespace Monitor.Queries;

/// <summary>A clause while it is read: its tag may still come from a group around it.</summary>
/// <param name="Clause">With empty tags where none was written.</param>
/// <param name="Tag">The tag written on it; null = none.</param>
internal readonly record struct Draft(Clause Clause, string? Tag)
{
    /// <summary>Groups within one another; a term has none.</summary>
    public int Depth { get; init; }

    /// <summary>The clause with its own tag.</summary>
    public Clause Own => Tag is null ? Clause : Set(Clause, Tag);

    /// <summary>The clause with its own tag, or this one; a tag on a group counts for every term in it that has none.</summary>
    public Clause Tagged(string tag) => Set(Clause, Tag ?? tag);

    private static Clause Set(Clause clause, string tag) => clause switch
    {
        Term { Tag: "" } term => term with { Tag = tag },
        AllOf all => new AllOf([.. all.Parts.Select(p => Set(p, tag))]),
        AnyOf any => new AnyOf([.. any.Parts.Select(p => Set(p, tag))]),
        Not not => new Not(Set(not.Part, tag)),
        _ => clause,
    };
}

/// <summary>Operands joined from left to right: a change of operator makes what stands before it one operand.</summary>
internal sealed class DraftChain(Draft first)
{
    private List<Clause>? _parts;
    private bool _any;
    private int _deepest = first.Depth;

    public Draft Clause => _parts is null ? first : new Draft(Joined(), null) { Depth = Depth };

    /// <summary>Groups within one another, this one included.</summary>
    public int Depth => _parts is null ? first.Depth : _deepest + 1;

    /// <param name="word">AND, OR or NOT.</param>
    /// <param name="next">What follows it.</param>
    public void Add(string word, Draft next)
    {
        var any = word == "OR";
        if (_parts is null) _parts = [first.Own];
        else if (any != _any) (_deepest, _parts) = (Depth, [Joined()]);
        _any = any;
        _parts.Add(word == "NOT" ? new Not(next.Own) : next.Own);
        _deepest = Math.Max(_deepest, next.Depth + (word == "NOT" ? 1 : 0));
    }

    private Clause Joined() => _any ? new AnyOf([.. _parts!]) : new AllOf([.. _parts!]); // non-null: called with parts only
}
