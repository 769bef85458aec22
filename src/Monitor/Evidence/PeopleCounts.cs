namespace Monitor.Evidence;

/// <summary>Every number of people that a text states, with how plainly it is called the number studied.</summary>
internal sealed class PeopleCounts
{
    /// <summary>Less says that it is a part, or somebody who was not studied.</summary>
    public const int Least = -1;

    private const int Plain = 4;

    private readonly FieldWords _field;
    private readonly Mentions _mentions;
    private readonly CountWords _words;
    private readonly PeopleSums _sums;
    private readonly UnnamedCounts _unnamed;

    private PeopleCounts(FieldWords field, Mentions mentions, CueBook book, bool asked)
    {
        (_field, _mentions) = (field, mentions);
        var depth = Depths(field);
        _words = new CountWords(field, mentions, book, depth, asked);
        _sums = new PeopleSums(field, mentions, depth, _words.Marks("count/arm"));
        _unnamed = new UnnamedCounts(_words, _sums);
    }

    /// <summary>The number of people of a record; null where none is plainly that.</summary>
    /// <param name="reading">The record.</param>
    /// <param name="givers">Whether those who gave something were the people studied.</param>
    public static PeopleCount? Of(Reading reading, bool givers)
    {
        PeopleCount? best = null;
        var asked = reading.Has("who/asked");
        foreach (var (field, mentions) in ((FieldWords, Mentions)[])[(reading.Title, reading.InTitle), (reading.Abstract, reading.InAbstract)])
        {
            foreach (var found in new PeopleCounts(field, mentions, reading.Book, asked).All(givers))
            {
                if (found.Score >= Least && (best is null || IsBetter(found, best))) best = found;
            }
        }

        return best;
    }

    /// <summary>The plainer; of two that are as plain the earlier; of two that begin together the longer.</summary>
    private static bool IsBetter(PeopleCount a, PeopleCount b) =>
        a.Score > b.Score || (a.Score == b.Score && a.Field == b.Field && (a.First < b.First || (a.First == b.First && a.Last > b.Last)));

    private List<PeopleCount> All(bool givers)
    {
        var units = new List<PeopleCount>();
        foreach (var mention in _mentions.All)
        {
            if (mention is { Who: Who.People, Number: { } value } && (mention.Role != MentionRole.Source || givers)) units.Add(Named(mention, value));
        }

        foreach (var number in _mentions.Numbers)
        {
            if (number.IsShared)
            {
                var score = _words.Of(number.First, number.Last);
                units.Add(new PeopleCount(_field, number.First, number.Last, number.Value, score, PeopleCount.Shared));
            }
            else if (number.Noun is null && _unnamed.Of(number) is { } unit) units.Add(unit);
        }

        units.Sort((a, b) => a.First.CompareTo(b.First));
        // "Of 300 patients seen, 129 agreed"
        units = [.. units.Select((u, i) => IsTaken(u, units, i) ? u with { Score = IsSumOf(u, units, i) ? Plain : PeopleCount.Never } : u)];
        // "8 balding and 6 other men": neither is told alone.
        var alone = units.Where((u, i) => u.Rule != PeopleCount.Shared && (i == 0 || units[i - 1].Rule != PeopleCount.Shared));
        return [.. _sums.Of(units), .. alone, .. new PeopleSizes(_field, _mentions).All()];
    }

    private PeopleCount Named(Mention mention, int value)
    {
        var (first, last) = (mention.First, mention.Last);
        // One is a part, or a case, which is told as one.
        if (value == 1) return new PeopleCount(_field, first, last, value, PeopleCount.Never, PeopleCount.Counted);
        var groups = PeopleSums.PerGroup(_field, last) ? _sums.Groups(first) : 1;
        if (groups == 0) return new PeopleCount(_field, first, last, value, PeopleCount.Never, PeopleCount.Groups);
        var score = _words.Of(first, last) - (mention.Role == MentionRole.Source ? 1 : 0);
        return groups > 1
            ? new PeopleCount(_field, first, last, value * groups, score + 2, PeopleCount.Groups)
            : new PeopleCount(_field, first, last, value, score, PeopleCount.Counted);
    }

    private bool IsTaken(PeopleCount whole, List<PeopleCount> units, int at) =>
        _sums.IsWhole(whole) && at + 1 < units.Count && units[at + 1] is { Rule: PeopleCount.Taken } part
        && part.Value < whole.Value && AreTogether(whole, part);

    private bool AreTogether(PeopleCount one, PeopleCount other) => _mentions.Sentences.Of(one.First) == _mentions.Sentences.Of(other.First);

    /// <summary>"Of 160 patients, 57 were assigned to one and 103 to the other"</summary>
    private bool IsSumOf(PeopleCount whole, List<PeopleCount> units, int at) =>
        units.Skip(at + 1).Where(u => AreTogether(u, whole)).Sum(u => (long)u.Value) == whole.Value;

    /// <summary>How many parentheses are open at each word.</summary>
    private static int[] Depths(FieldWords field)
    {
        var depths = new int[field.Words.Count];
        for (int i = 1, depth = 0; i < depths.Length; i++)
        {
            foreach (var c in field.Gap(i - 1))
            {
                if (c is '(' or '[') depth++;
                else if (c is ')' or ']' && depth > 0) depth--;
            }

            depths[i] = depth;
        }

        return depths;
    }
}
