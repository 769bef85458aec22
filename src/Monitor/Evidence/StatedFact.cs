using Monitor.Documents;

namespace Monitor.Evidence;

/// <summary>
/// Whether harm, funding and conflicts of interest are told of at all. Silence is a fact about the record that we have, not
/// about the paper: most abstracts leave money out.
/// </summary>
internal static class StatedFact
{
    public static Tag Harm(Reading reading) => Words(reading, Fact.Harm) ?? Fact.Silent(Fact.Harm);

    /// <summary>By the text, or by the statement that the database keeps apart: that one is stated whatever it says.</summary>
    public static Tag Conflict(Article article, Reading reading)
    {
        if (Words(reading, Fact.Conflict) is { } said) return said;
        if (article.ConflictStatement is not { } text) return Fact.Silent(Fact.Conflict);
        var statement = new FieldWords("conflictStatement", text, reading.Book);
        foreach (var cue in reading.Book.Of(Fact.Conflict))
        {
            if (statement.First(cue) is { } at) return Fact.In(statement, at, Fact.Conflict, Value(reading, cue, Fact.Conflict), "statement");
        }

        return Fact.In(statement, new Span(0, text.Length), Fact.Conflict, "stated", "statement");
    }

    public static Tag Funding(Article article, Reading reading)
    {
        if (Words(reading, Fact.Funding) is { } said) return said;
        if (article.Funders is [var first, ..]) return Fact.InList("funders", 0, first, Fact.Funding, "stated", "grant");
        for (var i = 0; i < article.PublicationTypes.Count; i++)
        {
            var type = article.PublicationTypes[i];
            if (type.StartsWith("Research Support", StringComparison.OrdinalIgnoreCase)) return Fact.InList("publicationTypes", i, type, Fact.Funding, "stated", "publication-type");
        }

        return Fact.Silent(Fact.Funding);
    }

    private static string Value(Reading reading, int cue, string fact) => reading.Book.Names[cue][(fact.Length + 1)..];

    /// <summary>The first line of the fact's table that the text has.</summary>
    private static Tag? Words(Reading reading, string fact)
    {
        foreach (var cue in reading.Book.Of(fact))
        {
            var value = Value(reading, cue, fact);
            if (reading.Place(cue) is { } place) return Fact.In(place.In, place.At, fact, value, $"{place.In.Field}:{value.Replace(' ', '-')}");
        }

        return null;
    }
}
