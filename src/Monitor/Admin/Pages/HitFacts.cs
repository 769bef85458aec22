using System.Globalization;
using Monitor.Documents;

namespace Monitor.Admin.Pages;

/// <summary>One line of what the source says about a record.</summary>
/// <param name="Values">What is said; each with where it leads, null = nowhere.</param>
internal sealed record HitFact(string Name, IReadOnlyList<(string Text, string? Link)> Values);

/// <summary>What the sources say, per kind, in the order in which a reader asks. What they do not say is left out.</summary>
internal static class HitFacts
{
    public static IReadOnlyList<HitFact> Of(Hit hit) => [.. All(hit).Where(f => f.Values.Count > 0)];

    private static IEnumerable<HitFact> All(Hit hit) => hit switch
    {
        Article a => Article(a),
        Trial t => Trial(t),
        Notice n => Notice(n),
        _ => [],
    };

    private static IEnumerable<HitFact> Article(Article a) =>
    [
        new("Authors", [.. a.Authors.Select(x => (x.Name, x.Orcid is null ? null : WebLinks.Identifier("ORCID", x.Orcid)))]),
        One("Journal", Joined(", ", a.Journal, a.Book, a.Volume is null ? null : $"volume {a.Volume}", a.Issue is null ? null : $"issue {a.Issue}", a.Pages is null ? null : $"pages {a.Pages}")),
        One("Published", a.Published?.ToString()),
        Id("PMID", a.Pmid), Id("DOI", a.Doi), Id("PMCID", a.Pmcid),
        new("Registrations", [.. a.Registrations.Select(r => (r, WebLinks.Identifier("registration", r)))]),
        Many("Types", a.PublicationTypes), Many("Languages", a.Languages), Many("Keywords", a.Keywords), Many("MeSH", a.MeshTerms),
        new("Corrections", [.. a.Corrections.Select(c => (Joined(" ", $"{c.Type}:", c.Source, c.Pmid is null ? null : $"PMID {c.Pmid}", c.Doi is null ? null : $"doi {c.Doi}"), c.Pmid is { } pmid ? WebLinks.Identifier("PMID", pmid) : c.Doi is { } doi ? WebLinks.Identifier("DOI", doi) : null))]),
        One("In the database since", a.Entered?.ToString()),
        One("State of indexing", a.RecordStatus),
    ];

    private static IEnumerable<HitFact> Trial(Trial t) =>
    [
        new("Registry number", [(t.RegistryId, WebLinks.Identifier("registration", t.RegistryId))]),
        Many("Other numbers", t.OtherIds),
        One("Status", t.Status), One("Why stopped", t.WhyStopped), Many("Phase", t.Phase), One("Study type", t.StudyType),
        One("Participants", t.Enrollment?.ToString("N0", CultureInfo.InvariantCulture) ?? "not stated"),
        Many("Conditions", t.Conditions), Many("Interventions", t.Interventions), One("Sponsor", t.Sponsor),
        One("Start", t.Start?.ToString()), One("Completion", t.Completion?.ToString()), One("First posted", t.Published?.ToString()),
        One("Results posted", t.ResultsPosted?.ToString() ?? "none"), One("Last update posted", t.LastUpdatePosted?.ToString()),
        new("Publications", [.. t.Publications.Select(p => ($"PMID {p}", WebLinks.Identifier("PMID", p)))]),
        Many("Keywords", t.Keywords), One("Official title", t.OfficialTitle),
    ];

    private static IEnumerable<HitFact> Notice(Notice n) =>
    [
        One("Type", n.NoticeType.Replace('-', ' ')), One("Class", n.RecallClass), One("Status", n.Status), One("Firm", n.Firm), One("Product", n.Product), One("Reason", n.Reason),
        One("Event", n.EventId), One("Posted", n.Posted is { } at ? PageTimes.At(at) : n.Published is { } day ? $"{day} (day only)" : null),
        One("Initiated", n.Initiated?.ToString()), One("Classified", n.Classified?.ToString()), One("Terminated", n.Terminated?.ToString()),
    ];

    private static HitFact One(string name, string? value) => new(name, string.IsNullOrWhiteSpace(value) ? [] : [(value, null)]);

    private static HitFact Many(string name, IReadOnlyList<string> values) => new(name, [.. values.Select(v => (v, (string?)null))]);

    private static HitFact Id(string scheme, string? value) => new(scheme, value is null ? [] : [(value, WebLinks.Identifier(scheme, value))]);

    private static string Joined(string between, params string?[] parts) => string.Join(between, parts.Where(p => !string.IsNullOrWhiteSpace(p)));
}
