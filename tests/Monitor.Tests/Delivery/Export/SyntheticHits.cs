using Monitor.Documents;
using Monitor.Tests.Infrastructure;

namespace Monitor.Tests.Delivery.Export;

/// <summary>Synthetic hits that are hard to write: scripts, raised digits, characters that mean something to a format, groups, partial dates.</summary>
internal static class SyntheticHits
{
    public const string Title = "Exosomes at 10⁵ particles & H₂O: 50% of \"hair\" {AGA} in TGF-β1_mice #2 \\ $5 ~ ^ <i>탈모</i>";

    public static Article Article { get; } = Any.Article("99000001", Title) with
    {
        Doi = "10.5555/mon_1.(a)<b>",
        Pmcid = "PMC99000001",
        Journal = "Synthetic Journal of Trichology & Hair",
        Volume = "12",
        Issue = "3",
        Pages = "123-30",
        Published = new PartialDate(2026, 2, 5),
        Languages = ["eng", "kor"],
        PublicationTypes = ["Journal Article", "Retracted Publication"],
        Authors =
        [
            new Author { Name = "van der Ødegård Søren Å", Family = "van der Ødegård", Orcid = "0000-0002-1825-0097" },
            new Author { Name = "김 민지", Family = "김" }, new Author { Name = "Smith John Jr", Family = "Smith" }, new Author { Name = "Exosome, Hair and Skin Study Group" },
        ],
        Abstract = "BACKGROUND: First line.\nER  - \nPMID- 1\n@article{x, y}\nRESULTS: 10⁵ cells, p < 0.05; " + string.Join(' ', Enumerable.Repeat("long", 60)),
        Keywords = ["exosome, topical", "毛髪"],
        MeshTerms = ["Alopecia/therapy"],
        Registrations = ["NCT99000001"],
        Entered = new PartialDate(2026, 2, 6),
        RecordStatus = "MEDLINE",
        Corrections = [new Correction { Type = "RetractionIn", Source = "Synth J. 2026;1:1", Pmid = "99000009" }],
    };

    public static Article Vague { get; } = Any.Article("99000002", "=1+1 begins as a formula") with { Published = new PartialDate(2025), Journal = "J", Pages = "e4002", Authors = [new Author { Name = "Lee Ann", Family = "Lee" }] };

    public static Article Month { get; } = Any.Article("99000003", "A chapter on hair") with { Published = new PartialDate(2025, 11), Book = "A synthetic book", Authors = [new Author { Name = "Oth A" }] };

    public static Trial Trial { get; } = Any.Trial("NCT99000001", "Exosomes for alopecia") with
    {
        Link = "https://clinicaltrials.gov/study/NCT99000001",
        Sponsor = "Acme Biologics, Inc.",
        Phase = ["PHASE2"],
        Enrollment = 40,
        Published = new PartialDate(2026, 1),
        Conditions = ["Alopecia"],
        Interventions = ["Exosome spray"],
        Status = "terminated",
        WhyStopped = "no funding",
        Abstract = "A summary.",
        Start = new PartialDate(2026, 3),
    };

    public static Notice Notice { get; } = Any.Notice("https://www.fda.example/letters/a?b=1&c={2}", "Warning about exosomes") with
    {
        Link = "https://www.fda.example/letters/a?b=1",
        Published = new PartialDate(2026, 1, 9),
        NoticeType = "warning-letter",
        Firm = "Synthetic Clinics",
        Abstract = "A letter.",
    };

    public static Hit[] All { get; } = [Article, Vague, Month, Trial, Notice];
}
