using DiffPlex;
using DiffPlex.Chunkers;
using Monitor.Documents;
using Monitor.Text;

namespace Monitor.Identity;

/// <summary>
/// What changed in a text, told by whole sentences: one before and after, one that came, one that went. Of a long list in one
/// sentence (lots, codes, places) the entries that came and went. What is only moved, or written otherwise, is no change.
/// </summary>
internal static class SentenceDiff
{
    /// <summary>More than that are counted.</summary>
    private const int MostPlaces = 5;

    /// <summary>A sentence that is no longer is told whole; of a longer one that is a list its entries.</summary>
    private const int Whole = 320;

    /// <summary>Longer than any sentence that people read: what changed in it with the words beside it.</summary>
    private const int Longest = 1200;

    /// <summary>Longer texts are compared as sets of sentences: the order is then not looked at.</summary>
    private const int MaxCells = 25_000_000;

    private static readonly CustomFunctionChunker Lines = new(text => text.Split('\n'));

    /// <summary>Null on one side = only taken out, or only put in; no two sides say the same.</summary>
    public static IReadOnlyList<FieldChange> Of(string field, string old, string now)
    {
        var (before, after) = (Read(old), Read(now));
        List<(List<Sentence> Out, List<Sentence> In)> blocks = (long)before.Count * after.Count > MaxCells ? [(before, after)] : Aligned(before, after);
        var (olds, news) = (Keys(before), Keys(after));
        // What stands elsewhere in the other text was only moved, or said twice.
        var changes = blocks.SelectMany(b => Places([.. b.Out.Where(s => !news.Contains(s.Key))], [.. b.In.Where(s => !olds.Contains(s.Key))]))
            .SelectMany(p => Told(field, p.Out, p.In)).Aggregate(new List<FieldChange>(), Together);
        return changes.Count <= MostPlaces
            ? changes : [.. changes.Take(MostPlaces), new FieldChange(field, null, $"and {changes.Count - MostPlaces} more changes")];
    }

    /// <summary>Sentences that came, or went, one after the other are read as one text.</summary>
    private static List<FieldChange> Together(List<FieldChange> told, FieldChange next)
    {
        if (told.Count > 0 && told[^1] is var last && Follows(last.Old, next.Old, last.New, next.New)) told[^1] = next with { Old = $"{last.Old} {next.Old}" };
        else if (told.Count > 0 && told[^1] is var before && Follows(before.New, next.New, before.Old, next.Old))
            told[^1] = next with { New = $"{before.New} {next.New}" };
        else told.Add(next);
        return told;

        static bool Follows(string? text, string? after, string? other, string? otherAfter) =>
            other is null && otherAfter is null && text is [.., '.' or '!' or '?'] && after is not null && text.Length + after.Length <= Whole;
    }

    /// <summary>The entries of a list, whatever their order: reworded ones before and after, those that came, those that went.</summary>
    public static IReadOnlyList<FieldChange> OfList(string field, IReadOnlyList<string> old, IReadOnlyList<string> now)
    {
        var (before, after) = (old.Select(Sentence.Of).ToList(), now.Select(Sentence.Of).ToList());
        var (olds, news) = (Keys(before), Keys(after));
        var places = Places([.. before.Where(s => !news.Contains(s.Key)).DistinctBy(s => s.Key)],
            [.. after.Where(s => !olds.Contains(s.Key)).DistinctBy(s => s.Key)]);
        return [.. places.Select(p => new FieldChange(field, p.Out, p.In))];
    }

    private static List<Sentence> Read(string text) => [.. Sentences.Of(SameText.Plain(text)).Select(Sentence.Of).Where(s => s.Key.Length > 0)];

    private static List<(List<Sentence> Out, List<Sentence> In)> Aligned(List<Sentence> before, List<Sentence> after) =>
        [.. Differ.Instance.CreateDiffs(Joined(before), Joined(after), ignoreWhiteSpace: false, ignoreCase: false, Lines).DiffBlocks
            .Select(b => (before.GetRange(b.DeleteStartA, Math.Min(b.DeleteCountA, before.Count - b.DeleteStartA)), after.GetRange(b.InsertStartB, Math.Min(b.InsertCountB, after.Count - b.InsertStartB))))];

    /// <summary>Each sentence that went with the one that took its place, which has most of its words; in the order in which they stand now.</summary>
    private static IEnumerable<(string? Out, string? In)> Places(List<Sentence> gone, List<Sentence> come)
    {
        if (gone.Count == 1 && come.Count == 1) return [(gone[0].Text, come[0].Text)];
        var (left, pairs) = (gone.ToList(), new Dictionary<Sentence, Sentence>());
        foreach (var one in come)
        {
            if (left.Select(o => (Old: o, Share: o.Share(one))).Where(o => o.Share >= 0.5).OrderByDescending(o => o.Share)
                .Select(o => o.Old).FirstOrDefault() is not { } was) continue;
            pairs[one] = was;
            left.Remove(was);
        }

        return [.. left.Select(o => ((string?)o.Text, (string?)null)), .. come.Select(n => (pairs.GetValueOrDefault(n)?.Text, (string?)n.Text))];
    }

    private static IEnumerable<FieldChange> Told(string field, string? old, string? now)
    {
        if (old is null || now is null)
            return Math.Max(old?.Length ?? 0, now?.Length ?? 0) <= Longest ? [new FieldChange(field, old, now)] : [new FieldChange(field, Cut(old), Cut(now))];
        if (Math.Max(old.Length, now.Length) <= Whole) return [new FieldChange(field, old, now)];
        if (Entries(field, old, now) is { Count: > 0 } entries) return entries;
        if (Math.Max(old.Length, now.Length) <= Longest) return [new FieldChange(field, old, now)];
        var (before, after) = WordDiff.Shortened(old, now, Longest);
        return [before == after ? new FieldChange(field, Cut(old), Cut(now)) : new FieldChange(field, before, after)];
    }

    /// <summary>Of a long list in one sentence the entries that went and those that came; none = it is no list, or nearly all of it is another.</summary>
    private static List<FieldChange> Entries(string field, string old, string now)
    {
        var sign = Parts(now, ';').Count >= 3 && Parts(old, ';').Count >= 2 ? ';' : ',';
        var (before, after) = (Parts(old, sign), Parts(now, sign));
        var (olds, news) = (Keys(before), Keys(after));
        var (gone, come) = (before.Where(s => !news.Contains(s.Key)).ToList(), after.Where(s => !olds.Contains(s.Key)).ToList());
        if (before.Count < 3 || after.Count < 3 || gone.Count + come.Count == 0 || Length(gone) + Length(come) > Whole || gone.Count > before.Count / 2)
            return [];
        return [.. One(gone, old: true), .. One(come, old: false)];

        IEnumerable<FieldChange> One(List<Sentence> parts, bool old)
        {
            var text = string.Join($"{sign} ", parts.Select(p => p.Text));
            return parts.Count == 0 ? [] : [old ? new FieldChange(field, text, null) : new FieldChange(field, null, text)];
        }
    }

    private static int Length(List<Sentence> parts) => parts.Sum(p => p.Text.Length + 2);

    private static List<Sentence> Parts(string text, char sign) =>
        [.. text.Split(sign, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(Sentence.Of).Where(s => s.Key.Length > 0)];

    private static string? Cut(string? text) => text is null ? null : CleanText.Cut(text, Longest);

    private static HashSet<string> Keys(IEnumerable<Sentence> sentences) => sentences.Select(s => s.Key).ToHashSet(StringComparer.Ordinal);

    private static string Joined(List<Sentence> sentences) => string.Join('\n', sentences.Select(s => s.Key));

    private sealed class Sentence(string text, string key)
    {
        private readonly HashSet<string> _words = [.. key.Split(' ')];

        public string Text => text;

        public string Key => key;

        public static Sentence Of(string text) => new(CleanText.OneLine(SameText.Plain(text)) ?? "", SameText.Key(text));

        /// <summary>How much of the words of both is common to them.</summary>
        public double Share(Sentence other) => 2.0 * _words.Count(other._words.Contains) / (_words.Count + other._words.Count);
    }
}
