using System.Collections;
using System.Text.Json.Nodes;
using Monitor.Documents;
using Monitor.Polling;
using Monitor.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Admin;

/// <summary>The names that people script against: design §6, and nothing renamed or lost.</summary>
[OnEveryStore]
public sealed class HitJsonTests
{
    private static readonly string[] All =
    [
        "id", "source", "externalId", "kind", "title", "link", "published", "firstSeen", "lastChanged",
        "abstract", "matches", "tags", "studyId", "revisions", "state",
        "format", // beyond §6: version of the stored form
    ];

    private static readonly string[] OfArticle =
    [
        "pmid", "doi", "pmcid", "authors", "journal", "volume", "issue", "pages", "languages", "publicationTypes", "meshTerms", "keywords", "registrations", "corrections", "entered",
        "pmidVersion", "revised", "vernacularTitle", "book", "recordStatus", "otherAbstracts", "conflictStatement",
        "funders", "unmarkedTitle", "reportId", "sameReport", // beyond §6
    ];

    private static readonly string[] OfTrial =
    [
        "registryId", "otherIds", "status", "whyStopped", "phase", "studyType", "enrollment", "conditions", "interventions", "sponsor", "start", "completion", "resultsPosted", "lastUpdatePosted",
        "aliases", "primaryCompletion", "officialTitle", "acronym", "description", "keywords", "arms", "outcomes", "publications", "derivedPublications", // beyond §6
    ];

    private static readonly string[] OfNotice =
    [
        "noticeType", "recallClass", "status", "firm", "product", "reason", "eventId", "initiated", "classified", "terminated",
        "posted", "body", "linkedPages", "regulatoryEvent", // beyond §6
    ];

    private static readonly PartialDate Day = new(2026, 1, 2);

    private static readonly Article FullArticle = new()
    {
        Id = "pubmed:1", Source = "pubmed", ExternalId = "1", Title = "t", Link = "https://x/", Published = new PartialDate(2026), Abstract = "a", StudyId = "s",
        Tags = [new Tag { Name = "design", Value = "rct", Rule = "r", Field = "title", At = new Span(0, 1) }],
        Pmid = "1", PmidVersion = 1, Doi = "10.1/1", Pmcid = "PMC1", Authors = [new Author { Name = "A B", Orcid = "0000-0002-1825-0097" }], Journal = "J", Volume = "1", Issue = "2",
        Pages = "3", Languages = ["eng"], PublicationTypes = ["Case Reports"], MeshTerms = ["Hair"], Keywords = ["k"], Registrations = ["NCT1"],
        Corrections = [new Correction { Type = "ErratumIn", Pmid = "2", Source = "J" }], Entered = Day,
        Revised = Day, UnmarkedTitle = "u", VernacularTitle = "v", Book = "b", RecordStatus = "MEDLINE",
        OtherAbstracts = ["o"], ConflictStatement = "none", Funders = ["F"],
    };

    private static readonly Trial FullTrial = new()
    {
        Id = "clinicaltrials.gov:NCT1", Source = "clinicaltrials.gov", ExternalId = "NCT1", Title = "t", Link = "https://x/", Published = new PartialDate(2026, 1), Abstract = "a", StudyId = "s",
        Tags = FullArticle.Tags, RegistryId = "NCT1", Aliases = ["NCT00000009"], OtherIds = ["x"], Status = "recruiting", WhyStopped = "w", Phase = ["phase 1"], StudyType = "interventional", Enrollment = 5,
        Conditions = ["c"], Interventions = ["i"], Sponsor = "s", Start = Day, Completion = Day, PrimaryCompletion = Day, ResultsPosted = Day, LastUpdatePosted = Day, OfficialTitle = "o", Acronym = "A",
        Description = "d", Keywords = ["k"], Arms = ["a"], Outcomes = ["o"], Publications = ["1"], DerivedPublications = ["1"],
    };

    private static readonly Notice FullNotice = new()
    {
        Id = "fda-rss:https://x/1", Source = "fda-rss", ExternalId = "https://x/1", Title = "t", Link = "https://x/", Published = Day, Abstract = "a", StudyId = "s", Tags = FullArticle.Tags,
        NoticeType = "recall", RecallClass = "II", Status = "ongoing", Firm = "f", Product = "p", Reason = "r", EventId = "e", Initiated = Day, Classified = Day, Terminated = Day,
        Posted = MonitorApp.Begin, Body = "b", LinkedPages = ["https://x/2"],
    };

    private static readonly Match Why = new() { Watch = "exosomes-hair-loss", Clause = "t[ti]", Words = ["t"], Field = "title", Offsets = [new Span(0, 1)] };

    [Fact]
    public async Task Filled_documents_have_exactly_the_names_of_the_design()
    {
        await using var app = await StoredAsync(FullArticle, FullTrial, FullNotice);
        foreach (var (full, own) in new (Hit, string[])[] { (FullArticle, OfArticle), (FullTrial, OfTrial), (FullNotice, OfNotice) })
        {
            Blank(full).ShouldBeEmpty("fill it above, or the test below says nothing about it");
            var json = (await app.JsonAsync($"/api/hits/{full.Id}")).AsObject();
            json.Select(p => p.Key).ShouldBe([.. All, .. own], ignoreOrder: true, full.Kind);
            ((string)json["kind"]!).ShouldBe(full.Kind);
            Names(json["matches"]!).ShouldBe(["watch", "clause", "words", "field", "offsets", "upstreamOnly"], ignoreOrder: true);
            Names(json["tags"]!).ShouldBe(["name", "value", "rule", "field", "at"], ignoreOrder: true);
            Names(json["revisions"]!).ShouldBe(["seq", "type", "at", "changes", "news", "text"], ignoreOrder: true);
        }

        var article = await app.JsonAsync("/api/hits/pubmed:1");
        Names(article["authors"]!).ShouldBe(["name", "orcid"]);
        Names(article["corrections"]!).ShouldBe(["type", "pmid", "source"]);
        ((string)article["published"]!).ShouldBe("2026");
        ((string)article["entered"]!).ShouldBe("2026-01-02");
        ((string)(await app.JsonAsync("/api/hits/clinicaltrials.gov:NCT1"))["published"]!).ShouldBe("2026-01");
    }

    [Fact]
    public async Task What_is_unknown_is_absent_and_never_null()
    {
        await using var app = await StoredAsync(
            new Article { Id = "pubmed:1", Source = "pubmed", ExternalId = "1", Title = "t" },
            new Trial { Id = "clinicaltrials.gov:NCT1", Source = "clinicaltrials.gov", ExternalId = "NCT1", Title = "t", RegistryId = "NCT1" },
            new Notice { Id = "fda-rss:x", Source = "fda-rss", ExternalId = "x", Title = "t", NoticeType = "recall" });
        foreach (var id in new[] { "pubmed:1", "clinicaltrials.gov:NCT1", "fda-rss:x" })
        {
            var json = (await app.JsonAsync($"/api/hits/{id}")).AsObject();
            json.ShouldAllBe(p => p.Value != null);
            json.ShouldAllBe(p => p.Value is JsonArray || All.Contains(p.Key) || p.Key == "registryId" || p.Key == "reportId" || p.Key == "noticeType" || p.Key == "regulatoryEvent");
            foreach (var absent in new[] { "link", "published", "abstract", "studyId", "doi", "status", "enrollment", "body" }) json.ContainsKey(absent).ShouldBeFalse(absent);
        }
    }

    [Fact]
    public async Task A_hit_in_context_says_so_and_any_other_does_not()
    {
        await using var app = await StoredAsync(Why with { Context = true }, FullArticle);
        var match = (await app.JsonAsync("/api/hits"))["items"]![0]!["matches"]![0]!;
        ((bool)match["context"]!).ShouldBeTrue();
        await using var other = await StoredAsync(FullArticle);
        (await other.JsonAsync("/api/hits"))["items"]![0]!["matches"]![0]!.AsObject().ContainsKey("context").ShouldBeFalse();
    }

    private static Task<MonitorApp> StoredAsync(params Hit[] hits) => StoredAsync(Why, hits);

    private static async Task<MonitorApp> StoredAsync(Match why, params Hit[] hits)
    {
        var app = await MonitorApp.StartAsync(new Uri("http://127.0.0.1:9/"));
        foreach (var hit in hits)
        {
            await app.Get<Ingest>().CommitAsync(new IngestBatch
            {
                Source = hit.Source, QueryKey = "test",
                Poll = new Poll { Source = hit.Source, Query = "test", From = MonitorApp.Begin, To = MonitorApp.Begin, Outcome = PollOutcome.Ok },
                Candidates = [new Candidate(hit, [new WatchMatch("exosomes-hair-loss", [why], Quiet: false)])],
            }, CancellationToken.None);
        }

        return app;
    }

    /// <summary>Properties that the store does not set itself and that hold nothing.</summary>
    private static IEnumerable<string> Blank(Hit hit) => hit.GetType().GetProperties()
        .Where(p => p.Name is not (nameof(Hit.Matches) or nameof(Hit.FirstSeen) or nameof(Hit.LastChanged)))
        .Where(p => p.GetValue(hit) is null or "" or ICollection { Count: 0 })
        .Select(p => p.Name);

    private static IEnumerable<string> Names(JsonNode list) => list.AsArray()[0]!.AsObject().Select(p => p.Key); // non-null: filled
}
