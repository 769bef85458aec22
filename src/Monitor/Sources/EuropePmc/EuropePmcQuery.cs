using Monitor.Queries;
using Monitor.Text;

namespace Monitor.Sources.EuropePmc;

/// <summary>
/// Writes a query in Europe PMC's language, every term with its field. See docs/decisions/025: nothing that is excluded is
/// asked, because how words are reduced there is not documented, so that the evaluator decides on every record.
/// </summary>
internal sealed class EuropePmcQuery : Translator
{
    /// <summary>Longest query text sent in one request, by POST.</summary>
    public const int LongestText = 20_000;

    private const string AllClauses =
        "all clauses: how Europe PMC reduces words to their stems is not documented; the words are checked again in title, abstract and keywords";

    private static readonly string[] Words = ["TITLE_ABS", "KW"];
    private static readonly string[] Headings = ["MESH_TERM", "KW"];

    private EuropePmcQuery()
    {
    }

    /// <summary>The text to send, collections included, and what it asks for beyond the query.</summary>
    /// <param name="query">The query.</param>
    /// <param name="collections">Abbreviations; none = all literature.</param>
    /// <param name="most">Most parts.</param>
    /// <exception cref="QueryException">Nothing that can be searched for is left, it is too long, or no such collection.</exception>
    public static UpstreamQuery Ask(Query query, IReadOnlyList<string> collections, int most = RequestQuota.MostParts)
    {
        var from = collections.Count == 0 ? EuropePmcOptions.Literature : collections;
        var known = EuropePmcOptions.Literature.Concat(EuropePmcOptions.Others);
        if (from.Except(known, StringComparer.Ordinal).FirstOrDefault() is { } unknown)
            throw new QueryException($"Sources:EuropePmc:Collections: {unknown} is no collection; there are {string.Join(", ", known)}", 1, 1);
        var translator = new EuropePmcQuery();
        translator.Widen(AllClauses);
        var asked = translator.Translate(query);
        if (asked == Asked.Everything) throw PartedQuery.Unsearchable("Europe PMC", translator.Widened);
        if (asked == Asked.Nothing) return new UpstreamQuery("", translator.Widened) { Checked = null, Impossible = true };
        var room = new QueryRoom("Europe PMC", LongestText, most, QueryRoom.Plain);
        var within = $") AND ({string.Join(" OR ", from.Select(c => "SRC:" + c))})";
        return translator.Written(asked, room, ("(", within), exactly: false) ?? throw PartedQuery.TooLong(room);
    }

    protected override Asked Write(DateRange range, bool wanted)
    {
        if (!wanted) return Excluded(range);
        var days = EuropePmcRequests.Days(range.From?.First ?? new DateOnly(1500, 1, 1), range.To?.Last ?? new DateOnly(3000, 12, 31));
        switch (range.Tag)
        {
            case "dp":
                Widen(range, "asked by whole years, and by the day of first publication");
                return Asked.For($"(PUB_YEAR:[{range.From?.Year ?? 1500} TO {range.To?.Year ?? 3000}] OR FIRST_PDATE:{days})");
            case "edat" or "crdt":
                Widen(range, "asked by the days on which Europe PMC made the record and first showed it");
                return Asked.For($"(CREATION_DATE:{days} OR FIRST_IDATE:{days})");
            default:
                return Unasked(range);
        }
    }

    protected override Asked Write(Term term, bool wanted)
    {
        // A stem finds more than the term: behind NOT that would take away what is wanted.
        if (!wanted) return Excluded(term);
        switch (term.Tag)
        {
            case "tiab":
                return Text(term, Words);
            case "ti":
                return Text(term, "TITLE");
            case "ab":
                return Text(term, "ABSTRACT");
            case "ot":
                return Text(term, "KW");
            case "mh" or "mh:noexp" or "majr":
                Widen(term, "asked as a heading or a keyword; Europe PMC does not look at the headings below it, as PubMed does");
                return Text(term with { Text = term.Text.Split('/')[0] }, Headings);
            case "pt":
                return Type(term);
            case "tw" or "all":
                Widen(term, "asked in title, abstract, headings and keywords");
                return Text(term, [.. Words, "MESH_TERM"]);
            case "si":
                Widen(term, "asked as words of the title and abstract");
                return Text(term, "TITLE_ABS");
            case "au" or "1au" or "lastau":
                Widen(term, "asked by the first word of the name, wherever it stands among the authors");
                return Text(term with { Text = term.Text.Split(' ')[0], Truncated = term.Truncated && !term.Text.Contains(' ', StringComparison.Ordinal) }, "AUTH");
            case "ta":
                return Text(term, "JOURNAL");
            case "pmid" or "aid":
                return Identifier(term);
            default:
                return Unasked(term);
        }
    }

    /// <summary>What is not asked the record must show; what it cannot show nothing satisfies.</summary>
    private Asked Unasked(Clause clause)
    {
        if (Facts.AreKept(clause))
        {
            Widen(clause, "not asked, checked here");
            return Asked.Everything;
        }

        Widen(clause, "a record of Europe PMC does not show it: none satisfies it");
        return Asked.Nothing;
    }

    private Asked Excluded(Clause clause)
    {
        Widen(clause, "what is excluded is not asked, but taken away here");
        return Asked.Nothing;
    }

    private Asked Type(Term term)
    {
        if (term.Truncated) return Text(term, "PUB_TYPE");
        var types = EuropePmcTypes.Forms(term.Text).Select(form => Phrase("PUB_TYPE", EuropePmcWords.Plain(form))).ToList();
        if (term.Text.Equals(EuropePmcTypes.Preprint, StringComparison.OrdinalIgnoreCase)) types.Add("SRC:PPR");
        return Asked.For(Joined(types, " OR "));
    }

    /// <summary>No record has an identifier that is none.</summary>
    private Asked Identifier(Term term)
    {
        if (term.Truncated)
        {
            Widen(term, "not asked, checked here");
            return Asked.Everything;
        }

        var clause = EuropePmcRequests.Named(term.Text.Trim());
        return clause is not null && (term.Tag == "aid") != clause.Contains("SRC:", StringComparison.Ordinal) ? Asked.For(clause) : Asked.Nothing;
    }

    private Asked Text(Term term, params string[] fields)
    {
        var words = EuropePmcWords.Of(term.Text);
        if (words.Count == 0)
        {
            Widen(term, "not asked, for it holds no word");
            return Asked.Everything;
        }

        var apart = words.Count > 1 && (term.Truncated || term.Near is not null);
        if (apart) Widen(term, "asked as words in any order");
        var clauses = fields.Select(field => apart
            ? $"({string.Join(" AND ", words.Select((word, i) => term.Truncated && i == words.Count - 1 ? Beginning(field, word) : Phrase(field, word)))})"
            : term.Truncated ? Beginning(field, words[0]) : Phrase(field, EuropePmcWords.Plain(term.Text)));
        return Asked.For(Joined([.. clauses], " OR "));
    }

    private static string Phrase(string field, string plain) => $"{field}:{EuropePmcWords.Quoted(plain)}";

    // A beginning is compared as it is written: accents are asked for both as they are and without.
    private static string Beginning(string field, string word)
    {
        string[] forms = [.. new[] { word.ToLowerInvariant(), Folded.Line(word).Replace(" ", "", StringComparison.Ordinal) }.Where(f => f.Length > 0).Distinct(StringComparer.Ordinal)];
        return Joined([.. forms.Select(form => $"{field}:{form}*")], " OR ");
    }
}
