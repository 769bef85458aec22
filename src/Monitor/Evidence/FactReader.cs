using Monitor.Documents;

namespace Monitor.Evidence;

/// <summary>
/// Sets the first facts of a hit by rules: pure, the same for the same record and <see cref="RuleSet.Number"/>. Only articles
/// have them: a registration and a notice state theirs in fields of their own.
/// </summary>
internal static class FactReader
{
    /// <summary>The hit with its facts set anew; one of another kind as it is.</summary>
    public static Hit Tagged(Hit hit)
    {
        if (hit is not Article article) return hit;
        var tags = Of(article);
        return tags.SequenceEqual(article.Tags) ? hit : article with { Tags = tags };
    }

    /// <summary>A tag for each of <see cref="Fact.All"/>, in that order; <c>not stated</c> where the record is silent.</summary>
    public static IReadOnlyList<Tag> Of(Article article)
    {
        var reading = new Reading(article);
        var score = KindScore.Of(reading);
        var species = SpeciesFact.Of(article, reading, score);
        var count = species.Value is SpeciesFact.People or SpeciesFact.Mixed ? PeopleCounts.Of(reading, givers: species.Value == SpeciesFact.People) : null;
        var design = DesignFact.Of(article, reading, score, species, count);
        return
        [
            design,
            species,
            ParticipantsFact.Of(reading, design.Value, species.Value, count),
            ComparatorFact.Of(reading, design.Value),
            DurationFact.Of(reading, design.Value),
            StatedFact.Harm(reading),
            StatedFact.Funding(article, reading),
            StatedFact.Conflict(article, reading),
        ];
    }
}
