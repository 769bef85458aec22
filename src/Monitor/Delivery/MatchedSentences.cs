using Monitor.Documents;
using Monitor.Queries;
using Monitor.Text;

namespace Monitor.Delivery;

/// <summary>The sentences in which the query matched, at most two, with the words marked: no abstract is sent whole.</summary>
internal static class MatchedSentences
{
    private const int MaxSentences = 2;
    private const int MaxLength = 280;

    /// <param name="hit">Its texts and matches.</param>
    /// <param name="watch">Whose matches count.</param>
    public static IReadOnlyList<MarkedRow> Of(Hit hit, string watch)
    {
        var mine = hit.Matches.Where(m => m.Watch == watch && m.Field is not null && m.Offsets.Count > 0).ToLookup(m => m.Field!, StringComparer.Ordinal); // non-null: filtered just before
        var found = new List<(Sentence Sentence, string Field)>();
        // A keyword is no sentence.
        foreach (var (field, text) in Fields.Of(hit, "tiab").Where(f => f.Field is not ("firm" or "keywords" or "conditions")))
        {
            found.AddRange(In(text, mine[field].Where(m => Fits(m, text)).SelectMany(m => m.Offsets)).Select(s => (s, field)));
        }

        // The title stands in the mail already: it is quoted where there is nothing else.
        if (found.Exists(f => f.Sentence.Shown != hit.Title)) found.RemoveAll(f => f.Field == "title" || f.Sentence.Shown == hit.Title);
        else found.RemoveAll(f => f.Field != "title");
        return [.. found.OrderByDescending(f => f.Sentence.Words).ThenBy(f => f.Field == "reason" ? 1 : 0).Take(MaxSentences).Select(f => Row(f.Sentence, f.Field))];
    }

    /// <summary>Several texts may go by one name; the offsets are those of one of them.</summary>
    private static bool Fits(Match match, string text) => match.Offsets.All(o => o.Start >= 0 && o.Length > 0 && o.Start + o.Length <= text.Length
        && match.Words.Contains(text.Substring(o.Start, o.Length), StringComparer.OrdinalIgnoreCase));

    private static IEnumerable<Sentence> In(string text, IEnumerable<Span> words)
    {
        var places = words.OrderBy(w => w.Start).ThenByDescending(w => w.Length).ToList();
        foreach (var same in places.GroupBy(w => Bounds(text, w)))
        {
            var marks = new List<Span>();
            foreach (var place in same.Where(p => marks.Count == 0 || p.Start >= marks[^1].Start + marks[^1].Length)) marks.Add(place);
            var distinct = marks.Select(m => text.Substring(m.Start, m.Length)).Distinct(StringComparer.OrdinalIgnoreCase).Count();
            yield return new Sentence(text, same.Key, marks, distinct);
        }
    }

    private static Span Bounds(string text, Span word)
    {
        var start = word.Start;
        while (start > 0 && !Ends(text, start - 1)) start--;
        var end = word.Start + word.Length;
        while (end < text.Length && !Ends(text, end)) end++;
        if (end < text.Length && text[end] != '\n') end++;
        while (start < word.Start && char.IsWhiteSpace(text[start])) start++;
        return new Span(start, end - start);
    }

    private static bool Ends(string text, int i) =>
        text[i] == '\n' || (text[i] is '.' or '!' or '?' && i + 1 < text.Length && char.IsWhiteSpace(text[i + 1]));

    private static MarkedRow Row(Sentence sentence, string field)
    {
        var (start, end) = Cut(sentence);
        var (head, tail) = (start > sentence.At.Start ? "… " : "", end < sentence.At.Start + sentence.At.Length ? " …" : "");
        var prefix = "\"" + head;
        return new MarkedRow($"{prefix}{Flat(sentence.Text[start..end])}{tail}\" ({field})")
        {
            Marks = [.. sentence.Marks.Where(m => m.Start >= start && m.Start + m.Length <= end).Select(m => new Span(m.Start - start + prefix.Length, m.Length))],
        };
    }

    /// <summary>A long sentence is cut around its first marked word, between words.</summary>
    private static (int Start, int End) Cut(Sentence sentence)
    {
        var (first, last) = (sentence.At.Start, sentence.At.Start + sentence.At.Length);
        if (sentence.At.Length <= MaxLength) return (first, last);
        var start = Math.Max(first, sentence.Marks[0].Start - (MaxLength / 3));
        while (start > first && start < sentence.Marks[0].Start && !char.IsWhiteSpace(sentence.Text[start - 1])) start++;
        var end = Math.Min(last, Math.Max(start + MaxLength, sentence.Marks[0].Start + sentence.Marks[0].Length));
        while (end < last && end > sentence.Marks[0].Start + sentence.Marks[0].Length && !char.IsWhiteSpace(sentence.Text[end])) end--;
        return (start, end);
    }

    /// <summary>Blanks of every kind as one blank each: the places of the marks must not move.</summary>
    private static string Flat(string text) => string.Concat(text.Select(c => char.IsWhiteSpace(c) || (!char.IsSurrogate(c) && CleanText.OneLine(c.ToString()) is null) ? ' ' : c));

    /// <summary>A sentence of a text with its marked words, in places of the text.</summary>
    private sealed record Sentence(string Text, Span At, IReadOnlyList<Span> Marks, int Words)
    {
        public string Shown => Text.Substring(At.Start, At.Length).Trim();
    }
}
