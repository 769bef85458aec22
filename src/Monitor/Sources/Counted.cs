using Monitor.Documents;

namespace Monitor.Sources;

/// <summary>The answer of a source that counts, for one kind of report.</summary>
/// <param name="Kind">As in <see cref="AdverseDay.Kind"/>.</param>
/// <param name="From">First day asked: a day from here on that is not among <paramref name="Days"/> has no report.</param>
/// <param name="Days">Days with reports, in their order.</param>
/// <param name="Reactions">The most frequent reactions in the reports of the days whose count is another than <see cref="FetchRequest.Counted"/> says.</param>
/// <param name="Disclaimer">What the upstream says about its own data.</param>
internal sealed record Counted(string Kind, DateOnly From, IReadOnlyList<AdverseDay> Days, IReadOnlyList<Reaction> Reactions, string? Disclaimer);
