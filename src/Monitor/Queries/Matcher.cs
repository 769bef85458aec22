using Monitor.Documents;

namespace Monitor.Queries;

/// <summary>Decides whether a hit satisfies a query by what the hit itself shows, and says why.</summary>
internal static class Matcher
{
    /// <summary>Part of the key of a coverage: raise it when the same query may find other hits.</summary>
    public const string Version = "3";

    /// <summary>The reasons, or null when the hit does not show that it satisfies the query. A satisfied query has at least one reason.</summary>
    public static IReadOnlyList<Match>? Match(Query query, Hit hit, string watch)
    {
        var (truth, reasons) = new Evaluator(query, watch).Ask(new HitTokens(hit));
        return truth == Truth.Yes ? reasons : null;
    }
}
