using System.Text.RegularExpressions;
using DiffPlex;
using DiffPlex.Chunkers;
using Monitor.Documents;
using Monitor.Text;

namespace Monitor.Identity;

/// <summary>What changed in a text, sentence by sentence, in a few lines that a person can read.</summary>
internal static partial class SentenceDiff
{
    private const int MaxPlaces = 3;

    /// <summary>A place is told by its whole sentences; longer ones by the words that changed and those beside them.</summary>
    private const int MaxLength = 300;

    /// <summary>Longer texts are compared as sets of sentences: the order is then not looked at.</summary>
    private const int MaxCells = 25_000_000;

    private static readonly CustomFunctionChunker Lines = new(text => text.Split('\n'));

    /// <summary>One line per place, old → new; null on one side = only taken out, or only put in.</summary>
    public static IReadOnlyList<FieldChange> Of(string field, string old, string now)
    {
        var (before, after) = (Sentences(old), Sentences(now));
        var places = (long)before.Count * after.Count > MaxCells ? Sets(before, after) : Aligned(before, after);
        var lines = places.Take(MaxPlaces).Select(p => Shown(field, p.Out, p.In)).ToList();
        if (places.Count > MaxPlaces) lines.Add(new FieldChange(field, null, $"and {places.Count - MaxPlaces} more places changed"));
        return lines;
    }

    private static List<(string Out, string In)> Aligned(List<Sentence> before, List<Sentence> after) =>
        [.. Differ.Instance.CreateDiffs(Keys(before), Keys(after), ignoreWhiteSpace: false, ignoreCase: false, Lines).DiffBlocks
            .Select(b => (Text(before.Skip(b.DeleteStartA).Take(b.DeleteCountA)), Text(after.Skip(b.InsertStartB).Take(b.InsertCountB))))];

    private static List<(string Out, string In)> Sets(List<Sentence> before, List<Sentence> after)
    {
        var (olds, news) = (before.Select(s => s.Key).ToHashSet(StringComparer.Ordinal), after.Select(s => s.Key).ToHashSet(StringComparer.Ordinal));
        var place = (Out: Text(before.Where(s => !news.Contains(s.Key))), In: Text(after.Where(s => !olds.Contains(s.Key))));
        return place is { Out: "", In: "" } ? [] : [place];
    }

    private static FieldChange Shown(string field, string old, string now)
    {
        if (now.Length == 0) return new FieldChange(field, CleanText.Cut(old, MaxLength), null);
        if (old.Length == 0) return new FieldChange(field, null, CleanText.Cut(now, MaxLength));
        var (before, after) = WordDiff.Shortened(old, now, MaxLength);
        return new FieldChange(field, before, after);
    }

    private static List<Sentence> Sentences(string text) =>
        [.. text.Split('\n').SelectMany(line => End().Split(line)).Select(s => s.Trim()).Where(s => s.Length > 0).Select(s => new Sentence(s, Folded.Line(s)))];

    private static string Keys(List<Sentence> sentences) => string.Join('\n', sentences.Select(s => s.Key));

    private static string Text(IEnumerable<Sentence> sentences) => string.Join(' ', sentences.Select(s => s.Text));

    private readonly record struct Sentence(string Text, string Key);

    [GeneratedRegex("""(?<=[.!?]["”’)]?)\s+(?=["“(\[]?[A-Z0-9])""", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex End();
}
