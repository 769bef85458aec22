using Monitor.Documents;

namespace Monitor.Queries;

/// <summary>
/// Keeps the places of matches true to the text that is stored: a record may be revised by the run of another watch, or be
/// matched in a form that is not the one stored.
/// </summary>
internal static class MatchPlaces
{
    /// <summary>
    /// The matches as the hit's texts bear them out: where offsets do not cut the words out of the field, the clause is looked
    /// for again; where it is not found any more, the reason stays, as of an earlier text and without offsets.
    /// </summary>
    public static IReadOnlyList<Match> Mended(Hit hit, IReadOnlyList<Match> matches)
    {
        var texts = Fields.Of(hit, "tiab").ToLookup(f => f.Field, f => f.Text, StringComparer.Ordinal);
        if (matches.All(m => Hold(m, texts))) return matches;
        var tokens = new HitTokens(hit);
        return [.. matches.GroupBy(m => (m.Watch, m.Clause)).SelectMany(same => same.All(m => Hold(m, texts)) ? same : Again(tokens, [.. same]))];
    }

    private static bool Hold(Match match, ILookup<string, string> texts) =>
        match.Offsets.Count == 0 || (match.Field is { } field && texts[field].Any(text => match.Offsets.All(at => Cuts(match, text, at))));

    private static bool Cuts(Match match, string text, Span at) =>
        at.Start >= 0 && at.Length > 0 && at.Start + at.Length <= text.Length
        && match.Words.Contains(text.Substring(at.Start, at.Length), StringComparer.OrdinalIgnoreCase);

    private static IEnumerable<Match> Again(HitTokens hit, List<Match> stale)
    {
        var first = stale[0];
        return Found(hit, first) is { } found
            ? found.Select(m => m with { Context = first.Context })
            : stale.Select(m => m with { Offsets = [], Earlier = true });
    }

    private static IReadOnlyList<Match>? Found(HitTokens hit, Match match)
    {
        if (match.Clause is null) return null;
        try
        {
            var (truth, reasons) = new Evaluator(Query.Parse(match.Clause), match.Watch).Ask(hit);
            return truth == Truth.Yes ? reasons : null;
        }
        catch (QueryException)
        {
            return null; // written for an older grammar
        }
    }
}
