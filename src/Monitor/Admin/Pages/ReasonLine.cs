using Monitor.Documents;

namespace Monitor.Admin.Pages;

/// <summary>Why a hit belongs to a watch: one clause with all words that satisfied it.</summary>
/// <param name="Clause">As written; null = only the upstream's index explains the hit.</param>
/// <param name="Words">Each with the fields it stands in.</param>
/// <param name="Note">What a reader should know before relying on it; empty = nothing.</param>
internal sealed record ReasonLine(string Watch, string? Clause, IReadOnlyList<string> Words, string Note)
{
    public static IReadOnlyList<ReasonLine> Of(IEnumerable<Match> matches) =>
    [
        .. matches.GroupBy(m => (m.Watch, m.Clause, m.UpstreamOnly, m.Context, m.Earlier))
            .Select(same => new ReasonLine(same.Key.Watch, same.Key.Clause, Said(same), Noted(same.First()))),
    ];

    private static IReadOnlyList<string> Said(IEnumerable<Match> same) =>
    [
        .. same.SelectMany(m => m.Words.Select(w => (Word: w.ToLowerInvariant(), m.Field))).Distinct().GroupBy(w => w.Word)
            .Select(g => g.Any(w => w.Field is not null) ? $"{g.Key} ({string.Join(", ", g.Select(w => w.Field).OfType<string>())})" : g.Key),
    ];

    private static string Noted(Match match) => string.Join(", ", new[]
    {
        match.UpstreamOnly ? "the source's index only, not confirmed in the text" : null,
        match.Context ? "context" : null,
        match.Earlier ? "in an earlier text" : null,
    }.OfType<string>());
}
