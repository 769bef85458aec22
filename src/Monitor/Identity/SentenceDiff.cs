using System.Text.RegularExpressions;
using Monitor.Documents;
using Monitor.Text;

namespace Monitor.Identity;

/// <summary>What changed in a text, sentence by sentence, in a few lines that a person can read.</summary>
internal static partial class SentenceDiff
{
    private const int MaxPlaces = 3;
    private const int MaxLength = 300;

    /// <summary>Longer texts are compared as sets of sentences: the order is then not looked at.</summary>
    private const int MaxCells = 4_000_000;

    /// <summary>One line per place, old → new; null on one side = only taken out, or only put in.</summary>
    public static IReadOnlyList<FieldChange> Of(string field, string old, string now)
    {
        var (before, after) = (Sentences(old), Sentences(now));
        var places = Places(before, after);
        var lines = places.Take(MaxPlaces).Select(p => new FieldChange(field, Shown(p.Out), Shown(p.In))).ToList();
        if (places.Count > MaxPlaces) lines.Add(new FieldChange(field, null, $"and {places.Count - MaxPlaces} more places changed"));
        return lines;
    }

    private static List<(List<string> Out, List<string> In)> Places(List<Sentence> before, List<Sentence> after)
    {
        var places = new List<(List<string> Out, List<string> In)>();
        var open = false;
        foreach (var (kept, taken, text) in Walk(before, after))
        {
            if (kept)
            {
                open = false;
                continue;
            }

            if (!open) places.Add(([], []));
            open = true;
            (taken ? places[^1].Out : places[^1].In).Add(text);
        }

        return places;
    }

    /// <summary>The longest common sequence, and what stands between.</summary>
    private static IEnumerable<(bool Kept, bool Taken, string Text)> Walk(List<Sentence> before, List<Sentence> after)
    {
        if ((long)before.Count * after.Count > MaxCells)
        {
            var (olds, news) = (before.Select(s => s.Key).ToHashSet(StringComparer.Ordinal), after.Select(s => s.Key).ToHashSet(StringComparer.Ordinal));
            foreach (var gone in before.Where(s => !news.Contains(s.Key))) yield return (false, true, gone.Text);
            foreach (var come in after.Where(s => !olds.Contains(s.Key))) yield return (false, false, come.Text);
            yield break;
        }

        var common = new int[before.Count + 1, after.Count + 1];
        for (var i = before.Count - 1; i >= 0; i--)
        {
            for (var j = after.Count - 1; j >= 0; j--)
            {
                common[i, j] = before[i].Key == after[j].Key ? common[i + 1, j + 1] + 1 : Math.Max(common[i + 1, j], common[i, j + 1]);
            }
        }

        for (int i = 0, j = 0; i < before.Count || j < after.Count;)
        {
            if (i < before.Count && j < after.Count && before[i].Key == after[j].Key)
            {
                yield return (true, false, after[j++].Text);
                i++;
            }
            else if (j == after.Count || (i < before.Count && common[i + 1, j] >= common[i, j + 1])) yield return (false, true, before[i++].Text);
            else yield return (false, false, after[j++].Text);
        }
    }

    private static List<Sentence> Sentences(string text) =>
        [.. text.Split('\n').SelectMany(line => End().Split(line)).Select(s => s.Trim()).Where(s => s.Length > 0).Select(s => new Sentence(s, Folded.Line(s)))];

    private static string? Shown(List<string> sentences)
    {
        if (sentences.Count == 0) return null;
        var text = string.Join(' ', sentences);
        return text.Length <= MaxLength ? text : text[..(char.IsHighSurrogate(text[MaxLength - 2]) ? MaxLength - 2 : MaxLength - 1)] + "…";
    }

    private readonly record struct Sentence(string Text, string Key);

    [GeneratedRegex("""(?<=[.!?]["”’)]?)\s+(?=["“(\[]?[A-Z0-9])""", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex End();
}
