using Monitor.Documents;
using Monitor.Tests.Infrastructure;
using Shouldly;
using Xunit;
using static Monitor.Tests.Infrastructure.ReportDesk;

namespace Monitor.Tests.Admin;

/// <summary>What a paper is now stands wherever it is shown, though only a record that is not shown says so.</summary>
[OnEveryStore]
public sealed class StateEverywhereTests : IAsyncLifetime
{
    private const string Shown = "/hits/europepmc:MED:99999991";
    private static readonly Correction Notice = new() { Type = "RetractionIn", Pmid = "99999998", Source = "J Imag Dermatol. 2026;15:1." };
    private MonitorApp _app = null!; // non-null: xUnit calls InitializeAsync first

    public async ValueTask InitializeAsync() => _app = await MonitorApp.StartAsync(new Uri("http://127.0.0.1:9/"));

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    [Fact]
    public async Task A_retraction_that_only_a_sibling_has_and_its_end()
    {
        await _app.AddAsync(EuropePmc());
        await _app.AddAsync(false, null, PubMed() with { Corrections = [Notice] });
        foreach (var place in Places) (await TextAsync(place)).ShouldContain("RETRACTED", Case.Insensitive, place);
        (await TextAsync("/api/export?format=nbib&source=europepmc")).ShouldContain("PT  - Retracted Publication");
        (await TextAsync("/api/export?format=nbib&source=europepmc")).ShouldContain("RIN - J Imag Dermatol. 2026;15:1. PMID: 99999998");
        ((string)(await _app.JsonAsync("/api/hits?source=europepmc"))["items"]![0]!["state"]!["marks"]![0]!["kind"]!).ShouldBe("retracted");
        await _app.AddAsync(false, null, PubMed());
        foreach (var place in Places.Where(p => p.StartsWith("/api/export", StringComparison.Ordinal)))
        {
            (await TextAsync(place)).ShouldNotContain("RETRACTED", Case.Insensitive, place);
        }

        foreach (var place in Places.Where(p => !p.StartsWith("/api/", StringComparison.Ordinal)))
            (await TextAsync(place)).ShouldNotContain("tag loud\">RETRACTED<", Case.Sensitive, place);
        (await TextAsync(Shown)).ShouldContain("REINSTATED according to PubMed");
    }

    [Fact]
    public async Task A_paper_that_its_notice_alone_takes_back()
    {
        await _app.AddAsync(EuropePmc());
        await _app.AddAsync(PubMed("5") with
        {
            Title = "Retraction notice",
            Doi = "10.99999/imag.9",
            Pages = "300",
            PublicationTypes = ["Retraction of Publication"],
            Corrections = [new Correction { Type = "RetractionOf", Pmid = "99999991" }],
        });
        foreach (var place in Places) (await TextAsync(place)).ShouldContain("RETRACTED", Case.Insensitive, place);
        (await TextAsync("/hits?source=pubmed")).ShouldContain("RETRACTION NOTICE");
        (await TextAsync("/hits/pubmed:5")).ShouldContain("RETRACTION NOTICE of &quot;Exosomes of dermal papilla cells");
        (await TextAsync("/")).ShouldNotContain("/hits/pubmed:5", Case.Sensitive, "the overview tells it under the paper");
        (await TextAsync("/feeds/exosomes-hair-loss.json")).ShouldNotContain("Retraction notice\"", Case.Sensitive, "so does the feed");
    }

    [Fact]
    public async Task A_letter_that_is_posted_again_or_closed_out()
    {
        var letter = Any.Notice("777777", "Acme: Exosomes") with
        { Id = "fda-warning-letters:777777", Source = "fda-warning-letters", NoticeType = "warning-letter" };
        await _app.AddAsync(letter);
        await DeleteAsync(letter.Id);
        (await TextAsync("/hits/" + letter.Id)).ShouldContain("WITHDRAWN BY THE SOURCE (");
        await _app.AddReturnedAsync(letter with { Status = "close-out letter 2026-01-04" });
        foreach (var place in (string[])["/hits/" + letter.Id, "/hits?kind=notice"])
        {
            (await TextAsync(place)).ShouldContain("tag\">CLOSED OUT<", Case.Sensitive, place);
            (await TextAsync(place)).ShouldNotContain("tag loud\">WITHDRAWN BY THE SOURCE<", Case.Sensitive, place);
        }

        await _app.AddAsync(letter with { Status = "response letter 2026-01-05" });
        foreach (var place in (string[])["/hits/" + letter.Id, "/hits?kind=notice"])
            (await TextAsync(place)).ShouldNotContain("tag\">CLOSED OUT<", Case.Sensitive, place);
    }

    private static readonly string[] Places =
    [
        Shown, "/hits?source=europepmc", "/", "/studies/europepmc:MED:99999991", "/reports/europepmc:MED:99999991",
        "/api/hits?source=europepmc", "/api/hits/europepmc:MED:99999991", "/api/reports/europepmc:MED:99999991", "/api/studies/europepmc:MED:99999991",
        "/api/export?format=ris&source=europepmc", "/api/export?format=nbib&source=europepmc", "/api/export?format=csv&source=europepmc",
        "/api/export?format=bibtex&source=europepmc", "/api/export?format=csl&source=europepmc",
        "/feeds/exosomes-hair-loss.rss", "/feeds/exosomes-hair-loss.atom", "/feeds/exosomes-hair-loss.json",
    ];

    private async Task<string> TextAsync(string path)
    {
        using var response = await _app.Http.GetAsync(new Uri(path, UriKind.Relative));
        response.IsSuccessStatusCode.ShouldBeTrue($"{path}: {(int)response.StatusCode}");
        return await response.Content.ReadAsStringAsync();
    }

    private Task DeleteAsync(string id) => _app.WithdrawAsync(id);
}
