using System.Buffers;
using System.Collections.Frozen;

namespace Monitor.Evidence;

/// <summary>Every number of people that a text states, with how plainly it is called the number studied.</summary>
internal sealed class PeopleCounts
{
    /// <summary>Less says that it is a part, or somebody who was not studied.</summary>
    public const int Least = -1;

    private const int Never = -9;

    /// <summary>How far back a thing is looked for that may be counted instead of people.</summary>
    private const int MostBack = 40;

    private static readonly SearchValues<char> Stops = SearchValues.Create(".;:");
    private static readonly SearchValues<char> Begins = SearchValues.Create(".;:,)\n");

    private static readonly FrozenSet<string> Before = Words("of and the remaining these finally which whom total but while then those altogether");

    private static readonly FrozenSet<string> Things = Words(
        "grafts follicles hairs samples biopsies eyes lesions patches studies articles papers publications citations trials hits items statements genes proteins cells wells images "
        + "mice rats animals records searches titles abstracts specimens vials");

    private static readonly FrozenSet<string> Verbs = Words(
        "accepted agreed consented randomised randomized enrolled recruited included analysed analyzed treated evaluated assigned allocated followed studied examined selected");

    private static readonly FrozenSet<string> Forms = Words("questionnaires surveys forms polls responses replies answers");

    private static readonly FrozenSet<string> Unnamed = Words("with without having received who nonresponders non");

    private readonly FieldWords _field;
    private readonly Mentions _mentions;
    private readonly int[] _depth;
    private readonly CountWords _words;
    private readonly PeopleSums _sums;
    private readonly bool _asked;

    private PeopleCounts(FieldWords field, Mentions mentions, CueBook book, bool asked)
    {
        (_field, _mentions, _asked) = (field, mentions, asked);
        _depth = Depths(field);
        _words = new CountWords(field, mentions, book, _depth, asked);
        _sums = new PeopleSums(field, mentions, _depth, _words.Marks("count/arm"));
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
            if (number.IsShared) units.Add(new PeopleCount(_field, number.First, number.Last, number.Value, _words.Of(number.First, number.Last), PeopleCount.Shared));
            else if (number.Noun is null && (Taken(number) ?? Returned(number) ?? Profession(number) ?? LeftOut(number)) is { } unit) units.Add(unit);
        }

        units.Sort((a, b) => a.First.CompareTo(b.First));
        // "Of 300 patients seen, 129 agreed"
        units = [.. units.Select((u, i) => _sums.IsWhole(u) && i + 1 < units.Count && IsTakenOf(u, units[i + 1]) ? u with { Score = Never } : u)];
        // "8 balding and 6 other men": neither is told alone.
        var alone = units.Where((u, i) => u.Rule != PeopleCount.Shared && (i == 0 || units[i - 1].Rule != PeopleCount.Shared));
        return [.. _sums.Of(units), .. alone, .. new PeopleSizes(_field, _mentions).All()];
    }

    private PeopleCount Named(Mention mention, int value)
    {
        var (first, last) = (mention.First, mention.Last);
        var groups = PeopleSums.PerGroup(_field, last) ? _sums.Groups(first) : 1;
        if (groups == 0) return new PeopleCount(_field, first, last, value, Never, PeopleCount.Groups);
        var score = _words.Of(first, last) - (mention.Role == MentionRole.Source ? 1 : 0);
        return groups > 1
            ? new PeopleCount(_field, first, last, value * groups, score + 2, PeopleCount.Groups)
            : new PeopleCount(_field, first, last, value, score, PeopleCount.Counted);
    }

    /// <summary>"96 were randomised", "402 returned", "121 (74 of one, 47 of both) were analysed".</summary>
    private PeopleCount? Taken(CountedNoun number)
    {
        var (first, last) = (number.First, number.Last);
        // A range of grades ends in a number too; a number of people begins a phrase.
        if (first > 0 && !_field.Gap(first - 1).ContainsAny(Begins) && !Before.Contains(Word(first - 1))) return null;
        var next = last + 1;
        while (next < _field.Words.Count && _depth[next] > _depth[last]) next++;
        if (next >= _field.Words.Count || (next == last + 1 && _field.Gap(last).ContainsAny(Stops)) || _mentions.Sentences.Of(next) != _mentions.Sentences.Of(first)) return null;
        var answered = _asked && _words.Marks("count/respond")[next];
        if ((!answered && !IsTaken(next, next == last + 1 && first > 0)) || IsOfThings(first)) return null;
        var end = Math.Min(next + 1, _field.Words.Count - 1);
        return new PeopleCount(_field, first, answered ? next : end, number.Value, (answered ? 3 : 2) + Math.Min(0, _words.Place(first, last)), PeopleCount.Taken);
    }

    /// <summary>"were randomised", "took part"; "61 were screened and 40 enrolled".</summary>
    private bool IsTaken(int next, bool bare) =>
        (Word(next) is "were" or "was" && Verbs.Contains(Word(next + 1))) || (bare && Verbs.Contains(Word(next))) || (Word(next) == "took" && Word(next + 1) == "part")
        || Word(next) == "participated";

    private bool IsTakenOf(PeopleCount whole, PeopleCount part) =>
        part.Rule == PeopleCount.Taken && part.Value < whole.Value && _mentions.Sentences.Of(part.First) == _mentions.Sentences.Of(whole.First);

    /// <summary>"287 completed questionnaires", "received 233 answers".</summary>
    private PeopleCount? Returned(CountedNoun number)
    {
        var back = Word(number.First - 1) is "received" or "got" or "collected" or "analysed" or "analyzed" or "obtained";
        for (var i = number.Last + 1; _asked && i < Math.Min(_field.Words.Count, number.Last + 4) && !_field.Gap(i - 1).ContainsAny(Stops); i++)
        {
            back |= Word(i) is "completed" or "valid" or "complete" or "usable" or "returned" or "full" or "evaluable";
            if (Forms.Contains(Word(i))) return back ? new PeopleCount(_field, number.First, i, number.Value, 3, PeopleCount.Taken) : null;
        }

        return null;
    }

    /// <summary>Things that are counted before it, or animals.</summary>
    private bool IsOfThings(int first)
    {
        for (var i = first - 1; i >= 0 && first - i < MostBack && _mentions.Sentences.Of(i) == _mentions.Sentences.Of(first); i--)
        {
            if (Things.Contains(Word(i))) return true;
        }

        return false;
    }

    /// <summary>Physicians and their like take part where they answer; elsewhere they treat and judge.</summary>
    private PeopleCount? Profession(CountedNoun number)
    {
        for (var i = number.Last + 1; _asked && i < Math.Min(_field.Words.Count, number.Last + 5) && !_field.Gap(i - 1).ContainsAny(Stops); i++)
        {
            if (!_words.Marks("who/profession")[i]) continue;
            var score = _words.Around(number.First, i);
            return score > 0 ? new PeopleCount(_field, number.First, i, number.Value, score, PeopleCount.Counted) : null;
        }

        return null;
    }

    /// <summary>"and 12 with lichen planus", "and nine without": counted with what stands before it, never by itself.</summary>
    private PeopleCount? LeftOut(CountedNoun number) =>
        !_field.Gap(number.Last).ContainsAny(Stops) && Unnamed.Contains(Word(number.Last + 1))
            ? new PeopleCount(_field, number.First, number.Last, number.Value, Never, PeopleCount.LeftOut) : null;

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

    private string Word(int i) => i >= 0 && i < _field.Words.Count ? _field.Words[i].Word : "";

    private static FrozenSet<string> Words(string words) => words.Split(' ').ToFrozenSet(StringComparer.Ordinal);
}
