namespace Monitor.Identity.Reports;

/// <summary>A record that lacks its place may belong to either of two reports that are held apart; neither may win by a hair.</summary>
internal static class Claims
{
    /// <summary>Two claims on a record within this much of each other are equally good.</summary>
    private const double Margin = 0.03;

    /// <summary>Pairs that claim one record for two others which are held apart, about equally well.</summary>
    public static HashSet<DecidedPair> Contested(IEnumerable<DecidedPair> pairs, Func<CitationForm, CitationForm, bool> heldApart)
    {
        var contested = new HashSet<DecidedPair>(ReferenceEqualityComparer.Instance);
        var claims = pairs.Where(p => p.Decision.Verdict == Verdict.Same)
            .SelectMany(p => new[] { (Record: p.A, Other: p.B, Pair: p), (Record: p.B, Other: p.A, Pair: p) })
            .GroupBy(c => c.Record.Id, c => (c.Other, c.Pair), StringComparer.Ordinal);
        foreach (var claim in claims) Compare([.. claim], contested, heldApart);
        return contested;
    }

    private static void Compare((CitationForm Other, DecidedPair Pair)[] list, HashSet<DecidedPair> contested, Func<CitationForm, CitationForm, bool> heldApart)
    {
        for (var i = 0; i < list.Length; i++)
        {
            for (var j = i + 1; j < list.Length; j++)
            {
                if (Math.Abs(list[i].Pair.Decision.Score - list[j].Pair.Decision.Score) > Margin || !heldApart(list[i].Other, list[j].Other)) continue;
                contested.Add(list[i].Pair);
                contested.Add(list[j].Pair);
            }
        }
    }
}
