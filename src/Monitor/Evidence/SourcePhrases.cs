using System.Buffers;
using System.Collections.Frozen;

namespace Monitor.Evidence;

/// <summary>
/// Tells what something was made from by the phrase it stands in: "rabbit platelet exosomes", "vesicles of canine stem cells",
/// "cords donated by healthy women".
/// </summary>
internal sealed class SourcePhrases(FieldWords field, CueBook book, AbstractSentences sentences)
{
    private const int MostAhead = 8;
    private const int MostModifiers = 6;
    private const int MostBehind = 12;

    private static readonly SearchValues<char> Breaks = SearchValues.Create(".;:()[]?!—,");

    /// <summary>Words that end a phrase of nouns.</summary>
    private static readonly FrozenSet<string> Ends =
        ("in of on to with for from by at as and or versus vs v after before during were was are is be been has have had received treated given injected showed underwent that which who "
        + "whose than into onto via through using without when while can may could might did does do not promote promotes promoted improve improves improved accelerate accelerates "
        + "accelerated enhance enhances enhanced induce induces induced stimulate stimulates restore restores delay delays respond responds rescue rescued followed under upon against "
        + "among between within plus but also model models study trial").Split(' ').ToFrozenSet(StringComparer.Ordinal);

    private static readonly string[] Grown = ["cells", "follicles", "fibroblasts", "keratinocytes", "lymphocytes"];

    private readonly bool[] _product = field.Marks(book["who/product"]);
    private readonly bool[] _cells = field.Marks(book["cells"]);
    private readonly bool[] _takenOut = field.Marks(book["who/taken-out"]);
    private readonly bool[] _data = field.Marks(book["who/data"]);

    /// <param name="first">First word of who is named.</param>
    /// <param name="noun">Who is named.</param>
    /// <param name="plural">A noun in the plural stands for itself: before a product only as "mice-derived" or "women's".</param>
    /// <param name="counted">Whether a number belongs to it.</param>
    public bool IsSource(int first, Noun noun, bool plural, bool counted)
    {
        if (IsOfProduct(noun.Last, plural)) return true;
        var people = noun.Who == Who.People;
        if (!IsTakenFrom(first) && !(people && sentences.Has(first, book["who/donated"]))) return false;
        // People whose blood or skin is compared with that of others are studied by it.
        var compared = people && counted && sentences.Has(first, book["who/sampled"]) && sentences.Has(first, book["who/compared"]);
        return !compared || sentences.Has(first, book["who/lines"]);
    }

    /// <summary>A product later in the same phrase.</summary>
    private bool IsOfProduct(int last, bool plural)
    {
        for (var i = last + 1; i < field.Words.Count && i <= last + MostAhead; i++)
        {
            var word = field.Words[i].Word;
            if (field.Gap(i - 1).ContainsAny(Breaks) || Ends.Contains(word)) return false;
            // "Patients' follicles in a chip"
            if (plural && i == last + 1 && field.Gap(last)[0] is '\'' or '’' && Grown.Contains(word)) return true;
            if (plural && i == last + 1 && word is not ("s" or "derived")) return false;
            // What is "derived from" something is no source itself.
            if (_product[i] && !(word is "derived" or "sourced" && i + 1 < field.Words.Count && field.Words[i + 1].Word is "from" or "by")) return true;
        }

        return false;
    }

    /// <summary>"from" behind what can be taken out of a body, "of" behind a product, "by" behind giving.</summary>
    private bool IsTakenFrom(int first)
    {
        var at = first - 1;
        while (at >= 0 && first - at <= MostModifiers && !field.Gap(at).ContainsAny(Breaks) && !Ends.Contains(field.Words[at].Word)) at--;
        if (at < 1 || first - at > MostModifiers || field.Gap(at).ContainsAny(Breaks) || sentences.Of(at) != sentences.Of(first)) return false;
        return field.Words[at].Word switch
        {
            "of" => IsOfTakenOut(at) || (field.Words[at - 1].Word is "biopsies" or "biopsy" && sentences.Has(first, book["who/lines"]))
                || (_takenOut[at - 1] && (sentences.Has(first, book["who/grown"]) || (From(at) is { } from && Taken(from)))),
            "by" => field.Words[at - 1].Word is "donated" or "secreted" or "released" or "shed" or "produced" or "provided",
            "from" => Taken(at),
            _ => false,
        };
    }

    /// <summary>"medium of", "exosomes (Exo) of": the product ends right before.</summary>
    private bool IsOfTakenOut(int at) => (_product[at - 1] || _cells[at - 1]) && !field.Gap(at - 1).ContainsAny(Breaks);

    /// <summary>"from the frontal scalp of": where the part of the body was taken.</summary>
    private int? From(int at)
    {
        for (var i = at - 1; i >= Math.Max(1, at - MostModifiers) && !field.Gap(i).ContainsAny(Breaks) && sentences.Of(i) == sentences.Of(at); i--)
        {
            if (field.Words[i].Word == "from") return i;
        }

        return null;
    }

    private bool Taken(int at)
    {
        for (var i = at - 1; i >= Math.Max(0, at - MostBehind) && sentences.Of(i) == sentences.Of(at); i--)
        {
            if (_data[i]) return false;
            if (_product[i] || _takenOut[i]) return true;
        }

        return false;
    }
}
