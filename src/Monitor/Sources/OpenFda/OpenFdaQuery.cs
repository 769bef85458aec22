using Monitor.Queries;
using Monitor.Text;

namespace Monitor.Sources.OpenFda;

/// <summary>
/// Writes a query for openFDA's <c>search</c> over recalls: each term in every text field of the record, always in
/// parentheses, because the server appends its own AND without any. Only its characters are used (letters and digits of
/// ASCII, quotation marks, parentheses, star); what needs others is left out, which is wider.
/// </summary>
/// <param name="fields">The text fields to ask; none = every field there is, which is what openFDA makes of a word without a field.</param>
/// <param name="place">What they belong to, for people: <c>a recall</c>.</param>
/// <param name="counted">It is asked for numbers, not for records.</param>
internal sealed class OpenFdaQuery(IReadOnlyList<string> fields, string place, bool counted = false) : Translator
{
    private static readonly string[] RecallFields = ["product_description", "reason_for_recall", "recalling_firm", "code_info"];

    /// <summary>Longest search for recalls, escaped, that one address carries; a longer one is asked in parts.</summary>
    public const int LongestText = 4000;

    /// <summary>Longest search for reports. Counts of parts cannot be joined: a report may stand in two.</summary>
    public const int LongestCount = 6500;

    /// <summary>The text to send for recalls, and what it asks for beyond the query.</summary>
    /// <exception cref="QueryException">Nothing that openFDA can search for is left, or it is too long.</exception>
    public static UpstreamQuery Ask(Query query, int most = RequestQuota.MostParts)
    {
        var room = new QueryRoom("openFDA", LongestText, most, QueryRoom.Escaped);
        return Ask(query, RecallFields, room) ?? Ask(query, [], room) ?? throw PartedQuery.TooLong(room);
    }

    /// <summary>The text to send for counts of a kind of report. Nothing can be checked there: nothing is left out for its length.</summary>
    /// <exception cref="QueryException">Nothing that openFDA can search for is left, or it is too long.</exception>
    public static UpstreamQuery Count(Query query, ReportKind kind)
    {
        var translator = new OpenFdaQuery(kind.Fields, "a report", counted: true);
        var asked = Translated(translator, query);
        if (asked == Asked.Nothing) return new UpstreamQuery("", translator.Widened) { Checked = null, Impossible = true };
        var text = $"({asked})";
        return QueryRoom.Escaped(text) <= LongestCount
            ? new UpstreamQuery(text, translator.Widened) { Checked = null }
            : throw new QueryException(
                $"the query is too long to be counted by openFDA: {LongestCount} characters are taken, and counts of its parts cannot be added up", 1, 1);
    }

    private static UpstreamQuery? Ask(Query query, IReadOnlyList<string> fields, QueryRoom room)
    {
        var translator = new OpenFdaQuery(fields, "a recall");
        var asked = Translated(translator, query);
        if (asked == Asked.Nothing) return new UpstreamQuery("", translator.Widened) { Checked = translator.Checked, Impossible = true };
        return translator.Written(asked, room, ("(", ")"), exactly: true);
    }

    private static Asked Translated(OpenFdaQuery translator, Query query) =>
        translator.Translate(query) is var asked && asked != Asked.Everything
            ? asked
            : throw PartedQuery.Unsearchable("openFDA", translator.Widened);

    protected override Asked Write(DateRange range, bool wanted) => Unasked(range, wanted, "not asked");

    /// <summary>Of a recall it is checked here. A number shows nothing, so that it counts what it was asked alone.</summary>
    private Asked Unasked(Clause clause, bool wanted, string how)
    {
        Widen(clause, counted ? $"{how}, and a count cannot be checked: none satisfies it" : $"{how}, checked here");
        return wanted && !counted ? Asked.Everything : Asked.Nothing;
    }

    protected override Asked Write(Term term, bool wanted)
    {
        if (term.Tag is not ("tiab" or "ti" or "ab" or "tw" or "all"))
        {
            Widen(term, $"{place} has no such field: none satisfies it");
            return Asked.Nothing;
        }

        // Its analysis of words is not ours: what is excluded is left to the evaluator.
        if (!wanted) return Asked.Nothing;
        var words = Folded.Tokens(term.Text).Select(t => t.Word).ToList();
        if (words.Any(w => w.Any(c => c > '\u024f')))
        {
            // The files behind openFDA are Latin text: there is nothing to find.
            Widen(term, $"{place} is in Latin letters: none satisfies it");
            return Asked.Nothing;
        }

        if (words.Any(w => !w.All(char.IsAsciiLetterOrDigit)))
        {
            return Unasked(term, wanted, "left out, openFDA takes letters and digits of ASCII only");
        }

        if (!counted && IsSaidOfEach(term, words))
        {
            Widen(term, "not asked, for every record there is a recall");
            return Asked.Everything;
        }

        Widen(term, fields.Count > 0 ? $"asked in every text field of {place}" : $"asked in every field of {place}, for the query is long");
        if (term.Near is not null) return Asked.For($"({string.Join(" AND ", words.Select(Everywhere))})");
        if (!term.Truncated) return Asked.For(Everywhere(words.Count == 1 ? words[0] : $"\"{string.Join(' ', words)}\""));
        if (words.Count == 1) return Asked.For(Everywhere(words[0] + "*"));
        Widen(term, "asked without its truncated last word");
        return Asked.For(Everywhere(words.Count == 2 ? words[0] : $"\"{string.Join(' ', words.SkipLast(1))}\""));
    }

    /// <summary>The title that a recall gets here says that somebody recalls something; no field of openFDA does.</summary>
    private static bool IsSaidOfEach(Term term, List<string> words) =>
        words is [var word] && (term.Truncated ? RecallNotice.Verb.StartsWith(word, StringComparison.Ordinal) : word == RecallNotice.Verb);

    private string Everywhere(string text) => fields.Count == 0 ? text : $"({string.Join(" OR ", fields.Select(f => $"{f}:{text}"))})";
}
