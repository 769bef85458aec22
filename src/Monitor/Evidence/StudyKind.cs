namespace Monitor.Evidence;

/// <summary>
/// The kinds of study that the weights tell apart, in the order of the columns of <c>Rules/design-weights.tsv</c>. Finer than a
/// reader needs (drug or not) and coarser (all that only observes people is <see cref="Remaining"/>): design tags are read from them.
/// </summary>
internal enum StudyKind
{
    Remaining,
    Review,
    SystematicReview,
    Protocol,
    RctDrug,
    RctNonDrug,
    RctOther,
    TrialDrug,
    TrialNonDrug,
    Case,
    AnimalDrug,
    AnimalNonDrug,
    AnimalOther,
    InVitro,
}
