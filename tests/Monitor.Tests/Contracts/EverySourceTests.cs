using System.Diagnostics;
using System.Net;
using Microsoft.AspNetCore.Http;
using Monitor.Commands.Demo;
using Monitor.Configuration;
using Monitor.Polling;
using Monitor.Queries;
using Monitor.Simulator;
using Monitor.Sources;
using Monitor.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Contracts;

/// <summary>What holds for every registered source, also for one that is added later.</summary>
[OnOneStore("the subject is what is asked and answered at the upstream")]
public sealed class EverySourceTests
{
    public static TheoryData<string> Names() => [.. SourceCatalog.KnownNames];

    /// <summary>An answer that is whole and holds nothing, per source.</summary>
    private static readonly Dictionary<string, (string Type, string Body)> Empty = new(StringComparer.Ordinal)
    {
        ["pubmed"] = ("text/xml", "<eSearchResult><Count>0</Count><RetMax>0</RetMax><RetStart>0</RetStart><IdList/></eSearchResult>"),
        ["clinicaltrials.gov"] = ("application/json", """{"totalCount":0,"studies":[]}"""),
        ["fda-rss"] = ("application/rss+xml", """<rss version="2.0"><channel><title>none</title></channel></rss>"""),
        ["fda-warning-letters"] = ("application/json", """{"draw":1,"recordsTotal":0,"recordsFiltered":0,"data":[]}"""),
        ["fda-letters"] = ("text/html", "<main><h1>Untitled Letters</h1><p>There are none.</p></main>"),
        ["openfda-enforcement"] = ("application/json", """{"meta":{"results":{"skip":0,"limit":100,"total":0}},"results":[]}"""),
        ["crossref"] = ("application/json", """{"status":"ok","message-type":"work-list","message-version":"1.0.0","message":{"facets":{},"total-results":0,"items":[],"items-per-page":200,"query":{}}}"""),
        ["openfda-events"] = ("application/json", """{"meta":{"last_updated":"2026-11-01"},"results":[]}"""),
        ["europepmc"] = ("application/json", """{"version":"6.9","hitCount":0,"request":{"cursorMark":"%2A"},"resultList":{"result":[]}}"""),
    };

    [Fact]
    public async Task Has_a_unique_known_name_and_its_own_options()
    {
        await using var app = await MonitorApp.StartAsync(new Uri("http://127.0.0.1:9/"));
        var sources = app.Get<IEnumerable<ISource>>().ToList();
        sources.Select(s => s.Name).ShouldBe(SourceCatalog.KnownNames);
        foreach (var source in sources)
        {
            var section = "Sources:" + source.GetType().Name.Replace("Source", "", StringComparison.Ordinal);
            foreach (var key in new[] { "Enabled", "BaseUrl", "Schedule" }) OptionsCatalog.Find($"{section}:{key}").ShouldNotBeNull($"{section}:{key}");
            Schedule.Problem(source.Schedule).ShouldBeNull(source.Name);
            source.Overlap.ShouldBeGreaterThanOrEqualTo(TimeSpan.Zero);
            Empty.ShouldContainKey(source.Name, "say above what its empty answer is");
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Stops_soon_when_cancelled(string name)
    {
        await using var upstream = await StubUpstream.SilentAsync();
        await using var app = await MonitorApp.StartAsync(upstream.Address);
        using var cancelled = new CancellationTokenSource();
        var fetch = FetchAsync(app, name, cancelled.Token);
        while (upstream.Asked.Count == 0) await Task.Yield();
        var watch = Stopwatch.StartNew();
        await cancelled.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(fetch);
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(2));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Takes_a_page_for_people_for_a_failure(string name)
    {
        await using var upstream = await StubUpstream.SayingAsync("<!DOCTYPE html><html><head><title>Maintenance</title></head><body>Back soon.</body></html>");
        await using var app = await MonitorApp.StartAsync(upstream.Address);
        (await Should.ThrowAsync<SourceException>(FetchAsync(app, name))).Failure.ShouldBeOneOf(SourceFailure.Malformed, SourceFailure.Blocked);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Takes_nothing_for_a_failure(string name)
    {
        await using var upstream = await StubUpstream.SayingAsync("", Empty[name].Type);
        await using var app = await MonitorApp.StartAsync(upstream.Address);
        await Should.ThrowAsync<SourceException>(FetchAsync(app, name));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Takes_half_an_answer_for_a_failure(string name)
    {
        await using var upstream = await StubUpstream.SayingAsync(Empty[name].Body[..(Empty[name].Body.Length / 2)], Empty[name].Type);
        await using var app = await MonitorApp.StartAsync(upstream.Address);
        (await Should.ThrowAsync<SourceException>(FetchAsync(app, name))).Failure.ShouldBe(SourceFailure.Malformed);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Takes_a_connection_that_breaks_for_a_failure(string name)
    {
        await using var upstream = await StubUpstream.StartAsync(async context =>
        {
            context.Response.ContentType = Empty[name].Type;
            context.Response.ContentLength = Empty[name].Body.Length + 1;
            await context.Response.WriteAsync(Empty[name].Body);
            await context.Response.Body.FlushAsync();
            context.Abort();
        });
        await using var app = await MonitorApp.StartAsync(upstream.Address);
        (await Should.ThrowAsync<SourceException>(FetchAsync(app, name))).Failure.ShouldBe(SourceFailure.Unreachable);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Takes_an_error_of_the_server_for_a_failure_after_trying_again(string name)
    {
        await using var upstream = await StubUpstream.SayingAsync(Empty[name].Body, Empty[name].Type, 500);
        await using var app = await MonitorApp.StartAsync(upstream.Address);
        (await Should.ThrowAsync<SourceException>(FetchAsync(app, name))).Failure.ShouldBe(SourceFailure.Unreachable);
        upstream.Asked.Count.ShouldBeGreaterThan(1);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Takes_another_kind_of_content_for_a_failure(string name)
    {
        await using var upstream = await StubUpstream.SayingAsync("%PDF-1.7 no data at all", "application/pdf");
        await using var app = await MonitorApp.StartAsync(upstream.Address);
        (await Should.ThrowAsync<SourceException>(FetchAsync(app, name))).Failure.ShouldBe(SourceFailure.Malformed);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Takes_a_shield_for_a_block(string name)
    {
        await using var upstream = await StubUpstream.SayingAsync("<html><head><title>Access Denied</title></head></html>", "text/html", 403);
        await using var app = await MonitorApp.StartAsync(upstream.Address);
        (await Should.ThrowAsync<SourceException>(FetchAsync(app, name))).Failure.ShouldBe(SourceFailure.Blocked);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Reads_no_records_from_a_whole_and_empty_answer(string name)
    {
        await using var upstream = await StubUpstream.SayingAsync(Empty[name].Body, Empty[name].Type);
        await using var app = await MonitorApp.StartAsync(upstream.Address);
        var fetched = await FetchAsync(app, name);
        fetched.Records.ShouldBeEmpty();
        fetched.Unreadable.ShouldBeEmpty();
        fetched.Payloads.ShouldNotBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Hears_that_it_was_too_fast(string name)
    {
        await using var upstream = await StubUpstream.StartAsync(context =>
        {
            context.Response.StatusCode = (int)HttpStatusCode.TooManyRequests;
            context.Response.Headers.RetryAfter = "7";
            return Task.CompletedTask;
        });
        await using var app = await MonitorApp.StartAsync(upstream.Address);
        var failure = await Should.ThrowAsync<SourceException>(FetchAsync(app, name));
        failure.Failure.ShouldBe(SourceFailure.Throttled);
        failure.RetryAfter.ShouldBe(TimeSpan.FromSeconds(7));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Reads_the_simulator_and_the_same_window_again_changes_nothing(string name)
    {
        var clock = new DemoClock(MonitorApp.Begin.AddDays(20));
        await using var simulator = await SimulatorHost.StartAsync(new World(new WorldOptions { Seed = 5, Start = MonitorApp.Begin }), clock);
        await using var app = await MonitorApp.StartAsync(simulator.BaseAddress, clock, options: [("Sources:EuropePmc:Enabled", "true"), ("Sources:Crossref:Enabled", "true")]);
        var fetched = await FetchAsync(app, name);
        // A source that counts shows no records.
        if (fetched.Counts.Count == 0) fetched.Records.ShouldNotBeEmpty();
        else fetched.Counts.Sum(c => c.Days.Count).ShouldBeGreaterThan(0);
        fetched.Records.ShouldAllBe(r => r.Document.Source == name && r.Document.Id == $"{name}:{r.Document.ExternalId}");

        var first = await app.PollNowAsync(name);
        first.Sum(p => p.New).ShouldBeGreaterThan(0);
        var again = await app.PollNowAsync(name);
        again.Count.ShouldBe(first.Count);
        again.ShouldAllBe(p => p.Error == null && p.New == 0 && p.Changed == 0 && p.Quarantined == 0);
        // A feed that says "not modified" sends nothing; a search finds the same again.
        if (app.Get<SourceCatalog>().Get(name).Feeds.Count == 0) again.Sum(p => p.Known).ShouldBeGreaterThan(0);
    }

    private static async Task<Fetched> FetchAsync(MonitorApp app, string name, CancellationToken ct = default)
    {
        var source = app.Get<SourceCatalog>().Get(name);
        var upstream = source.Feeds.Count > 0 ? source.Feeds[0] : source.Translate(Query.Parse(MonitorApp.ShortQuery));
        return await source.FetchAsync(new FetchRequest { Query = upstream, From = MonitorApp.Begin.AddYears(-1), To = app.Clock.GetUtcNow() }, ct);
    }
}
