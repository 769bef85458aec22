using Microsoft.Extensions.Logging.Abstractions;
using Monitor.Documents;
using Monitor.Polling;
using Monitor.Polling.Reports;

namespace Monitor.Tests.Infrastructure;

/// <summary>Records of several sources into one store through the one door, and out to the mails; the papers are invented.</summary>
internal sealed class ReportDesk : IAsyncDisposable
{
    private ReportDesk(PostOffice office) => Office = office;

    public PostOffice Office { get; }

    public TempStore Store => Office.Store;

    public static async Task<ReportDesk> NewAsync(string? provider = null) => new(await PostOffice.NewAsync(provider));

    /// <summary>One run that brings these of one watch.</summary>
    public Task<Poll> TakeAsync(params Article[] records) => TakeAsync(false, "hair", records);

    public Task<Poll> TakeAsync(bool quiet, string? watch, params Article[] records) => TakeHitsAsync(quiet, watch, records);

    /// <summary>The same of records of any kind.</summary>
    public Task<Poll> TakeHitsAsync(params Hit[] records) => TakeHitsAsync(false, "hair", records);

    private async Task<Poll> TakeHitsAsync(bool quiet, string? watch, params Hit[] records)
    {
        var ingest = new Ingest(Store.Database, new Subscribers([.. Office.Watches], [.. Office.Recipients], []), Office.Time);
        var poll = await ingest.CommitAsync(new IngestBatch
        {
            Source = records[0].Source, QueryKey = "test",
            Poll = new Poll { Source = records[0].Source, Query = "test", From = PostOffice.Start, To = PostOffice.Start, Outcome = PollOutcome.Ok },
            Candidates = [.. records.Select(r => new Candidate(r, watch is null ? [] : [new WatchMatch(watch, [Stored.Why(watch)], quiet)]) { KeepAnyway = true })],
        }, default);
        Office.Time.Advance(TimeSpan.FromMinutes(10));
        return poll;
    }

    public ReportDecisions Decisions => new(Store.Database, Office.Time);

    public ReportRefresh Refresh => new(Store.Database, Office.Time, NullLogger<ReportRefresh>.Instance);

    /// <summary>Who is due what, in order: <c>ann pubmed:99999991 new</c>.</summary>
    public Task<List<string>> DueAsync() =>
        Store.RowsAsync<string>("SELECT d.recipient || ' ' || r.hit_id || ' ' || r.type FROM due d JOIN revision r ON r.seq = d.seq ORDER BY r.seq, d.recipient");

    /// <summary>The reports: members by place, joined by a blank, in order.</summary>
    public async Task<List<string>> ReportsAsync() =>
        [.. (await Store.RowsAsync<(string Report, string Hit, long Place)>("SELECT report_id, hit_id, place FROM report_member ORDER BY report_id, place"))
            .GroupBy(r => r.Report).Select(g => string.Join(' ', g.Select(r => r.Hit))).Order(StringComparer.Ordinal)];

    /// <summary>Everything that is due is sent now.</summary>
    public async Task SendAsync()
    {
        Office.Time.Advance(TimeSpan.FromDays(1));
        await Office.Service().RunNowAsync(null, evenEmpty: false, default);
        await Office.Service().RunDueAsync(default);
    }

    public static Article PubMed(string pmid = "99999991") => Of("pubmed", pmid) with { Pmid = pmid };

    public static Article EuropePmc(string id = "MED:99999991") => Of("europepmc", id) with { Pmid = "99999991" };

    public static Article Crossref(string doi = "10.99999/imag.1") => Of("crossref", doi) with { Abstract = null };

    /// <summary>As a preprint server has it: before the paper, with a DOI of its own.</summary>
    public static Article Preprint(int version = 1) => Of("europepmc", $"PPR:PPR99999{version}") with
    {
        Doi = $"10.21203/rs.3.rs-9999999/v{version}",
        Journal = "Research Square",
        Volume = null,
        Issue = null,
        Pages = null,
        Published = new PartialDate(2026, 3, 1),
        PublicationTypes = ["Preprint"],
    };

    private static Article Of(string source, string id) => new()
    {
        Id = $"{source}:{id}", Source = source, ExternalId = id, Title = "Exosomes of dermal papilla cells lengthen the growth phase of follicles in shaved mice", Doi = "10.99999/imag.1",
        Authors = [new Author { Name = "Quillfeather AB", Family = "Quillfeather" }, new Author { Name = "Marrowby T", Family = "Marrowby" }, new Author { Name = "Oystergaard L", Family = "Oystergaard" }],
        Journal = "Journal of Imaginary Dermatology", Volume = "14", Issue = "3", Pages = "231-239", Published = new PartialDate(2026, 11, 20), Link = $"https://example.org/{source}/{id}", Abstract = "We did this.",
    };

    public ValueTask DisposeAsync() => Office.DisposeAsync();
}
