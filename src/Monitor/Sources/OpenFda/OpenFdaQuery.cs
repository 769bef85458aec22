using Monitor.Queries;
using Monitor.Text;

namespace Monitor.Sources.OpenFda;

/// <summary>
/// Writes a query for openFDA's <c>search</c> over recalls: each term in every text field of the record, always in
/// parentheses, because the server appends its own AND without any. Only its characters are used (letters and digits of
/// ASCII, quotation marks, parentheses, star); what needs others is left out, which is wider.
/// </summary>
/// <param name="fields">The text fields to ask.</param>
/// <param name="place">What they belong to, for people: <c>a recall</c>.</param>
internal sealed class OpenFdaQuery(IReadOnlyList<string> fields, string place) : Translator
{
    private static readonly string[] RecallFields = ["product_description", "reason_for_recall", "recalling_firm", "code_info"];

    /// <summary>The text to send for recalls, and what it asks for beyond the query.</summary>
    /// <exception cref="QueryException">Nothing that openFDA can search for is left.</exception>
    public static UpstreamQuery Ask(Query query) => Ask(query, RecallFields, "a recall");

    /// <inheritdoc cref="Ask(Query)"/>
    public static UpstreamQuery Ask(Query query, IReadOnlyList<string> fields, string place)
    {
        var translator = new OpenFdaQuery(fields, place);
        var asked = translator.Translate(query);
        if (asked.All) throw new QueryException($"openFDA cannot search for this: {string.Join("; ", translator.Widened)}", 1, 1);
        return new UpstreamQuery(asked.Text is { } text ? $"({text})" : "", translator.Widened) { Checked = translator.Checked, Impossible = asked.IsNothing };
    }

    protected override Asked Write(DateRange range, bool wanted)
    {
        Widen(range, "not asked, checked here");
        return wanted ? Asked.Everything : Asked.Nothing;
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
            Widen(term, "left out, openFDA takes letters and digits of ASCII only");
            return Asked.Everything;
        }

        Widen(term, $"asked in every text field of {place}");
        if (term.Near is not null) return Asked.For($"({string.Join(" AND ", words.Select(Everywhere))})");
        if (!term.Truncated) return Asked.For(Everywhere(words.Count == 1 ? words[0] : $"\"{string.Join(' ', words)}\""));
        if (words.Count == 1) return Asked.For(Everywhere(words[0] + "*"));
        Widen(term, "asked without its truncated last word");
        return Asked.For(Everywhere(words.Count == 2 ? words[0] : $"\"{string.Join(' ', words.SkipLast(1))}\""));
    }

    private string Everywhere(string text) => $"({string.Join(" OR ", fields.Select(f => $"{f}:{text}"))})";
}
