using Monitor.Documents;

namespace Monitor.Evidence;

/// <summary>
/// Whether harm, funding and conflicts of interest are told of at all. Silence is a fact about the record that we have, not
/// about the paper: most abstracts leave money out.
/// </summary>
internal static class StatedFact
{
    public static Tag Harm(Reading reading) => Words(reading, Fact.Harm) ?? Fact.Silent(Fact.Harm);

    public static Tag Conflict(Reading reading) => Words(reading, Fact.Conflict) ?? Fact.Silent(Fact.Conflict);

    public static Tag Funding(Article article, Reading reading)
    {
        if (Words(reading, Fact.Funding) is { } said) return said;
        for (var i = 0; i < article.PublicationTypes.Count; i++)
        {
            var type = article.PublicationTypes[i];
            if (type.StartsWith("Research Support", StringComparison.OrdinalIgnoreCase)) return Fact.InList("publicationTypes", i, type, Fact.Funding, "stated", "publication-type");
        }

        return Fact.Silent(Fact.Funding);
    }

    /// <summary>The first line of the fact's table that the text has.</summary>
    private static Tag? Words(Reading reading, string fact)
    {
        foreach (var cue in reading.Book.Of(fact))
        {
            var value = reading.Book.Names[cue][(fact.Length + 1)..];
            if (reading.Place(cue) is { } place) return Fact.In(place.In, place.At, fact, value, $"{place.In.Field}:{value.Replace(' ', '-')}");
        }

        return null;
    }
}
