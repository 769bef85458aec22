namespace Monitor.Simulator.Search;

/// <summary>A search condition over one record.</summary>
internal abstract record Node;

internal sealed record And(IReadOnlyList<Node> Parts) : Node;

internal sealed record Or(IReadOnlyList<Node> Parts) : Node;

/// <summary>The part must not hold.</summary>
internal sealed record Without(Node Part) : Node;

/// <summary>Words that stand next to each other in one field.</summary>
/// <param name="Words">Folded words.</param>
/// <param name="Prefix">The last word is a beginning.</param>
/// <param name="Shown">As a translation prints it.</param>
internal sealed record Phrase(IReadOnlyList<string> Words, bool Prefix, string Shown) : Node;

/// <summary>A day of the record lies within, both ends included.</summary>
internal sealed record DayRange(string Field, DateOnly From, DateOnly To) : Node;

/// <summary>The upstream refuses the search; the message is its answer.</summary>
internal sealed class SearchException(string message) : Exception(message);

/// <summary>What a record offers to a search.</summary>
/// <param name="Fields">Its texts, cut into words.</param>
/// <param name="Days">Its days by field name; a field it lacks matches nothing.</param>
/// <param name="Plurals">A word also matches its plural or singular in s.</param>
internal sealed record Searchable(IReadOnlyList<IReadOnlyList<string>> Fields, IReadOnlyDictionary<string, DateOnly> Days, bool Plurals = false)
{
    public bool Matches(Node node) => node switch
    {
        And and => and.Parts.All(Matches),
        Or or => or.Parts.Any(Matches),
        Without without => !Matches(without.Part),
        Phrase phrase => Fields.Any(f => Holds(f, phrase)),
        DayRange range => Days.TryGetValue(range.Field, out var day) && range.From <= day && day <= range.To,
        _ => throw new InvalidOperationException(node.GetType().Name),
    };

    private bool Holds(IReadOnlyList<string> field, Phrase phrase)
    {
        for (var i = 0; i + phrase.Words.Count <= field.Count; i++)
        {
            if (StandsAt(field, i, phrase)) return true;
        }

        return false;
    }

    private bool StandsAt(IReadOnlyList<string> field, int at, Phrase phrase)
    {
        for (var i = 0; i < phrase.Words.Count; i++)
        {
            var (want, have) = (phrase.Words[i], field[at + i]);
            var prefix = phrase.Prefix && i == phrase.Words.Count - 1;
            if (prefix ? !have.StartsWith(want, StringComparison.Ordinal) : have != want && !(Plurals && (have == want + "s" || want == have + "s")))
                return false;
        }

        return true;
    }
}
