namespace Monitor.Queries;

/// <summary>
/// Fits a question into requests of a bounded length and number, in one pass over its tree. Of what must all be met the one
/// widest OR is shared out over the requests and what is short is repeated in each; to share out a second OR would take their
/// product, so it is left out instead, which asks more widely. What is left out is named: the evaluator decides on it. See
/// docs/decisions/029.
/// </summary>
/// <param name="longest">Longest text of one request, as <paramref name="measure"/> counts.</param>
/// <param name="most">Most requests.</param>
/// <param name="measure">Length of a text as it is sent; that of two texts in a row is the sum.</param>
internal sealed class AskedParts(int longest, int most, Func<string, int> measure)
{
    private readonly Dictionary<Asked, int> _lengths = new(ReferenceEqualityComparer.Instance);
    private readonly List<Clause> _left = [];
    private readonly int _or = measure(Asked.Or);
    private readonly int _between = Math.Max(measure(Asked.And), measure(Asked.Not));
    private readonly int _brackets = 2 * measure(Asked.Brackets); // an AND that excludes has two pairs

    /// <summary>What is not asked of what must be met, because it is too long.</summary>
    public IReadOnlyList<Clause> Left => _left;

    /// <summary>Length of the whole as one request.</summary>
    public int Length(Asked asked)
    {
        if (_lengths.TryGetValue(asked, out var length)) return length;
        return _lengths[asked] = asked switch
        {
            AskedAny any => any.Parts.Sum(p => Length(p) + _or) + _brackets,
            AskedAll all => all.Parts.Sum(p => Length(p.Asked) + _between) + _brackets,
            _ => measure(asked.ToString()),
        };
    }

    /// <summary>Questions that find all that the question finds, together; null when so few requests cannot.</summary>
    public IReadOnlyList<Asked>? Of(Asked whole) => Fit(whole, longest, most);

    private List<Asked>? Fit(Asked asked, int room, int budget)
    {
        if (Length(asked) <= room) return [asked];
        return asked switch
        {
            _ when room <= _brackets + _or => null,
            AskedAny any => Share(any, room, budget),
            AskedAll all => Narrow(all, room, budget),
            _ => null,
        };
    }

    /// <summary>Every alternative goes into one of the requests; one that is too long by itself takes several.</summary>
    private List<Asked>? Share(AskedAny any, int room, int budget)
    {
        var (large, small) = (new List<Asked>(), new List<Asked>());
        foreach (var part in any.Parts) (Length(part) + _or + _brackets <= room ? small : large).Add(part);
        var beside = small.Sum(p => Length(p) + _or) + _brackets;
        // A few short alternatives ride along with a long one; more of them take requests of their own.
        var rides = beside <= room / 4;
        var own = rides ? 0 : (beside / room) + 1;
        var items = new List<Asked>();
        for (var i = 0; i < large.Count; i++)
        {
            var left = budget - own - items.Count - (large.Count - 1 - i);
            var fit = Fit(large[i], room - (rides ? beside : 0) - _or - _brackets, Math.Max(1, left));
            if (fit is null) return null;
            items.AddRange(fit);
        }

        items.AddRange(small);
        return Packed(items, room, budget);
    }

    /// <summary>Alternatives in as few requests as they come into one after the other; null when they are too many.</summary>
    private List<Asked>? Packed(List<Asked> alternatives, int room, int budget)
    {
        var (packs, lengths) = (new List<List<Asked>>(), new List<int>());
        foreach (var one in alternatives)
        {
            var length = Length(one) + _or;
            var at = lengths.FindIndex(taken => taken + length <= room);
            if (at < 0)
            {
                if (packs.Count == budget) return null;
                at = packs.Count;
                packs.Add([]);
                lengths.Add(_brackets);
            }

            packs[at].Add(one);
            lengths[at] += length;
        }

        return packs.ConvertAll(p => p is [var only] ? only : new AskedAny(p));
    }

    /// <summary>Shares out the widest OR beside what is short, or leaves it out and goes on with the rest.</summary>
    private List<Asked>? Narrow(AskedAll all, int room, int budget)
    {
        var parts = all.Parts.OrderBy(p => Length(p.Asked)).ToList();
        var (taken, wanted) = (new int[parts.Count + 1], new bool[parts.Count + 1]);
        taken[0] = _brackets;
        for (var i = 0; i < parts.Count; i++)
        {
            taken[i + 1] = taken[i] + Length(parts[i].Asked) + _between;
            wanted[i + 1] = wanted[i] || !parts[i].Excluded;
        }

        // What may be repeated in each request: at most half of it.
        var repeated = Array.FindLastIndex(taken, t => t <= room / 2);
        var alone = new List<int>();
        for (var last = parts.Count - 1; last >= 0; last--)
        {
            if (wanted[last + 1] && taken[last + 1] <= room)
            {
                _left.AddRange(parts.Skip(last + 1).Select(p => p.Clause));
                return [Joined(all, parts.Take(last + 1).Select(p => p.Asked))];
            }

            if (parts[last].Excluded || parts[last].Asked is AskedText) continue;
            var kept = Math.Min(Math.Max(repeated, 0), last);
            // With nothing beside it, a shorter one is the better question.
            if (kept == 0 && last > 0) alone.Add(last);
            else if (Shared(all, parts, kept, last, room - taken[kept] - _between, budget) is { } shared) return shared;
        }

        foreach (var one in Enumerable.Reverse(alone))
        {
            if (Shared(all, parts, 0, one, room, budget) is { } shared) return shared;
        }

        return null;
    }

    private List<Asked>? Shared(AskedAll all, List<AskedPart> parts, int kept, int pivot, int room, int budget)
    {
        var before = _left.Count;
        if (Fit(parts[pivot].Asked, room, budget) is not { } shared)
        {
            _left.RemoveRange(before, _left.Count - before);
            return null;
        }

        _left.AddRange(parts.Where((_, i) => i >= kept && i != pivot).Select(p => p.Clause));
        return shared.ConvertAll(s => Joined(all, parts.Take(kept).Select(p => p.Asked), parts[pivot].Asked, s));
    }

    /// <summary>Those parts that are chosen, in the order of the whole, and one of them in another form.</summary>
    private static Asked Joined(AskedAll all, IEnumerable<Asked> chosen, Asked? formed = null, Asked? form = null)
    {
        var some = chosen.ToHashSet(ReferenceEqualityComparer.Instance);
        var parts = all.Parts.Where(p => some.Contains(p.Asked) || ReferenceEquals(p.Asked, formed))
            .Select(p => ReferenceEquals(p.Asked, formed) ? p with { Asked = form! } : p) // non-null: given with what it is the form of
            .ToList();
        return parts is [var only] ? only.Asked : new AskedAll(parts);
    }
}
