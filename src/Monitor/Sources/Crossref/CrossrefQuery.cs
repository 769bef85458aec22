using Monitor.Queries;
using Monitor.Sources.ClinicalTrialsGov;

namespace Monitor.Sources.Crossref;

/// <summary>
/// Writes a query for Crossref, which finds the works that have any of some words and knows neither phrases nor AND, NOT or
/// truncation. See docs/decisions/026: of what must all be there, the part that needs the fewest and rarest words is asked,
/// of a phrase one of its words, of a truncated word its family; everything is checked again here.
/// </summary>
internal sealed class CrossrefQuery
{
    /// <summary>Longest text in an address, percent-encoded: the words of a longer one are asked in parts.</summary>
    public const int LongestText = 3000;

    /// <summary>Longest word that is asked for.</summary>
    private const int LongestWord = 100;

    private const string AllClauses =
        "all clauses: Crossref finds works with any of the words sent, in any field, and knows neither phrases nor AND; the whole query is checked again here. It does not say whether it looks into abstracts: a work with the words in its abstract alone may not be found";

    private readonly List<string> _widened = [AllClauses];
    private readonly QueryRoom _room;

    private CrossrefQuery(int most) => _room = new QueryRoom("Crossref", LongestText, most, QueryRoom.Escaped);

    /// <summary>The words to send. Where no work can show what is wanted there are none: only what is stored is asked for, by its DOI.</summary>
    /// <exception cref="QueryException">Nothing is left that could be asked: every work would have to be read. Or it is too long.</exception>
    public static UpstreamQuery Ask(Query query, int most = RequestQuota.MostParts)
    {
        var asking = new CrossrefQuery(most);
        var wanted = asking.Of(query.Root)
            ?? throw PartedQuery.Unsearchable("Crossref", ["it knows whole words only", .. asking._widened.Skip(1)]);
        if (wanted.IsNothing) asking._widened.Add("no word is left to ask for: only works that are stored from elsewhere are asked for, by their DOI");
        var texts = asking.Texts(wanted.Words());
        if (texts.Count > most) throw PartedQuery.TooLong(asking._room);
        return PartedQuery.Of(texts, [.. asking._widened.Distinct(StringComparer.Ordinal)], null) with { Impossible = wanted.IsNothing };
    }

    /// <summary>Words that come into one address each: of any of the words some parts find together what one would.</summary>
    private List<string> Texts(IReadOnlyList<string> words)
    {
        var (texts, length) = (new List<string> { "" }, 0);
        foreach (var word in words)
        {
            var more = _room.Measure(word) + _room.Measure(" ");
            if (length + more > _room.Longest && length > 0)
            {
                texts.Add("");
                length = 0;
            }

            texts[^1] += texts[^1].Length == 0 ? word : " " + word;
            length += more;
        }

        return texts;
    }

    /// <summary>What a work must show; null = nothing that can be asked for.</summary>
    private WantedWords? Of(Clause clause)
    {
        switch (clause)
        {
            case Term term:
                return Of(term);
            case AllOf all:
                return OfAll([.. all.Parts.Where(p => p is not Not)]);
            case AnyOf any:
                var parts = any.Parts.Select(Of).ToList();
                return parts.Contains(null) ? null : WantedWords.AnyOf(parts!); // non-null: checked just before
            default:
                return Unasked(clause);
        }
    }

    /// <summary>What is not asked the work must show; what it cannot show nothing satisfies.</summary>
    private WantedWords? Unasked(Clause clause)
    {
        Widen(clause, Facts.AreKept(clause) ? "not asked, checked here" : "a work at Crossref has no such field: none satisfies it");
        return Facts.AreKept(clause) ? null : WantedWords.Nothing;
    }

    private WantedWords? OfAll(IReadOnlyList<Clause> parts)
    {
        var found = parts.Select(Apart).ToList();
        var chosen = found.Find(f => f.Wanted is { IsNothing: true })
            ?? found.Where(f => f.Wanted is not null).MinBy(f => (TooLong(f.Wanted!), f.Wanted!.Cost())); // non-null: filtered just before
        foreach (var part in found)
        {
            // How a part would have been asked matters only where it is asked, or where it cannot be.
            if (part.Wanted is null || ReferenceEquals(part, chosen)) _widened.AddRange(part.Notes);
            else Widen(part.Clause, "not asked, checked here");
        }

        return chosen?.Wanted;
    }

    private bool TooLong(WantedWords wanted) => _room.Measure(string.Join(' ', wanted.Words())) > _room.Longest * _room.Most;

    private sealed record Part(Clause Clause, WantedWords? Wanted, IReadOnlyList<string> Notes);

    /// <summary>A part with what is to be said of it, which is not said yet.</summary>
    private Part Apart(Clause clause)
    {
        var before = _widened.Count;
        var part = new Part(clause, Of(clause), [.. _widened.Skip(before)]);
        _widened.RemoveRange(before, _widened.Count - before);
        return part;
    }

    private WantedWords? Of(Term term)
    {
        switch (term.Tag)
        {
            case "tiab" or "ti" or "ab" or "ot" or "tw" or "all" or "ta":
                break;
            case "au" or "1au" or "lastau":
                // Initials are words of a letter or two: the family name is asked.
                return WantedWords.Of([.. CrossrefWords.Of(term.Text).Where(w => w[0].Length > 2).Take(1)]);
            case "pt" when !CrossrefTypes.May(term.Text):
            case "mh" or "mh:noexp" or "majr" or "pmid":
                Widen(term, "a work at Crossref has no such field: none satisfies it");
                return WantedWords.Nothing;
            default:
                return Unasked(term);
        }

        var words = CrossrefWords.Of(term.Text);
        List<string[]> whole = [.. (term.Truncated ? words.SkipLast(1) : words).Where(w => w.All(form => form.Length <= LongestWord))];
        if (!term.Truncated)
        {
            if (whole.Count == 0) Widen(term, "cannot be asked: it holds no word of a usual length");
            return WantedWords.Of(whole);
        }

        var stem = words.Count == 0 ? "" : words[^1][0];
        if (WordFamilies.Of(stem) is { } family)
        {
            Widen(term, $"no truncation; asked for {string.Join(", ", family)}. A work whose only form of the word is not listed would not be found");
            return WantedWords.Of([.. whole, [.. family]]);
        }

        Widen(term, whole.Count > 0
            ? "asked without its truncated last word"
            : "cannot be asked: no truncation, and its words are too many to list");
        return WantedWords.Of(whole);
    }

    private void Widen(Clause clause, string how) => _widened.Add($"{QueryPrinter.Shortened(clause)}: {how}");
}
