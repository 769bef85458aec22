using System.Buffers;
using System.Collections.Frozen;

namespace Monitor.Evidence;

/// <summary>Numbers of people behind which no word for people stands: "96 were randomised", "three pairs", "402 returned".</summary>
internal sealed class UnnamedCounts(CountWords words, PeopleSums sums)
{
    /// <summary>How far back a thing is looked for that may be counted instead of people.</summary>
    private const int MostBack = 40;

    /// <summary>Words that tell which people they were: "84 with vertex baldness of five years".</summary>
    private const int MostBetween = 16;

    private static readonly SearchValues<char> Stops = SearchValues.Create(".;:");

    private static readonly SearchValues<char> Begins = SearchValues.Create(".;:,)\n");

    private static readonly FrozenSet<string> Before = WordSet.Of("of and the remaining these finally which whom total but while then those altogether");

    private static readonly FrozenSet<string> Things = WordSet.Of(
        "grafts follicles hairs samples biopsies eyes lesions patches studies articles papers publications citations trials hits items statements genes proteins cells wells images "
        + "mice rats animals records searches titles abstracts specimens vials");

    private static readonly FrozenSet<string> Verbs = WordSet.Of(
        "met fulfilled qualified entered accepted agreed consented randomised randomized enrolled recruited included analysed analyzed treated evaluated "
        + "assigned allocated followed studied examined selected");

    private static readonly FrozenSet<string> Adverbs = WordSet.Of(
        "randomly then finally eventually subsequently ultimately thus therefore prospectively equally actually");

    private static readonly FrozenSet<string> Forms = WordSet.Of("questionnaires surveys forms polls responses replies answers");

    private static readonly FrozenSet<string> Unnamed = WordSet.Of("with without having received who nonresponders non more others further");

    private readonly FieldWords _field = words.Field;
    private readonly Mentions _mentions = words.Mentions;

    public PeopleCount? Of(CountedNoun number) =>
        Left(number) ?? Pairs(number) ?? OfEach(number) ?? Taken(number) ?? Returned(number) ?? Profession(number) ?? LeftOut(number);

    /// <summary>"96 were randomised", "402 returned", "121 (74 of one, 47 of both) were analysed".</summary>
    private PeopleCount? Taken(CountedNoun number)
    {
        var (first, last) = (number.First, number.Last);
        // "completed by 233 of 410 mothers"
        if (words.Asked && _field.WordAt(first - 1) == "by" && _field.WordAt(first - 2) is "completed" or "answered" or "returned" or "submitted" && _field.WordAt(last + 1) == "of")
        {
            return new PeopleCount(_field, first, last, number.Value, 3, PeopleCount.Taken);
        }

        // "women between 45 and 60 were asked"
        if (_field.WordAt(first - 1) == "and" && _field.WordAt(first - 3) == "between") return null;
        // A range of grades ends in a number too; a number of people begins a phrase.
        if (first > 0 && !_field.Gap(first - 1).ContainsAny(Begins) && !Before.Contains(_field.WordAt(first - 1))) return null;
        var next = last + 1;
        while (next < _field.Words.Count && words.Depth[next] > words.Depth[last]) next++;
        if (next >= _field.Words.Count || (next == last + 1 && _field.Gap(last).ContainsAny(Stops))) return null;
        if (_mentions.Sentences.Of(next) != _mentions.Sentences.Of(first)) return null;
        // "84 with vertex baldness were randomised"
        if (next == last + 1 && _field.WordAt(next) is "with" or "aged" or "meeting" or "fulfilling" or "from" or "of" && Verb(next) is { } verb) next = verb;
        var answered = words.Asked && words.Marks("count/respond")[next];
        if ((!answered && !IsTaken(next, next == last + 1 && first > 0)) || IsOfThings(first)) return null;
        var end = Math.Min(next + 1, _field.Words.Count - 1);
        var score = answered ? 3 : _field.WordAt(next) is "met" or "fulfilled" or "qualified" or "agreed" or "consented" ? 1 : IsDrawn(next) ? 3 : 2;
        return new PeopleCount(_field, first, answered ? next : end, number.Value, score + Math.Min(0, words.Place(first, last)), PeopleCount.Taken);
    }

    /// <summary>"were randomised", "took part"; "61 were screened and 40 enrolled".</summary>
    private bool IsTaken(int next, bool bare) =>
        (_field.WordAt(next) is "were" or "was" && Verbs.Contains(_field.WordAt(Adverbs.Contains(_field.WordAt(next + 1)) ? next + 2 : next + 1)))
        || (bare && Verbs.Contains(_field.WordAt(next))) || (_field.WordAt(next) == "took" && _field.WordAt(next + 1) == "part")
        || _field.WordAt(next) == "participated";

    private bool IsDrawn(int next) => Enumerable.Range(next, 3).Any(i => _field.WordAt(i) is "randomised" or "randomized" or "randomly");

    /// <summary>The verb behind the words that tell which people they were, before the next number of people.</summary>
    private int? Verb(int from)
    {
        for (var i = from + 1; i < Math.Min(_field.Words.Count, from + MostBetween) && _mentions.Sentences.Of(i) == _mentions.Sentences.Of(from); i++)
        {
            if (IsTaken(i, false)) return i;
            if (_field.Gap(i - 1).ContainsAny(Stops) || _field.WordAt(i) is "were" or "had" or "received" or "and") return null;
        }

        return null;
    }

    /// <summary>"Of 287 answers fourteen were discarded, leaving 273 for analysis"</summary>
    private PeopleCount? Left(CountedNoun number)
    {
        if (_field.WordAt(number.First - 1) != "leaving" || IsOfThings(number.First) || number.Last + 1 >= _field.Words.Count) return null;
        var analysed = _field.WordAt(number.Last + 1) is "for" or "evaluable" or "in" or "to" or "usable" or "valid" or "complete";
        return analysed ? new PeopleCount(_field, number.First, number.Last, number.Value, words.Asked ? 4 : 1, PeopleCount.Taken) : null;
    }

    /// <summary>"three pairs of brothers", "three monozygotic pairs"</summary>
    private PeopleCount? Pairs(CountedNoun number)
    {
        for (var i = number.Last + 1; i < Math.Min(_field.Words.Count, number.Last + 4) && !_field.Gap(i - 1).ContainsAny(Stops); i++)
        {
            if (_field.WordAt(i) != "pairs") continue;
            var twins = _field.WordAt(i - 1) is "twin" or "twins" or "monozygotic" or "sibling" or "dizygotic" or "brother" or "sister" or "case";
            var people = _field.WordAt(i + 1) == "of" && _mentions.All.Any(m => m is { Who: Who.People, Role: MentionRole.Studied } && m.First > i && m.First <= i + 4);
            if (!twins && !people) return null;
            var score = Math.Max(0, words.Around(number.First, i)) + words.Place(number.First, i);
            return new PeopleCount(_field, number.First, i, 2 * number.Value, score, PeopleCount.Groups);
        }

        return null;
    }

    /// <summary>"divided into three groups, a dozen in each"; a whole that is told counts more.</summary>
    private PeopleCount? OfEach(CountedNoun number)
    {
        if (!PeopleSums.PerGroup(_field, number.Last) || sums.Groups(number.First) is not (> 1 and var groups) || words.Depth[number.First] > 0) return null;
        var of = _mentions.Sentences.Of(number.First);
        var people = _mentions.All.Any(m => m is { Who: Who.People, Role: MentionRole.Studied } && of - _mentions.Sentences.Of(m.First) is 0 or 1);
        var others = _mentions.All.Any(m => m is { Who: Who.Animals, Role: MentionRole.Studied, Loose: false } && _mentions.Sentences.Of(m.First) == of);
        return people && !others ? new PeopleCount(_field, number.First, number.Last, number.Value * groups, 1, PeopleCount.Groups) : null;
    }

    /// <summary>"287 completed questionnaires", "received 233 answers".</summary>
    private PeopleCount? Returned(CountedNoun number)
    {
        var whole = false;
        var back = _field.WordAt(number.First - 1) is "received" or "got" or "collected" or "analysed" or "analyzed" or "obtained";
        for (var i = number.Last + 1; words.Asked && i < Math.Min(_field.Words.Count, number.Last + 4) && !_field.Gap(i - 1).ContainsAny(Stops); i++)
        {
            back |= _field.WordAt(i) is "completed" or "valid" or "complete" or "usable" or "returned" or "full" or "evaluable" or "gave";
            whole |= _field.WordAt(i) is "usable" or "valid" or "evaluable" or "complete" or "analysable";
            if (Forms.Contains(_field.WordAt(i))) return back ? new PeopleCount(_field, number.First, i, number.Value, whole ? 4 : 3, PeopleCount.Taken) : null;
        }

        return null;
    }

    /// <summary>Things that are counted before it, or animals.</summary>
    private bool IsOfThings(int first)
    {
        for (var i = first - 1; i >= 0 && first - i < MostBack && _mentions.Sentences.Of(i) == _mentions.Sentences.Of(first); i--)
        {
            if (Things.Contains(_field.WordAt(i))) return true;
        }

        return false;
    }

    /// <summary>Physicians and their like take part where they answer; elsewhere they treat and judge.</summary>
    private PeopleCount? Profession(CountedNoun number)
    {
        for (var i = number.Last + 1; words.Asked && i < Math.Min(_field.Words.Count, number.Last + 5) && !_field.Gap(i - 1).ContainsAny(Stops); i++)
        {
            if (!words.Marks("who/profession")[i]) continue;
            var score = words.Around(number.First, i);
            return score > 0 ? new PeopleCount(_field, number.First, i, number.Value, score, PeopleCount.Counted) : null;
        }

        return null;
    }

    /// <summary>"and 12 with lichen planus", "and nine without": counted with what stands before it, never by itself.</summary>
    private PeopleCount? LeftOut(CountedNoun number) =>
        !_field.Gap(number.Last).ContainsAny(Stops) && Unnamed.Contains(_field.WordAt(number.Last + 1))
            ? new PeopleCount(_field, number.First, number.Last, number.Value, PeopleCount.Never, PeopleCount.LeftOut) : null;
}
