namespace Monitor.Evidence;

/// <summary>
/// Adds up what a sentence counts one by one (patients and controls, women and men, arms), and multiplies what is told per group.
/// </summary>
internal sealed class PeopleSums(FieldWords field, Mentions mentions, int[] depth, bool[] arm)
{
    private const int MostBetween = 24;
    private const int MostAlike = 10;

    private static readonly string[] Joins = ["and", "plus", "versus", "vs", "or", "while", "another", "v"];

    private static readonly string[] Unlike =
        ["healthy", "control", "controls", "matched", "unaffected", "normal", "nonresponders", "non", "untreated", "comparators", "nonaffected", "donors", "uninfected"];

    private static readonly string[] Pairs =
        ["women men", "men women", "males females", "females males", "boys girls", "girls boys", "male female", "female male"];

    private static readonly string[] Parts = ["had", "developed", "improved", "reported", "including", "whom", "which", "withdrew", "completed", "excluded", "dropped", "lost"];

    public IEnumerable<PeopleCount> Of(List<PeopleCount> units)
    {
        for (var i = 0; i < units.Count; i++)
        {
            if (!IsPart(units[i]) || units[i].Rule == PeopleCount.LeftOut || IsWhole(units[i])) continue;
            var (sum, last, rule) = (units[i].Value, i, PeopleCount.Arms);
            while (Next(units, last) is { } next && Joined(units[last], units[next], rule) is { } joined)
            {
                last = next;
                sum += units[last].Value;
                if (joined == PeopleCount.Sum) rule = joined;
            }

            if (last == i) continue;
            var (least, most) = (Math.Min(units[i].Score, units[last].Score), Math.Max(units[i].Score, units[last].Score));
            var score = (units[i].Rule == PeopleCount.Shared ? least : most) + (rule == PeopleCount.Sum ? 1 : 0);
            yield return new PeopleCount(field, units[i].First, units[last].Last, sum, score, rule);
            i = last;
        }
    }

    /// <summary>"22 children (13 girls) got one, 21 others the other": what stands in parentheses is of them.</summary>
    private int? Next(List<PeopleCount> units, int at)
    {
        for (var i = at + 1; i < units.Count; i++)
        {
            if (depth[units[i].First] <= depth[units[at].First]) return i;
        }

        return null;
    }

    private static bool IsPart(PeopleCount unit) => unit.Rule is PeopleCount.Counted or PeopleCount.LeftOut or PeopleCount.Shared;

    /// <summary>"Of 60 patients, 20 …": what follows is of them.</summary>
    public bool IsWhole(PeopleCount unit) =>
        field.WordAt(unit.First - 1) == "of"
        && (unit.First < 2 || field.Gap(unit.First - 2).Contains(':') || mentions.Sentences.Of(unit.First - 2) != mentions.Sentences.Of(unit.First));

    /// <summary>How two numbers belong together; null = one is a part of the other, or of something else.</summary>
    private string? Joined(PeopleCount left, PeopleCount right, string chain)
    {
        if (!IsPart(right) || mentions.Sentences.Of(left.First) != mentions.Sentences.Of(right.First) || depth[left.First] != depth[right.First]) return null;
        if (right.First - left.Last is > MostBetween or <= 0) return null;
        var between = Words(left.Last + 1, right.First);
        var after = field.WordAt(right.Last + 1);
        // "31 with it, 29 without it"; "44 who had it were matched with 44 who had not"
        var listed = field.Gap(right.First - 1).Contains(',') && after is "with" or "without";
        var matched = between.Contains("matched") && between.Contains("with");
        // "and nine more", "21 others"
        var goesOn = field.WordAt(right.First - 1) == "and" || field.Gap(right.First - 1).Contains(',');
        if (goesOn && after is "more" or "others" or "further") return PeopleCount.Arms;
        if (!between.Exists(Joins.Contains) && !listed && !matched) return null;
        if (left.Rule == PeopleCount.Shared) return PeopleCount.Sum;
        if (matched || between.Exists(w => w is "v" or "vs" or "versus")) return PeopleCount.Arms;
        // The last of a list.
        if (chain == PeopleCount.Sum && between.Contains("and")) return chain;
        if (between.Contains("another") && !between.Exists(w => w is "in" or "withdrew")) return PeopleCount.Arms;
        if (IsOfControls(right) && between.Contains("and")) return PeopleCount.Sum;
        if (between.Exists(Parts.Contains) || after is "had" or "developed" or "reported" or "improved" or "withdrew" or "completed") return null;
        // "Forty users and thirteen carers were recruited"
        var side = between.Count <= 2 && between.Contains("and") && right.Rule == PeopleCount.Counted;
        if (side && after is "were" or "took" or "participated" or "completed") return PeopleCount.Sum;
        return Alike(left, right, between.Count, after);
    }

    private bool IsOfControls(PeopleCount unit) => unit.Rule == PeopleCount.Counted && field.Words[unit.Last].Word is "controls" or "donors" or "comparators";

    private string? Alike(PeopleCount left, PeopleCount right, int between, string after)
    {
        // "from 53 students and from 51 others"
        if (field.WordAt(left.First - 1) is var from and ("from" or "in" or "of" or "among") && field.WordAt(right.First - 1) == from && field.WordAt(right.First - 2) == "and") return PeopleCount.Sum;
        // "112 women seeking one and 98 women seeking the other"
        if (after.Length > 0 && after == field.WordAt(left.Last + 1) && field.WordAt(left.Last) == field.WordAt(right.Last) && between < MostAlike) return PeopleCount.Sum;
        var around = Words(Math.Max(right.First - 3, left.Last + 1), right.Last + 4);
        if (around.Exists(Unlike.Contains) || after == "without" || (after == "with" && field.WordAt(left.Last + 1) == "with")) return PeopleCount.Sum;
        if (Pairs.Contains($"{field.Words[left.Last].Word} {field.Words[right.Last].Word}") && between <= 3) return PeopleCount.Arms;
        // "25 patients received one and 25 (patients) the other"
        return IsArm(left.Last) && (IsArm(right.Last) || right.Rule == PeopleCount.LeftOut) ? PeopleCount.Arms : null;
    }

    private bool IsArm(int last)
    {
        for (var i = last + 1; i <= last + 3 && i < field.Words.Count; i++)
        {
            if (arm[i]) return true;
        }

        return false;
    }

    /// <summary>"60 cases in each group", "20 patients per arm".</summary>
    public static bool PerGroup(FieldWords field, int last)
    {
        var next = Words(field, last + 1, last + 4);
        return next is ["each", ..] or ["in" or "to" or "for", "each", ..] or ["per", "group" or "arm" or "cohort", ..] or [_, "per", "group" or "arm" or "cohort"];
    }

    /// <summary>How many groups there are; 0 where that is not said.</summary>
    /// <param name="at">First word of the number that is of each.</param>
    public int Groups(int at)
    {
        // "three cohorts of six men each"
        if (field.WordAt(at - 1) == "of" && field.WordAt(at - 2) is "groups" or "cohorts" or "arms" && NumberBefore(at - 2) is { } many) return many;
        for (var i = 0; i + 1 < field.Words.Count; i++)
        {
            if (WrittenNumber.At(field, i) is not ({ } value, var last) || value is < 2 or > 8) continue;
            if (Words(last + 1, last + 4).Exists(w => w is "groups" or "arms" or "arm")) return value;
        }

        var named = 0;
        for (var i = 0; i < field.Words.Count; i++)
        {
            if (field.Words[i].Word != "group" || mentions.Sentences.Of(i) != mentions.Sentences.Of(at)) continue;
            if (field.WordAt(i - 1) is not ("each" or "per" or "a" or "the" or "this")) named++;
        }

        return named >= 2 ? named : 0;
    }

    private int? NumberBefore(int at)
    {
        for (var i = at - 1; i >= Math.Max(0, at - 3); i--)
        {
            if (WrittenNumber.At(field, i) is ({ } value, _)) return value;
        }

        return null;
    }

    private List<string> Words(int first, int end) => Words(field, first, end);

    private static List<string> Words(FieldWords field, int first, int end) =>
        end <= first || first >= field.Words.Count ? [] : field.Words[first..Math.Min(end, field.Words.Count)].ConvertAll(w => w.Word);
}
