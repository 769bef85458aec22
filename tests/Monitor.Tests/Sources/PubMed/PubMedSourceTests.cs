using System.Net;
using Microsoft.Extensions.Options;
using Monitor.Sources;
using Monitor.Sources.PubMed;
using Monitor.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Sources.PubMed;

/// <summary>The source behind the real caller, against a stub at the HTTP edge.</summary>
public sealed class PubMedSourceTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);
    private static readonly DateOnly Today = new(2026, 11, 22);

    private readonly FakeInternet _net = new();
    private readonly JumpingTime _time = new(Now);
    private readonly PubMedOptions _options = new();
    private readonly HttpOptions _http = new() { Contact = "ops@example.org" };
    private readonly PubMedStub _pubmed;
    private readonly string _keyFile = Path.GetTempFileName();

    public PubMedSourceTests() => _pubmed = new PubMedStub(_net);

    public void Dispose()
    {
        _net.Dispose();
        File.Delete(_keyFile);
    }

    [Fact]
    public async Task New_and_revised_records_come_once_each()
    {
        _pubmed.Add(100, Today);
        _pubmed.Add(101, Today.AddDays(-1));
        _pubmed.Add(50, Today.AddDays(-900), modified: Today);
        _pubmed.Add(51, Today.AddDays(-900));
        var fetched = await Fetch();
        fetched.Records.Select(r => r.Document.ExternalId).ShouldBe(["101", "100", "50"], ignoreOrder: true);
        fetched.Total.ShouldBe(3);
        fetched.Payloads.Count.ShouldBe(3);
        fetched.Records.ShouldAllBe(r => fetched.Payloads.Any(p => p.Hash == r.Payload));
        _net.Requests.Select(r => r.Form("datetype")).ShouldBe(["edat", "mdat", ""]);
        _net.Requests.ShouldAllBe(r => r.Form("db") == "pubmed" && r.Form("tool") == "monitor" && r.Form("email") == "ops@example.org");
        _net.Requests.ShouldAllBe(r => r.Address.Query.Length == 0);
        _net.Requests[0].Form("term").ShouldBe("exosom*[tiab] AND \"hair loss\"[tiab]");
        (_net.Requests[0].Form("mindate"), _net.Requests[0].Form("maxdate")).ShouldBe(("2026/11/14", "2026/11/23"));
    }

    [Fact]
    public async Task Nothing_found_is_an_answer()
    {
        var fetched = await Fetch();
        (fetched.Records.Count, fetched.Unreadable.Count, fetched.Total).ShouldBe((0, 0, 0));
        _net.Requests.Count.ShouldBe(2);
    }

    [Fact]
    public async Task More_than_PubMed_hands_out_is_asked_for_in_halves()
    {
        for (var i = 0; i < 23_000; i++) _pubmed.Add(1_000 + i, Today.AddDays(-i % 8));
        _options.PageSize = 500;
        var fetched = await Fetch();
        fetched.Records.Select(r => r.Document.ExternalId).Distinct().Count().ShouldBe(23_000);
        fetched.Total.ShouldBe(23_000);
    }

    [Fact]
    public async Task A_single_day_above_the_cap_is_asked_for_in_stretches_of_the_other_date()
    {
        for (var i = 0; i < 10_500; i++) _pubmed.Add(1_000 + i, Today.AddDays(-900 - i % 300), modified: Today);
        _options.PageSize = 500;
        var fetched = await Fetch();
        fetched.Records.Select(r => r.Document.ExternalId).Distinct().Count().ShouldBe(10_500);
        _net.Requests.ShouldContain(r => r.Form("term").StartsWith("(exosom*[tiab] AND \"hair loss\"[tiab]) AND (\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_day_that_neither_date_can_halve_is_refused_and_never_cut_short()
    {
        for (var i = 0; i < 10_000; i++) _pubmed.Add(1_000 + i, Today);
        var failure = await Should.ThrowAsync<SourceException>(() => Fetch());
        // Refused: the other watches go on, this query is to be narrowed.
        failure.Failure.ShouldBe(SourceFailure.Refused);
        failure.Message.ShouldContain("10000 records by edat, 2026/11/22 and by mdat, 2026/11/22");
    }

    [Fact]
    public async Task Stretches_that_do_not_make_up_the_day_are_half_a_list()
    {
        for (var i = 0; i < 10_500; i++) _pubmed.Add(1_000 + i, Today.AddDays(-900 - i % 300), modified: Today);
        _net.On(r => PubMedStub.IsSearch(r) && r.Form("term").EndsWith("[edat])", StringComparison.Ordinal), _ => PubMedStub.Found(0));
        (await Should.ThrowAsync<SourceException>(() => Fetch())).Message.ShouldContain("counts 10500 and listed 0");
    }

    [Fact]
    public async Task More_than_a_page_comes_from_PubMeds_memory_of_the_search()
    {
        for (var i = 0; i < 25; i++) _pubmed.Add(100 + i, Today);
        _pubmed.Add(50, Today.AddDays(-900), modified: Today);
        _options.PageSize = 10;
        var fetched = await Fetch();
        fetched.Records.Select(r => r.Document.ExternalId).Order().ShouldBe(Enumerable.Range(100, 25).Append(50).Select(i => $"{i}").Order());
        fetched.Total.ShouldBe(26);
        _net.Requests.Where(PubMedStub.IsSearch).ShouldAllBe(r => r.Form("usehistory") == "y");
        _net.Requests.Where(PubMedStub.IsFetch).Select(r => (r.Form("WebEnv"), r.Form("query_key"), r.Form("retstart"), r.Form("retmax"), r.Form("id")))
            .ShouldBe([("MCID_0", "1", "0", "10", ""), ("MCID_0", "1", "10", "10", ""), ("MCID_0", "1", "20", "10", ""), ("", "", "", "", "50")]);
    }

    [Fact]
    public async Task A_memory_that_expired_is_replaced_by_the_same_search()
    {
        for (var i = 0; i < 25; i++) _pubmed.Add(100 + i, Today);
        _options.PageSize = 10;
        _net.Once(r => r.Form("retstart") == "10" && PubMedStub.IsFetch(r), _ => FakeInternet.Answer("<eFetchResult><ERROR>Unable to obtain query #1</ERROR></eFetchResult>"));
        var fetched = await Fetch();
        fetched.Records.Select(r => r.Document.ExternalId).ShouldBeUnique();
        fetched.Records.Count.ShouldBe(25);
        _net.Requests.Where(PubMedStub.IsFetch).Select(r => r.Form("WebEnv")).ShouldBe(["MCID_0", "MCID_0", "MCID_2", "MCID_2"]);
    }

    [Fact]
    public async Task A_memory_that_never_lasts_is_done_without()
    {
        for (var i = 0; i < 25; i++) _pubmed.Add(100 + i, Today);
        _options.PageSize = 10;
        _pubmed.Forgetful = true;
        (await Fetch()).Records.Select(r => r.Document.ExternalId).Distinct().Count().ShouldBe(25);
        _net.Requests.Count(r => r.Form("id").Length > 0).ShouldBe(3);
    }

    [Fact]
    public async Task What_the_memory_leaves_out_is_asked_for_by_number()
    {
        for (var i = 0; i < 25; i++) _pubmed.Add(100 + i, Today);
        _options.PageSize = 10;
        _net.Once(r => r.Form("retstart") == "10" && PubMedStub.IsFetch(r), _ => FakeInternet.Answer("<PubmedArticleSet></PubmedArticleSet>"));
        (await Fetch()).Records.Count.ShouldBe(25);
        _net.Requests.ShouldContain(r => r.Form("id") == "114,113,112,111,110,109,108,107,106,105");
    }

    [Fact]
    public async Task A_page_that_is_not_the_one_asked_for_is_a_failure()
    {
        _net.On(PubMedStub.IsSearch, sent => PubMedStub.FoundAt(0, 3, sent.Form("retstart") == "0" ? ["1", "2"] : ["3"]));
        (await Should.ThrowAsync<SourceException>(() => Fetch())).Message.ShouldContain("the page begins at 0 where 2 was asked for");
    }

    [Fact]
    public async Task A_list_clamped_in_silence_is_half_a_list()
    {
        // As PubMed does past 9,999: HTTP 200, fewer than asked for, and an empty page after them.
        _net.On(PubMedStub.IsSearch, sent => PubMedStub.FoundAt(Start(sent), 9_999, Enumerable.Range(1, 9_998).Skip(Start(sent)).Select(i => $"{i}")));
        (await Should.ThrowAsync<SourceException>(() => Fetch())).Message.ShouldContain("counts 9999 and listed 9998");
        static int Start(Sent sent) => int.Parse(sent.Form("retstart"), System.Globalization.CultureInfo.InvariantCulture);
    }

    [Fact]
    public async Task An_answer_without_any_of_the_records_nor_the_oldest_one_is_a_failure()
    {
        _pubmed.Add(100, Today);
        _net.On(PubMedStub.IsFetch, _ => FakeInternet.Answer("<PubmedArticleSet></PubmedArticleSet>"));
        var failure = await Should.ThrowAsync<SourceException>(() => Fetch());
        failure.Failure.ShouldBe(SourceFailure.Malformed);
        failure.Message.ShouldContain("none of 1 records");
    }

    [Fact]
    public async Task One_record_that_alone_is_not_given_holds_nothing_back()
    {
        _pubmed.Add(100, Today);
        _pubmed.Withheld.Add("100");
        var fetched = await Fetch();
        fetched.Records.ShouldBeEmpty();
        fetched.Unreadable.ShouldHaveSingleItem().ExternalId.ShouldBe("100");
    }

    [Fact]
    public async Task A_list_that_comes_in_parts_is_read_to_its_end()
    {
        for (var i = 0; i < 30; i++) _pubmed.Add(100 + i, Today);
        _net.Once(PubMedStub.IsSearch, _ => PubMedStub.Found(30, Enumerable.Range(110, 20).Reverse().Select(i => i.ToString(System.Globalization.CultureInfo.InvariantCulture))));
        var fetched = await Fetch();
        fetched.Records.Count.ShouldBe(30);
        _net.Requests[1].Form("retstart").ShouldBe("20");
    }

    [Theory]
    [InlineData(3, "100,101")]
    [InlineData(2, "100,100")]
    [InlineData(1, "")]
    [InlineData(1, "100,101")]
    public async Task Half_a_list_is_a_failure(int count, string ids)
    {
        _net.On(PubMedStub.IsSearch, sent => PubMedStub.FoundAt(sent.Form("retstart") == "0" ? 0 : ids.Split(',', StringSplitOptions.RemoveEmptyEntries).Length, count, sent.Form("retstart") == "0" ? ids.Split(',', StringSplitOptions.RemoveEmptyEntries) : []));
        var failure = await Should.ThrowAsync<SourceException>(() => Fetch());
        failure.Failure.ShouldBe(SourceFailure.Malformed);
        failure.Message.ShouldContain("half a list");
    }

    [Fact]
    public async Task A_list_that_changes_while_it_is_read_is_a_failure()
    {
        _net.On(PubMedStub.IsSearch, sent => sent.Form("retstart") == "0" ? PubMedStub.Found(3, "1", "2") : PubMedStub.FoundAt(2, 4, ["3"]));
        (await Should.ThrowAsync<SourceException>(() => Fetch())).Message.ShouldContain("then 4");
    }

    [Fact]
    public async Task A_record_that_efetch_leaves_out_is_asked_for_again_then_quarantined()
    {
        for (var i = 0; i < 5; i++) _pubmed.Add(100 + i, Today);
        _pubmed.Withheld.Add("102");
        var fetched = await Fetch();
        fetched.Records.Count.ShouldBe(4);
        fetched.Unreadable.Single().ShouldBe(new UnreadableRecord("102", "listed by esearch, not returned by efetch", "<Id>102</Id>"));
        _net.Requests.Where(PubMedStub.IsFetch).Select(r => r.Form("id")).Last().ShouldBe("102");
    }

    [Fact]
    public async Task A_record_that_comes_at_the_second_asking_is_not_missed()
    {
        for (var i = 0; i < 5; i++) _pubmed.Add(100 + i, Today);
        _net.Once(PubMedStub.IsFetch, _ => FakeInternet.Answer("<PubmedArticleSet></PubmedArticleSet>"));
        var fetched = await Fetch();
        fetched.Records.Count.ShouldBe(5);
        fetched.Unreadable.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_answer_without_many_of_the_records_is_a_failure()
    {
        for (var i = 0; i < 20; i++) _pubmed.Add(100 + i, Today);
        for (var i = 0; i < 10; i++) _pubmed.Withheld.Add((100 + i).ToString(System.Globalization.CultureInfo.InvariantCulture));
        (await Should.ThrowAsync<SourceException>(() => Fetch())).Message.ShouldContain("10 of 20");
    }

    [Fact]
    public async Task A_record_without_its_pmid_is_quarantined_under_the_one_that_is_missing()
    {
        _pubmed.Add(100, Today);
        _pubmed.Add(101, Today);
        _net.On(PubMedStub.IsFetch, _ => FakeInternet.Answer($"<PubmedArticleSet>{PubMedStub.Record("100")}<PubmedArticle><MedlineCitation><Article/></MedlineCitation></PubmedArticle></PubmedArticleSet>"));
        var fetched = await Fetch();
        fetched.Records.Count.ShouldBe(1);
        fetched.Unreadable.Single().ExternalId.ShouldBe("101");
        fetched.Unreadable.Single().Reason.ShouldBe("PMID is missing");
    }

    [Fact]
    public async Task A_record_that_comes_twice_stays_twice()
    {
        _pubmed.Add(100, Today);
        _net.On(PubMedStub.IsFetch, _ => FakeInternet.Answer($"<PubmedArticleSet>{PubMedStub.Record("100")}{PubMedStub.Record("100")}</PubmedArticleSet>"));
        (await Fetch()).Records.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Records_are_fetched_in_pages_and_requests_kept_apart()
    {
        for (var i = 0; i < 25; i++) _pubmed.Add(100 + i, Today);
        _options.PageSize = 10;
        await Fetch();
        _net.Requests.Count(PubMedStub.IsFetch).ShouldBe(3);
        _time.Waits.ShouldBe(Enumerable.Repeat(TimeSpan.FromMilliseconds(400), 4));
    }

    [Fact]
    public async Task On_demand_takes_the_newest_by_entry_alone()
    {
        for (var i = 0; i < 30; i++) _pubmed.Add(100 + i, Today);
        var fetched = await Fetch(limit: 5);
        fetched.Records.Select(r => r.Document.ExternalId).ShouldBe(["129", "128", "127", "126", "125"]);
        fetched.Total.ShouldBe(30);
        _net.Requests.Count.ShouldBe(2);
        _net.Requests[0].Form("retmax").ShouldBe("5");
    }

    [Fact]
    public async Task Too_many_requests_are_waited_out_on_the_injected_clock()
    {
        _pubmed.Add(100, Today);
        _net.Once(PubMedStub.IsSearch, _ =>
        {
            var busy = FakeInternet.Answer("""{"error":"API rate limit exceeded","api-key":"203.0.113.7","count":"4","limit":"3"}""", "application/json", HttpStatusCode.TooManyRequests);
            busy.Headers.TryAddWithoutValidation("Retry-After", "7");
            return busy;
        });
        (await Fetch()).Records.Count.ShouldBe(1);
        _time.Waits.ShouldContain(TimeSpan.FromSeconds(7));
    }

    [Fact]
    public async Task Too_many_requests_for_good_are_a_failure()
    {
        _net.On(_ => true, _ => FakeInternet.Answer("{\"error\":\"API rate limit exceeded\"}", "application/json", HttpStatusCode.TooManyRequests));
        (await Should.ThrowAsync<SourceException>(() => Fetch())).Failure.ShouldBe(SourceFailure.Throttled);
        _net.Requests.Count.ShouldBe(3);
    }

    [Fact]
    public async Task The_key_travels_in_a_header_and_appears_nowhere_else()
    {
        await File.WriteAllTextAsync(_keyFile, "SECRET1\n", TestContext.Current.CancellationToken);
        _options.ApiKeyFile = _keyFile;
        _net.On(_ => true, _ => FakeInternet.Answer("""{"error":"API key invalid","api-key":"SECRET1","type":"invalid"}""", "application/json", HttpStatusCode.BadRequest));
        var failure = await Should.ThrowAsync<SourceException>(() => Fetch());
        failure.Failure.ShouldBe(SourceFailure.Refused);
        failure.ToString().ShouldNotContain("SECRET1");
        var sent = _net.Requests.ShouldHaveSingleItem();
        sent.Headers["api-key"].ShouldBe("SECRET1");
        sent.Address.AbsoluteUri.ShouldNotContain("SECRET1");
        sent.Body.ShouldNotContain("SECRET1");
    }

    [Fact]
    public async Task A_key_file_that_holds_no_key_is_refused_without_its_content()
    {
        await File.WriteAllTextAsync(_keyFile, "SECRET1\r\nX-Other: 1", TestContext.Current.CancellationToken);
        _options.ApiKeyFile = _keyFile;
        (await Should.ThrowAsync<SourceException>(() => Fetch())).ToString().ShouldNotContain("SECRET1");
        _net.Requests.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(100, null, null, 1000)]
    [InlineData(100, null, "K1", 1000)]
    [InlineData(100, "a@example.org", null, 370)]
    [InlineData(100, "a@example.org", "K1", 110)]
    [InlineData(5000, null, null, 5000)]
    public void Spacing_is_never_less_than_allowed(int configured, string? contact, string? key, int milliseconds) =>
        new PubMedRequests(new PubMedOptions { Spacing = TimeSpan.FromMilliseconds(configured) }, contact, key).Spacing.ShouldBe(TimeSpan.FromMilliseconds(milliseconds));

    [Theory]
    [InlineData("maintenance.html", "text/html")]
    [InlineData("maintenance.html", "text/xml")]
    [InlineData("esearch_field_not_found.xml", "text/xml")]
    [InlineData("esearch_error_outage.xml", "text/xml")]
    public async Task What_is_no_list_fails_the_run_with_its_payload(string file, string type)
    {
        _net.On(PubMedStub.IsSearch, _ => FakeInternet.Answer(System.Text.Encoding.UTF8.GetString(PubMedFile.Synthetic(file)), type));
        (await Should.ThrowAsync<SourceException>(() => Fetch())).Payload.ShouldNotBeNull();
    }

    [Fact]
    public async Task What_PubMed_widened_is_told()
    {
        _net.On(PubMedStub.IsSearch, _ => FakeInternet.Answer(System.Text.Encoding.UTF8.GetString(PubMedFile.Synthetic("esearch_quoted_phrase.xml"))));
        _net.On(PubMedStub.IsFetch, _ => FakeInternet.Answer($"<PubmedArticleSet>{PubMedStub.Record("90000001")}</PubmedArticleSet>"));
        (await Fetch()).Widened.Count.ShouldBe(2);
    }

    private Task<Fetched> Fetch(int? limit = null)
    {
        var source = new PubMedSource(_net.Client(_time, _http), Options.Create(_options), Options.Create(_http));
        var query = source.Translate(Monitor.Queries.Query.Parse("exosom* AND \"hair loss\""));
        return source.FetchAsync(new FetchRequest { Query = query, From = Now.AddDays(-8), To = Now, Limit = limit }, TestContext.Current.CancellationToken);
    }
}
