using Microsoft.AspNetCore.Http;
using Monitor.Sources;
using Monitor.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Sources;

/// <summary>The one HTTP caller against a real server on loopback.</summary>
public sealed class SourceClientTests
{
    private const string Key = "SECRETKEY1";

    [Fact]
    public async Task Requests_to_one_host_are_kept_apart_on_the_injected_clock()
    {
        await using var upstream = await StubUpstream.SayingAsync("ok", "text/plain");
        using var caller = new RealCaller();
        for (var i = 0; i < 3; i++) await caller.GetAsync(new SourceRequest { Address = upstream.Address, Spacing = TimeSpan.FromSeconds(30) });
        caller.Clock.Waits.ShouldBe([TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(30)]);
    }

    [Theory]
    [InlineData("7", 7)]
    [InlineData("Sun, 22 Nov 2026 12:00:25 GMT", 25)]
    [InlineData("Sunday, 22-Nov-26 12:00:25 GMT", 25)]
    public async Task A_wait_asked_for_is_kept_in_seconds_and_as_a_date(string header, int seconds)
    {
        var asked = 0;
        await using var upstream = await StubUpstream.StartAsync(context =>
        {
            if (asked++ > 0) return Say(context, "ok");
            context.Response.StatusCode = 429;
            context.Response.Headers.RetryAfter = header;
            return Task.CompletedTask;
        });
        using var caller = new RealCaller(new HttpOptions { Tries = 2 });
        await caller.GetAsync(upstream.Address);
        (caller.Clock.GetUtcNow() - new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero)).ShouldBe(TimeSpan.FromSeconds(seconds), TimeSpan.FromSeconds(1));
    }

    [Theory]
    [InlineData(429, "3600", nameof(SourceFailure.Throttled), 3600)]
    [InlineData(503, "3600", nameof(SourceFailure.Throttled), 3600)]
    [InlineData(429, "Sun, 22 Nov 2026 13:00:00 GMT", nameof(SourceFailure.Throttled), 3600)]
    [InlineData(429, "Sun, 22 Nov 2020 13:00:00 GMT", nameof(SourceFailure.Throttled), 0)]
    [InlineData(429, "soon", nameof(SourceFailure.Throttled), null)]
    [InlineData(429, null, nameof(SourceFailure.Throttled), null)]
    [InlineData(503, null, nameof(SourceFailure.Unreachable), null)]
    [InlineData(500, null, nameof(SourceFailure.Unreachable), null)]
    [InlineData(400, null, nameof(SourceFailure.Refused), null)]
    [InlineData(404, null, nameof(SourceFailure.Refused), null)]
    [InlineData(304, null, nameof(SourceFailure.Refused), null)]
    public async Task Each_outcome_has_its_class(int status, string? retryAfter, string failure, int? seconds)
    {
        await using var upstream = await StubUpstream.StartAsync(context =>
        {
            context.Response.StatusCode = status;
            if (retryAfter is not null) context.Response.Headers.RetryAfter = retryAfter;
            return Task.CompletedTask;
        });
        using var caller = new RealCaller();
        var thrown = await Should.ThrowAsync<SourceException>(caller.GetAsync(upstream.Address));
        thrown.Failure.ToString().ShouldBe(failure);
        thrown.RetryAfter.ShouldBe(seconds is { } s ? TimeSpan.FromSeconds(s) : null);
    }

    [Theory]
    [InlineData(403, "text/html", nameof(SourceFailure.Blocked))]
    [InlineData(401, "text/html; charset=utf-8", nameof(SourceFailure.Blocked))]
    [InlineData(203, "text/html", nameof(SourceFailure.Blocked))]
    [InlineData(403, "application/json", nameof(SourceFailure.Refused))]
    [InlineData(404, "text/html", nameof(SourceFailure.Refused))]
    [InlineData(500, "text/html", nameof(SourceFailure.Unreachable))]
    public async Task A_refusal_written_for_people_is_a_block(int status, string type, string failure)
    {
        await using var upstream = await StubUpstream.SayingAsync("<html><head><title>Access Denied</title></head></html>", type, status);
        using var caller = new RealCaller();
        (await Should.ThrowAsync<SourceException>(caller.GetAsync(upstream.Address))).Failure.ToString().ShouldBe(failure);
    }

    [Theory]
    [InlineData("text/html", "xml")]
    [InlineData("application/json", "xml")]
    [InlineData("text/xml", "json")]
    [InlineData("application/xml+html", "xml")]
    [InlineData(null, "xml")]
    public async Task Another_kind_of_content_is_malformed(string? type, string expected)
    {
        await using var upstream = await StubUpstream.StartAsync(context => Say(context, "<a/>", type));
        using var caller = new RealCaller();
        (await Should.ThrowAsync<SourceException>(caller.GetAsync(upstream.Address, expected))).Failure.ShouldBe(SourceFailure.Malformed);
    }

    [Theory]
    [InlineData("text/xml; charset=UTF-8", "xml")]
    [InlineData("application/rss+xml", "xml")]
    [InlineData("Application/JSON", "json")]
    public async Task The_expected_kind_passes(string type, string expected)
    {
        await using var upstream = await StubUpstream.StartAsync(context => Say(context, "<a/>", type));
        using var caller = new RealCaller();
        (await caller.GetAsync(upstream.Address, expected)).ContentType.ShouldBe(type);
    }

    [Fact]
    public async Task Who_asks_is_said_and_what_is_taken()
    {
        IReadOnlyDictionary<string, string> seen = new Dictionary<string, string>();
        await using var upstream = await StubUpstream.StartAsync(context =>
        {
            seen = context.Request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString());
            return Say(context, "ok");
        });
        using var caller = new RealCaller();
        await caller.GetAsync(upstream.Address);
        seen["User-Agent"].ShouldMatch(@"^Monitor/[0-9.]+\S* \(mailto:tests@monitor\.example\)$");
        seen["Accept-Encoding"].ShouldBe("gzip");
        seen.Keys.ShouldNotContain("Cookie");
    }

    [Fact]
    public async Task An_unchanged_answer_is_told_by_either_validator_as_it_was_given()
    {
        await using var upstream = await StubUpstream.StartAsync(context =>
        {
            context.Response.Headers.ETag = "W/\"odd one\"";
            context.Response.Headers.LastModified = "Sun, 22 Nov 2026 01:02:03 GMT";
            if (context.Request.Headers.IfNoneMatch != "W/\"odd one\"" || context.Request.Headers.IfModifiedSince != "Sun, 22 Nov 2026 01:02:03 GMT") return Say(context, "ok");
            context.Response.StatusCode = 304;
            return Task.CompletedTask;
        });
        using var caller = new RealCaller();
        var first = await caller.GetAsync(upstream.Address);
        first.NotModified.ShouldBeFalse();
        var again = await caller.GetAsync(new SourceRequest { Address = upstream.Address, Spacing = TimeSpan.Zero, Unless = first.Validators });
        again.NotModified.ShouldBeTrue();
        again.Validators.ShouldBe(first.Validators);
    }

    [Fact]
    public async Task A_key_is_nowhere_but_in_its_header()
    {
        var seen = "";
        await using var upstream = await StubUpstream.StartAsync(context =>
        {
            seen = context.Request.Headers["api-key"].ToString();
            context.Response.StatusCode = context.Request.Path == "/busy" ? 429 : 400;
            return context.Response.WriteAsync($$"""{"error":"API key invalid","api-key":"{{Key}}","again":"{{Key}}{{Key}}"}""");
        });
        using var caller = new RealCaller(new HttpOptions { Tries = 2 });
        foreach (var path in (string[])["bad", "busy", $"{Key}/bad?api_key={Key}&x=1"])
        {
            var request = new SourceRequest { Address = new Uri(upstream.Address, path), Spacing = TimeSpan.Zero, Secrets = new Dictionary<string, string> { ["api-key"] = Key } };
            var thrown = await Should.ThrowAsync<SourceException>(caller.GetAsync(request));
            seen.ShouldBe(Key);
            thrown.ToString().ShouldNotContain(Key);
            var kept = thrown.Payload.ShouldNotBeNull();
            kept.Address.ShouldNotContain(Key);
            System.Text.Encoding.UTF8.GetString(kept.Content).ShouldContain("***");
            System.Text.Encoding.UTF8.GetString(kept.Content).ShouldNotContain(Key);
        }

        caller.Log.ShouldNotBeEmpty();
        caller.Log.ShouldNotContain(Key);
    }

    [Fact]
    public async Task A_host_that_cannot_be_reached_says_no_key()
    {
        using var caller = new RealCaller();
        var request = new SourceRequest { Address = new Uri($"http://127.0.0.1:9/?api_key={Key}"), Spacing = TimeSpan.Zero, Secrets = new Dictionary<string, string> { ["api-key"] = Key } };
        var thrown = await Should.ThrowAsync<SourceException>(caller.GetAsync(request));
        thrown.Failure.ShouldBe(SourceFailure.Unreachable);
        thrown.ToString().ShouldNotContain(Key);
    }

    [Fact]
    public async Task A_failure_that_passes_is_tried_again_and_another_is_not()
    {
        var asked = 0;
        await using var upstream = await StubUpstream.StartAsync(context =>
        {
            context.Response.StatusCode = context.Request.Path == "/bad" ? 400 : 500;
            asked++;
            return Task.CompletedTask;
        });
        using var caller = new RealCaller(new HttpOptions { Tries = 3 });
        await Should.ThrowAsync<SourceException>(caller.GetAsync(upstream.Address));
        asked.ShouldBe(3);
        await Should.ThrowAsync<SourceException>(caller.GetAsync(new Uri(upstream.Address, "bad")));
        asked.ShouldBe(4);
    }

    private static Task Say(HttpContext context, string body, string? type = "text/plain")
    {
        context.Response.ContentType = type;
        return context.Response.WriteAsync(body);
    }
}
