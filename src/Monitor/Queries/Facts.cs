using Monitor.Documents;

namespace Monitor.Queries;

/// <summary>What a tag that is not about running text compares with.</summary>
/// <param name="Field">Where the values stand in the document.</param>
/// <param name="Values">The values.</param>
internal readonly record struct FactValues(string Field, IReadOnlyList<string> Values);

/// <summary>
/// Headings, types, names and numbers of a record, per kind. What a record does not show counts as absent: only an upstream
/// that was asked exactly that may say otherwise, see <see cref="Evaluator"/>.
/// </summary>
internal static class Facts
{
    /// <summary>The values that a tag compares with; null for a tag about running text.</summary>
    public static FactValues? Of(Hit hit, string tag) => (hit, tag) switch
    {
        (_, "tiab" or "ti" or "ab" or "ot" or "tw" or "all") => null,
        (Article a, "mh" or "mh:noexp" or "majr") => new("meshTerms", [.. a.MeshTerms.Concat(a.MeshTerms.Select(Descriptor)).Distinct(StringComparer.Ordinal)]),
        (Article a, "pt") => new("publicationTypes", a.PublicationTypes),
        (Article a, "ta") => new("journal", One(a.Journal)),
        (Article a, "la") => new("languages", [.. a.Languages, .. a.Languages.Select(Language).OfType<string>()]),
        (Article a, "si") => new("registrations", a.Registrations),
        (Article a, "pmid") => new("pmid", One(a.Pmid)),
        (Article a, "aid") => new("doi", [.. One(a.Doi), .. One(a.Pmcid)]),
        (Article a, "au") => new("authors", [.. a.Authors.Select(x => x.Name)]),
        (Article a, "1au") => new("authors", [.. a.Authors.Take(1).Select(x => x.Name)]),
        (Article a, "lastau") => new("authors", [.. a.Authors.TakeLast(1).Select(x => x.Name)]),
        (Trial t, "mh" or "mh:noexp" or "majr") => new("conditions", [.. t.Conditions, .. t.Interventions, .. t.Keywords]),
        (Trial t, "pt") => new("studyType", One(t.StudyType)),
        (Trial t, "si" or "aid") => new("registryId", [t.RegistryId, .. t.OtherIds]),
        (Trial t, "pmid") => new("publications", t.Publications),
        _ => new("", []),
    };

    /// <summary>What <c>[tw]</c> and <c>[all]</c> look into besides the running text, as whole values.</summary>
    public static IEnumerable<FieldText> BesidesText(Hit hit, string tag) =>
        hit is not Article a || tag is not ("tw" or "all") ? []
        : Each("meshTerms", a.MeshTerms).Concat(Each("publicationTypes", a.PublicationTypes)).Concat(Each("registrations", a.Registrations))
            .Concat(tag == "all" ? Each("authors", a.Authors.Select(x => x.Name)).Concat(Each("journal", One(a.Journal))).Concat(Each("funders", a.Funders)) : []);

    /// <summary>Whether the records of literature show what a clause asks for, on any source; affiliations, substances, grants and subsets are not kept.</summary>
    public static bool AreKept(Clause clause) => clause switch
    {
        Term term => term.Tag is not ("ad" or "nm" or "rn" or "gr" or "sb"),
        DateRange range => range.Tag != "mhda",
        _ => true,
    };

    /// <summary>Whether any record of a kind can show what a clause asks for.</summary>
    /// <param name="clause">The clause.</param>
    /// <param name="sample">A record of the kind.</param>
    public static bool CanShow(Clause clause, Hit sample) => clause switch
    {
        Term term => Of(sample, term.Tag) is not { Field.Length: 0 },
        DateRange range => HitDates.Holds(range, sample).Field.Length > 0,
        AllOf all => all.Parts.All(p => p is Not || CanShow(p, sample)),
        AnyOf any => any.Parts.Any(p => CanShow(p, sample)),
        _ => true,
    };

    /// <summary>
    /// Whether an upstream may find by a clause what its record does not show: it explodes headings and types, knows abbreviations of
    /// journals, and dates that are not kept.
    /// </summary>
    public static bool UpstreamKnowsMore(Clause clause) => clause is not Term { Tag: "tiab" or "ti" or "ab" or "ot" or "la" or "pmid" };

    private static IEnumerable<FieldText> Each(string field, IEnumerable<string> values) => values.Select(v => new FieldText(field, v));

    /// <summary>Texts that hold all words of the values, for a quick no: with less work than to tell the values.</summary>
    public static IReadOnlyList<string> Texts(Hit hit, string tag) => (hit, tag) switch
    {
        (Article a, "mh" or "mh:noexp" or "majr") => a.MeshTerms,
        _ => Of(hit, tag)?.Values ?? [],
    };

    /// <summary>
    /// Whether a value can be what a term asks for only if it holds all words of the term. Of authors initials are enough, of a
    /// journal abbreviations; what is asked for anywhere may stand anywhere.
    /// </summary>
    public static bool NeedsWords(string tag) => !IsAuthor(tag) && tag is not ("tw" or "all" or "ta");

    /// <summary>Whether a value of the record is what the term asks for.</summary>
    /// <param name="term">The term.</param>
    /// <param name="wanted">Its folded line.</param>
    /// <param name="found">The folded line of the value.</param>
    public static bool Equal(Term term, string wanted, string found) =>
        term.Truncated ? found.StartsWith(wanted, StringComparison.Ordinal)
        : IsAuthor(term.Tag) ? SameAuthor(wanted, found)
        : term.Tag == "ta" ? SameJournal(wanted, found)
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

    /// <summary><c>j cosmet dermatol</c> is <c>journal of cosmetic dermatology</c>: of two words or more each is the beginning of its like.</summary>
    private static bool SameJournal(string one, string other)
    {
        if (one == other) return true;
        var (a, b) = (Telling(one), Telling(other));
        return a.Count > 1 && a.Count == b.Count
            && a.Zip(b).All(w => w.First.StartsWith(w.Second, StringComparison.Ordinal) || w.Second.StartsWith(w.First, StringComparison.Ordinal));
    }

    private static List<string> Telling(string journal) => [.. journal.Split(' ').Where(w => w is not ("of" or "the" or "and" or "in" or "for" or "on"))];

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
