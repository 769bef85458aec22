namespace Monitor.Tests.Infrastructure.Seeds;

/// <summary>What came of one seed.</summary>
/// <param name="Came">In which way it was tried: seeds that all come to the same prove little.</param>
/// <param name="Wrong">What is wrong; null = nothing.</param>
internal sealed record Drawn(string Came, string? Wrong = null);

/// <summary>What came of many.</summary>
/// <param name="Came">How many came to what.</param>
/// <param name="Wrong">Each seed that failed, and why.</param>
internal sealed record DrawnSeeds(IReadOnlyDictionary<string, int> Came, IReadOnlyDictionary<int, string> Wrong)
{
    public int Of(string came) => Came.GetValueOrDefault(came);
}

/// <summary>Rules that hold for every query and text, tried on drawn ones: five thousand for each commit, any number of them at night.</summary>
internal static class QuerySeeds
{
    /// <summary>For each commit.</summary>
    public const int Few = 5_000;

    /// <summary>Of queries of kilobytes.</summary>
    public const int FewLong = 300;

    /// <summary>Each rule by its name.</summary>
    public static IReadOnlyDictionary<string, Func<int, Drawn>> Rules { get; } = new SortedDictionary<string, Func<int, Drawn>>(StringComparer.Ordinal)
    {
        ["matcher"] = MatcherSeeds.Try,
        ["printer"] = PrinterSeeds.Try,
        ["pubmed"] = NarrowSeeds.PubMed,
        ["clinicaltrials.gov"] = NarrowSeeds.Registry,
        ["europepmc"] = NarrowSeeds.EuropePmc,
        ["long pubmed"] = seed => LongSeeds.Try("pubmed", seed),
        ["long clinicaltrials.gov"] = seed => LongSeeds.Try("clinicaltrials.gov", seed),
        ["long europepmc"] = seed => LongSeeds.Try("europepmc", seed),
        ["long crossref"] = seed => LongSeeds.Try("crossref", seed),
        ["long openfda-enforcement"] = seed => LongSeeds.Try("openfda-enforcement", seed),
        ["long openfda-events"] = seed => LongSeeds.Try("openfda-events", seed),
    };

    /// <summary>Tries a rule on seeds in a row.</summary>
    /// <param name="rule">One of <see cref="Rules"/>.</param>
    /// <param name="first">First seed.</param>
    /// <param name="count">How many.</param>
    public static DrawnSeeds Try(string rule, int first = 0, int count = Few)
    {
        var came = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var wrong = new SortedDictionary<int, string>();
        for (var seed = first; seed < first + count; seed++)
        {
            var drawn = Try(Rules[rule], seed);
            came[drawn.Came] = came.GetValueOrDefault(drawn.Came) + 1;
            if (drawn.Wrong is { } said) wrong.Add(seed, said);
        }

        return new DrawnSeeds(came, wrong);
    }

    private static Drawn Try(Func<int, Drawn> rule, int seed)
    {
        try
        {
            return rule(seed);
        }
        catch (Exception ex) when (ex is not OutOfMemoryException)
        {
            return new Drawn("thrown", ex.ToString());
        }
    }
}
