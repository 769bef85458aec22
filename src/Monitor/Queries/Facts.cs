using Monitor.Documents;

namespace Monitor.Queries;

/// <summary>What a tag that is not about running text compares with.</summary>
/// <param name="Field">Where the values stand in the document.</param>
/// <param name="Values">The values.</param>
/// <param name="Otherwise">What holds when no value is equal: No where the record is the authority, Maybe where the upstream knows more.</param>
internal readonly record struct FactValues(string Field, IReadOnlyList<string> Values, Truth Otherwise);

/// <summary>
/// Headings, types, names and numbers of a record, per kind. PubMed explodes headings and types and knows abbreviations of
/// journals, so an article that does not show them may still have them; a trial or a notice has none of them.
/// </summary>
internal static class Facts
{
    /// <summary>The values that a tag compares with; null for a tag about running text.</summary>
    public static FactValues? Of(Hit hit, string tag) => (hit, tag) switch
    {
        (_, "tiab" or "ti" or "ab" or "ot" or "tw" or "all") => null,
        (Article a, "mh" or "mh:noexp" or "majr") => new("meshTerms", [.. a.MeshTerms.Concat(a.MeshTerms.Select(Descriptor)).Distinct(StringComparer.Ordinal)], Truth.Maybe),
        (Article a, "pt") => new("publicationTypes", a.PublicationTypes, Truth.Maybe),
        (Article a, "ta") => new("journal", One(a.Journal), Truth.Maybe),
        (Article a, "la") => new("languages", [.. a.Languages, .. a.Languages.Select(Language).OfType<string>()], Truth.No),
        (Article a, "si") => new("registrations", a.Registrations, Truth.Maybe),
        (Article a, "pmid") => new("pmid", One(a.Pmid), Truth.No),
        (Article a, "aid") => new("doi", [.. One(a.Doi), .. One(a.Pmcid)], Truth.Maybe),
        (Article a, "au") => new("authors", [.. a.Authors.Select(x => x.Name)], Truth.Maybe),
        (Article a, "1au") => new("authors", [.. a.Authors.Take(1).Select(x => x.Name)], Truth.Maybe),
        (Article a, "lastau") => new("authors", [.. a.Authors.TakeLast(1).Select(x => x.Name)], Truth.Maybe),
        (Article, _) => new("", [], Truth.Maybe),
        (Trial t, "mh" or "mh:noexp" or "majr") => new("conditions", [.. t.Conditions, .. t.Interventions, .. t.Keywords], Truth.No),
        (Trial t, "pt") => new("studyType", One(t.StudyType), Truth.No),
        (Trial t, "si" or "aid") => new("registryId", [t.RegistryId, .. t.OtherIds], Truth.No),
        (Trial t, "pmid") => new("publications", t.Publications, Truth.No),
        _ => new("", [], Truth.No),
    };

    /// <summary>Texts that hold all words of the values, for a quick no: with less work than to tell the values.</summary>
    public static IReadOnlyList<string> Texts(Hit hit, string tag) => (hit, tag) switch
    {
        (Article a, "mh" or "mh:noexp" or "majr") => a.MeshTerms,
        _ => Of(hit, tag)?.Values ?? [],
    };

    /// <summary>
    /// Whether a value can be what a term asks for only if it holds all words of the term. Of authors initials are enough;
    /// what is asked for anywhere may stand in what is not kept.
    /// </summary>
    public static bool NeedsWords(string tag) => !IsAuthor(tag) && tag is not ("tw" or "all");

    /// <summary>Whether a value of the record is what the term asks for.</summary>
    /// <param name="term">The term.</param>
    /// <param name="wanted">Its folded line.</param>
    /// <param name="found">The folded line of the value.</param>
    public static bool Equal(Term term, string wanted, string found) =>
        term.Truncated ? found.StartsWith(wanted, StringComparison.Ordinal)
        : IsAuthor(term.Tag) ? SameAuthor(wanted, found)
        : found == wanted;

    private static bool IsAuthor(string tag) => tag is "au" or "1au" or "lastau";

    /// <summary><c>kim a</c> is <c>kim ahn</c>: PubMed searches authors by family name and the beginning of initials.</summary>
    private static bool SameAuthor(string wanted, string found)
    {
        if (found == wanted || found.StartsWith(wanted + " ", StringComparison.Ordinal)) return true;
        var cut = wanted.LastIndexOf(' ');
        if (cut < 0 || !found.StartsWith(wanted[..(cut + 1)], StringComparison.Ordinal)) return false;
        var initials = string.Concat(found[(cut + 1)..].Split(' ').Select(w => w[..1]));
        return initials.StartsWith(wanted[(cut + 1)..], StringComparison.Ordinal);
    }

    private static string Descriptor(string heading) => heading.Split('/')[0];

    private static IReadOnlyList<string> One(string? value) => value is null ? [] : [value];

    private static string? Language(string code) => code switch
    {
        "eng" => "english",
        "ger" => "german",
        "fre" => "french",
        "spa" => "spanish",
        "ita" => "italian",
        "por" => "portuguese",
        "rus" => "russian",
        "jpn" => "japanese",
        "chi" => "chinese",
        "kor" => "korean",
        "pol" => "polish",
        "tur" => "turkish",
        "per" => "persian",
        "dut" => "dutch",
        "nor" => "norwegian",
        "dan" => "danish",
        "swe" => "swedish",
        "cze" => "czech",
        "hun" => "hungarian",
        "ukr" => "ukrainian",
        "ara" => "arabic",
        "heb" => "hebrew",
        _ => null,
    };
}
