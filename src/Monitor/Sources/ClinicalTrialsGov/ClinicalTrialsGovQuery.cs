using Monitor.Documents;
using Monitor.Queries;
using Monitor.Text;

namespace Monitor.Sources.ClinicalTrialsGov;

/// <summary>
/// Writes a query for <c>query.term</c> in the registry's expression language (Essie). See docs/decisions/004: every clause
/// is widened (some fifty fields, eligibility criteria among them, and synonyms), and as the language documents no
/// truncation, a truncated term is written out as its family of words or left out of what is asked.
/// </summary>
internal sealed class ClinicalTrialsGovQuery : Translator
{
    /// <summary>The language's own word for all studies: what is left when no clause can be asked.</summary>
    public const string Everything = "ALL";

    /// <summary>Longest query text in an address, percent-encoded: with the rest it stays below the 8 KB that servers take.</summary>
    public const int LongestText = 6000;

    private const string AllClauses =
        "all clauses: ClinicalTrials.gov looks in some fifty fields, eligibility criteria among them, and adds synonyms; the words are checked again in titles, summaries, conditions, arms, interventions, outcomes and keywords";

    private static readonly Trial AnyTrial = new() { Id = "", Source = "", ExternalId = "", Title = "", RegistryId = "" };

    // Signs and words with a meaning in the language; inside quotation marks the words lose it, the signs are dropped.
    private static readonly char[] Signs = ['[', ']', '(', ')', ',', '"', '\\', '*', '{', '}', '?', '~', '^', ':', ';'];

    /// <summary>The text to send and all that asks for more than the query.</summary>
    /// <exception cref="QueryException">It is too long, also in parts and asked more widely.</exception>
    public static UpstreamQuery Ask(Query query, int most = RequestQuota.MostParts)
    {
        var translator = new ClinicalTrialsGovQuery();
        translator.Widen(AllClauses);
        var asked = translator.Translate(query);
        if (asked == Asked.Nothing) return new UpstreamQuery(Everything, translator.Widened) { Checked = null, Impossible = true };
        if (asked == Asked.Everything)
        {
            translator.Widen("no clause can be asked of ClinicalTrials.gov: every study of the window is read");
            return new UpstreamQuery(Everything, translator.Widened) { Checked = null };
        }

        var room = new QueryRoom("ClinicalTrials.gov", LongestText, most, QueryRoom.Escaped);
        return translator.Written(asked, room, ("", ""), exactly: false) ?? throw PartedQuery.TooLong(room);
    }

    protected override Asked Write(DateRange range, bool wanted)
    {
        if (!wanted) return Asked.Nothing;
        Widen(range, "not asked, checked here");
        return Asked.Everything;
    }

    protected override Asked Write(Term term, bool wanted)
    {
        // Its fields and synonyms find more than the term: behind NOT that would take away what is wanted.
        if (!wanted) return Asked.Nothing;
        if (Facts.Of(AnyTrial, term.Tag) is { Field.Length: 0 })
        {
            Widen(term, "a registration has no such field: no study satisfies it");
            return Asked.Nothing;
        }

        var words = Words(term.Text);
        if (term.Near is not null)
        {
            Widen(term, "asked as words anywhere in the study");
            return Asked.For($"({string.Join(" AND ", words.Select(w => Quoted([w])))})");
        }

        if (term.Tag is not ("tiab" or "ti" or "ab")) Widen(term, "asked as words, with the registry's synonyms");
        return term.Truncated ? Truncated(term, words) : Asked.For(Quoted(words));
    }

    private Asked Truncated(Term term, List<string> words)
    {
        var stem = words[^1];
        if (WordFamilies.Of(stem) is { } family)
        {
            Widen(term, $"no truncation is documented; asked for {string.Join(", ", family)}, and for {stem}* in case it is understood. A study whose only form of the word is not listed would not be found");
            string[] forms = [.. family.Select(form => Quoted([.. words[..^1], form])), .. words.Count == 1 ? [stem + "*"] : Array.Empty<string>()];
            return Asked.For(Joined(forms, " OR "));
        }

        if (words.Count == 1)
        {
            Widen(term, "left out; no truncation is documented and its words are too many to list");
            return Asked.Everything;
        }

        Widen(term, "asked without its truncated last word");
        return Asked.For(Quoted(words[..^1]));
    }

    private static List<string> Words(string text)
    {
        var clean = string.Concat(text.Select(c => Signs.Contains(c) || char.IsControl(c) ? ' ' : c));
        return [.. clean.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Where(word => Folded.Tokens(word).Count > 0)];
    }

    /// <summary>Quoted, except one plain word that is no operator: a quoted operator is a word, and a phrase keeps its order.</summary>
    private static string Quoted(IReadOnlyList<string> words) =>
        words.Count == 1 && words[0].All(char.IsAsciiLetterOrDigit) && words[0].Any(char.IsAsciiLetterLower)
            ? words[0]
            : $"\"{string.Join(' ', words)}\"";
}
