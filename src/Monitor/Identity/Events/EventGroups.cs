namespace Monitor.Identity.Events;

/// <summary>Notices gathered into events.</summary>
/// <param name="Groups">Ids in ordinal order; a notice alone is a group of one.</param>
/// <param name="Joined">The pairs on which the groups rest; of the records of one event number each with the first.</param>
/// <param name="Possible">What may be one event and was not joined, best first.</param>
internal sealed record EventGroups(IReadOnlyList<IReadOnlyList<string>> Groups, IReadOnlyList<EventPair> Joined, IReadOnlyList<EventPair> Possible)
{
    /// <summary>Two claims on a notice within this much of each other are equally good.</summary>
    private const double Margin = 0.03;

    /// <summary>
    /// Gathers notices along the pairs that are the same, best first. A pair joins nothing when a rule holds apart any two that it
    /// would bring together, or when it is one of two equally good claims on a notice by notices that are held apart. Neither the
    /// order of notices nor that of pairs matters.
    /// </summary>
    /// <param name="forms">All notices, each id once.</param>
    /// <param name="pairs">Their decided pairs; those of one event number may be left out.</param>
    public static EventGroups Of(IReadOnlyCollection<NoticeForm> forms, IEnumerable<EventPair> pairs)
    {
        var byId = forms.ToDictionary(f => f.Id, StringComparer.Ordinal);
        var gathering = new EventGathering(byId);
        var joined = new List<EventPair>(Numbered(forms, gathering));
        var ordered = pairs.Where(p => p.Decision.Verdict != EventVerdict.Different && byId.ContainsKey(p.A) && byId.ContainsKey(p.B) && !gathering.Together(p.A, p.B))
            .OrderByDescending(p => p.Decision.Score).ThenBy(p => p.A, StringComparer.Ordinal).ThenBy(p => p.B, StringComparer.Ordinal).ToList();
        var contested = Contested(ordered, gathering);
        var left = new List<EventPair>();
        foreach (var pair in ordered)
        {
            if (pair.Decision.Verdict == EventVerdict.Maybe) left.Add(pair);
            else if (contested.Contains(pair)) left.Add(Because(pair, "two claims, equally good"));
            else if (gathering.Together(pair.A, pair.B) || gathering.TryJoin(pair.A, pair.B)) joined.Add(pair);
            else left.Add(Because(pair, "its event holds a notice that is held apart"));
        }

        return new EventGroups(gathering.Groups(), joined, [.. left.Where(p => !gathering.Together(p.A, p.B))]);
    }

    /// <summary>The records of one event number are one event without being compared two by two.</summary>
    private static IEnumerable<EventPair> Numbered(IEnumerable<NoticeForm> forms, EventGathering gathering)
    {
        foreach (var same in forms.Where(f => f.EventNumber is not null).GroupBy(f => (f.Notice.Source, f.EventNumber)))
        {
            var ids = same.Select(f => f.Id).Order(StringComparer.Ordinal).ToList();
            foreach (var id in ids.Skip(1))
            {
                gathering.Join(ids[0], id);
                yield return new EventPair(ids[0], id, EventDecision.Same("same-event-number", 1, $"event {same.Key.EventNumber}"));
            }
        }
    }

    private static HashSet<EventPair> Contested(List<EventPair> pairs, EventGathering gathering)
    {
        var contested = new HashSet<EventPair>(ReferenceEqualityComparer.Instance);
        var claims = pairs.Where(p => p.Decision.Verdict == EventVerdict.Same).SelectMany(p => new[] { (On: p.A, By: p.B, Pair: p), (On: p.B, By: p.A, Pair: p) });
        // The records of an event claim together, as well as the best of them.
        foreach (var claim in claims.GroupBy(c => gathering.GroupOf(c.On), ReferenceEqualityComparer.Instance))
        {
            var by = claim.GroupBy(c => gathering.GroupOf(c.By), ReferenceEqualityComparer.Instance).Select(g => (g.First().By, Best: g.Max(c => c.Pair.Decision.Score), Pairs: g.Select(c => c.Pair).ToList())).ToList();
            for (var i = 0; i < by.Count; i++)
            {
                for (var j = i + 1; j < by.Count; j++)
                {
                    if (Math.Abs(by[i].Best - by[j].Best) > Margin || !gathering.Apart(by[i].By, by[j].By)) continue;
                    contested.UnionWith(by[i].Pairs);
                    contested.UnionWith(by[j].Pairs);
                }
            }
        }

        return contested;
    }

    private static EventPair Because(EventPair pair, string why) =>
        pair with { Decision = pair.Decision with { Verdict = EventVerdict.Maybe, Evidence = $"{why}: {pair.Decision.Evidence}" } };
}
