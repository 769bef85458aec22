using Monitor.Documents;
using Monitor.Text;

namespace Monitor.Queries;

/// <summary>Decides whether a hit satisfies a query, and says why.</summary>
internal static class Matcher
{
    /// <summary>Part of the key of a coverage: raise it when the same query may find other hits.</summary>
    public const string Version = "1";

    /// <summary>The reasons, or null when the query is not satisfied. A satisfied query has at least one reason.</summary>
    public static IReadOnlyList<Match>? Match(Query query, Hit hit, string watch)
    {
        var texts = new Texts(hit);
        var reasons = new List<Match>();
        return Holds(query.Root, texts, watch, reasons) ? reasons : null;
    }

    private static bool Holds(Clause clause, Texts texts, string watch, List<Match> reasons)
    {
        switch (clause)
        {
            case Term term:
                return Find(term, texts, watch, reasons);
            case AllOf all:
                var mark = reasons.Count;
                foreach (var part in all.Parts)
                {
                    if (Holds(part, texts, watch, reasons)) continue;
                    reasons.RemoveRange(mark, reasons.Count - mark);
                    return false;
                }

                return true;
            case AnyOf any:
                var found = false;
                // Every alternative is tried, so that a reader sees all words that count.
                foreach (var part in any.Parts) found |= Holds(part, texts, watch, reasons);
                return found;
            default:
                throw new InvalidOperationException($"Unknown clause {clause.GetType().Name}.");
        }
    }

    private static bool Find(Term term, Texts texts, string watch, List<Match> reasons)
    {
        var words = Folded.Tokens(term.Text);
        var found = false;
        foreach (var (field, text, tokens) in texts.Of(term.Tag))
        {
            var spans = new List<Span>();
            for (var i = 0; i + words.Count <= tokens.Count; i++)
            {
                if (!StandsAt(words, tokens, i, term.Truncated)) continue;
                var last = tokens[i + words.Count - 1];
                spans.Add(new Span(tokens[i].Start, last.Start + last.Length - tokens[i].Start));
            }

            if (spans.Count == 0) continue;
            found = true;
            reasons.Add(new Match
            {
                Watch = watch,
                Clause = QueryPrinter.Print(term),
                Field = field,
                Words = [.. spans.Select(s => text.Substring(s.Start, s.Length)).Distinct(StringComparer.OrdinalIgnoreCase)],
                Offsets = spans,
            });
        }

        return found;
    }

    private static bool StandsAt(List<Token> words, List<Token> tokens, int at, bool truncated)
    {
        for (var i = 0; i < words.Count; i++)
        {
            var (want, have) = (words[i].Word, tokens[at + i].Word);
            if (truncated && i == words.Count - 1 ? !have.StartsWith(want, StringComparison.Ordinal) : have != want) return false;
        }

        return true;
    }

    /// <summary>The texts of one hit, cut into words once.</summary>
    private sealed class Texts(Hit hit)
    {
        private readonly Dictionary<string, List<(string Field, string Text, List<Token> Tokens)>> _byTag = [];

        public List<(string Field, string Text, List<Token> Tokens)> Of(string tag)
        {
            if (!_byTag.TryGetValue(tag, out var fields))
            {
                _byTag[tag] = fields = [.. Fields.Of(hit, tag).Select(f => (f.Field, f.Text, Folded.Tokens(f.Text)))];
            }

            return fields;
        }
    }
}
