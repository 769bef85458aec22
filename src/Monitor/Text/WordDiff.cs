using DiffPlex;
using DiffPlex.Chunkers;

namespace Monitor.Text;

/// <summary>A stretch of a text, and whether the other text has it not.</summary>
internal readonly record struct DiffPart(string Text, bool Changed);

/// <summary>What changed between two forms of one text, by words: for a person who reads both.</summary>
internal static class WordDiff
{
    /// <summary>Aligning two texts costs the square of their words at worst; beyond this, what stands between their common ends has changed.</summary>
    private const int LongestAligned = 10_000;

    /// <summary>Of the letters of the longer text: with less in common it is another text, and marks on single words would not be read.</summary>
    private const double LeastInCommon = 0.3;

    /// <summary>Letters shown beside a changed place of a text that is shortened.</summary>
    private const int Beside = 40;

    private static readonly CustomFunctionChunker Chunker = new(text => [.. Words(text)]);

    /// <summary>Each text whole, in parts.</summary>
    public static (IReadOnlyList<DiffPart> Old, IReadOnlyList<DiffPart> New) Of(string old, string now)
    {
        if (old.Length + now.Length > LongestAligned) return Ends(old, now);
        var diff = Differ.Instance.CreateDiffs(old, now, ignoreWhiteSpace: false, ignoreCase: false, Chunker);
        var (gone, come) = (new bool[diff.PiecesOld.Count], new bool[diff.PiecesNew.Count]);
        foreach (var block in diff.DiffBlocks)
        {
            Array.Fill(gone, true, block.DeleteStartA, block.DeleteCountA);
            Array.Fill(come, true, block.InsertStartB, block.InsertCountB);
        }

        var kept = diff.PiecesOld.Where((p, i) => !gone[i] && !string.IsNullOrWhiteSpace(p)).Sum(p => p.Length);
        if (kept < LeastInCommon * Math.Max(old.Length, now.Length)) return (Whole(old), Whole(now));
        return (Parts(diff.PiecesOld, gone), Parts(diff.PiecesNew, come));
    }

    /// <summary>Both texts in at most <paramref name="length"/> letters each: what changed and some words beside it, the rest as "…".</summary>
    public static (string Old, string New) Shortened(string old, string now, int length)
    {
        if (old.Length <= length && now.Length <= length) return (old, now);
        var (before, after) = Of(old, now);
        return (Shortened(before, length), Shortened(after, length));
    }

    private static string Shortened(IReadOnlyList<DiffPart> parts, int length)
    {
        if (parts.Sum(p => p.Text.Length) <= length) return string.Concat(parts.Select(p => p.Text));
        return CleanText.Cut(string.Concat(parts.Select((p, i) => p.Changed ? p.Text : Around(p.Text, first: i == 0, last: i == parts.Count - 1))), length);
    }

    /// <summary>Of a stretch that did not change, the words beside what did.</summary>
    private static string Around(string text, bool first, bool last)
    {
        if (text.Length <= 2 * Beside) return text;
        var tail = text.IndexOf(' ', text.Length - Beside);
        var head = text.LastIndexOf(' ', Beside);
        // Without a blank there is no word to cut at.
        var before = last || tail < 0 ? "" : text[tail..];
        var after = first || head < 0 ? "" : text[..(head + 1)];
        return first && last ? text : $"{after}…{before}";
    }

    private static List<DiffPart> Parts(IReadOnlyList<string> pieces, bool[] changed)
    {
        // Blanks and commas between two changed words are no island: they are read with them.
        for (int i = 0, last = -1; i < pieces.Count; i++)
        {
            if (!changed[i] && pieces[i].Any(char.IsLetterOrDigit)) last = -1;
            if (!changed[i]) continue;
            if (last >= 0) Array.Fill(changed, true, last, i - last);
            last = i;
        }

        var parts = new List<DiffPart>();
        for (var i = 0; i < pieces.Count;)
        {
            var from = i;
            while (i < pieces.Count && changed[i] == changed[from]) i++;
            parts.Add(new DiffPart(string.Concat(pieces.Skip(from).Take(i - from)), changed[from]));
        }

        return parts;
    }

    private static (IReadOnlyList<DiffPart> Old, IReadOnlyList<DiffPart> New) Ends(string old, string now)
    {
        var head = WordAt(old, old.AsSpan().CommonPrefixLength(now));
        var tail = 0;
        while (tail < Math.Min(old.Length, now.Length) - head && old[^(tail + 1)] == now[^(tail + 1)]) tail++;
        while (tail > 0 && !char.IsWhiteSpace(old[^tail])) tail--;
        return (Middle(old, head, tail), Middle(now, head, tail));
    }

    private static List<DiffPart> Middle(string text, int head, int tail) =>
        [.. new DiffPart[] { new(text[..head], false), new(text[head..^tail], true), new(text[^tail..], false) }.Where(p => p.Text.Length > 0)];

    /// <summary>The beginning of the word at a place.</summary>
    private static int WordAt(string text, int at)
    {
        while (at > 0 && at < text.Length && !char.IsWhiteSpace(text[at - 1])) at--;
        return at;
    }

    private static IReadOnlyList<DiffPart> Whole(string text) => text.Length == 0 ? [] : [new(text, true)];

    /// <summary>Blanks, words, and the punctuation around words each by itself.</summary>
    private static IEnumerable<string> Words(string text)
    {
        for (var i = 0; i < text.Length;)
        {
            var from = i;
            var blank = char.IsWhiteSpace(text[from]);
            while (i < text.Length && char.IsWhiteSpace(text[i]) == blank) i++;
            if (blank)
            {
                yield return text[from..i];
                continue;
            }

            var end = i;
            while (from < end && char.IsPunctuation(text[from])) yield return text[from++].ToString();
            while (end > from && char.IsPunctuation(text[end - 1])) end--;
            if (end > from) yield return text[from..end];
            for (; end < i; end++) yield return text[end].ToString();
        }
    }
}
