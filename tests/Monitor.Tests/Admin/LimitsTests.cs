using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Monitor.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Admin;

/// <summary>Callers who ask too much, too often, too large, too slowly or too cleverly.</summary>
[OnOneStore("the subject is the caller")]
public sealed class LimitsTests
{
    private static readonly Uri Nowhere = new("http://127.0.0.1:9/");

    [Fact]
    public async Task Guessing_tokens_ends_in_refusal_of_the_right_one_too_and_health_goes_on()
    {
        await using var app = await MonitorApp.StartAsync(Nowhere, options: [("Admin:Token", "right"), ("Admin:TokenGuesses", "10"), ("Admin:FeedToken", "feeds")]);
        (await StatusAsync(app, "/api/hits", "Bearer right")).ShouldBe(HttpStatusCode.OK);
        for (var i = 0; i < 20; i++) (await StatusAsync(app, "/api/hits", null)).ShouldBe(HttpStatusCode.Unauthorized, "to send none is no guess");
        for (var i = 0; i < 10; i++) (await StatusAsync(app, i % 2 == 0 ? "/api/hits" : $"/feeds/all.rss?token={i}", $"Bearer wrong{i}")).ShouldBe(HttpStatusCode.Unauthorized);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/hits");
        request.Headers.TryAddWithoutValidation("Authorization", "Bearer right");
        using var refused = await app.Http.SendAsync(request);
        await MonitorApp.ProblemAsync(refused, HttpStatusCode.TooManyRequests);
        refused.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromMinutes(1)); // non-null: every refusal of this kind has it
        (await StatusAsync(app, "/feeds/all.rss?token=feeds", null)).ShouldBe(HttpStatusCode.TooManyRequests);
        (await StatusAsync(app, "/health/live", null)).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Too_many_requests_of_one_address_wait_and_health_does_not()
    {
        await using var app = await MonitorApp.StartAsync(Nowhere, options: ("Admin:RequestsPerMinute", "10"));
        var seen = new List<HttpStatusCode>();
        for (var i = 0; i < 25; i++) seen.Add(await StatusAsync(app, "/api/watches", null));
        seen.Count(s => s == HttpStatusCode.OK).ShouldBeInRange(10, 20, "the minute may turn in between");
        seen.ShouldContain(HttpStatusCode.TooManyRequests);
        (await StatusAsync(app, "/health/ready", null)).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Queries_to_the_upstreams_have_a_limit_of_their_own()
    {
        await using var upstream = await StubUpstream.SayingAsync("down", status: 404);
        await using var app = await MonitorApp.StartAsync(upstream.Address, options: ("Admin:QueriesPerMinute", "1"));
        var statuses = new List<HttpStatusCode>();
        for (var i = 0; i < 3; i++)
        {
            using var response = await app.PostAsync("/api/query", """{"query":"exosome","sources":["pubmed"]}""");
            statuses.Add(response.StatusCode);
            if (response.StatusCode == HttpStatusCode.TooManyRequests) response.Headers.RetryAfter.ShouldNotBeNull();
        }

        statuses[0].ShouldBe(HttpStatusCode.OK);
        statuses.ShouldContain(HttpStatusCode.TooManyRequests);
        (await StatusAsync(app, "/api/hits", null)).ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("/api/query")]
    [InlineData("/api/polls")]
    public async Task A_body_beyond_a_megabyte_is_refused(string path)
    {
        await using var app = await MonitorApp.StartAsync(Nowhere);
        using var response = await app.PostAsync(path, $$"""{"query":"{{new string('x', 1_100_000)}}"}""");
        await MonitorApp.ProblemAsync(response, HttpStatusCode.RequestEntityTooLarge);
        await app.JsonAsync("/health/live");
    }

    [Theory]
    [InlineData("GET /api/hits HTTP/1.1\r\nHost: localhost\r\nX-Slow: ")]
    [InlineData("POST /api/query HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 100000\r\n\r\n{")]
    public async Task A_caller_that_trickles_is_cut_off_and_others_are_served_meanwhile(string beginning)
    {
        await using var app = await MonitorApp.StartAsync(Nowhere, options: ("Admin:SlowClientTimeout", "00:00:02"));
        var watch = Stopwatch.StartNew();
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, app.Http.BaseAddress!.Port); // non-null: set when started
        await socket.SendAsync(Encoding.ASCII.GetBytes(beginning));
        using var ended = new CancellationTokenSource();
        var trickle = TrickleAsync(socket, ended.Token);
        await app.JsonAsync("/health/live");
        var buffer = new byte[4096];
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        try
        {
            while (await socket.ReceiveAsync(buffer, limit.Token) > 0)
            {
                // What it is told does not matter; that it ends does.
            }
        }
        catch (SocketException)
        {
            // Cut off hard: as good.
        }

        watch.Elapsed.ShouldBeInRange(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(15));
        await ended.CancelAsync();
        await trickle;
    }

    [Theory]
    [InlineData("//api/hits")]
    [InlineData("/feeds/../api/hits")]
    [InlineData("/health/../api/hits")]
    [InlineData("/%61pi/hits")]
    [InlineData("/api%2fhits")]
    [InlineData("/API/HITS")]
    [InlineData("/api/hits/..%2f..%2fhits")]
    [InlineData("/api/./hits")]
    [InlineData("/feeds/%2e%2e/api/hits")]
    [InlineData("/openapi/../api/hits")]
    public async Task No_spelling_of_a_path_gets_past_the_token(string path)
    {
        await using var app = await MonitorApp.StartAsync(Nowhere, options: [("Admin:Token", "right"), ("Admin:FeedToken", "feeds")]);
        var answer = await RawAsync(app, $"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        answer.ShouldMatch(@"^HTTP/1\.1 (400|401|404) ");
        answer.ShouldNotContain("\"items\"");
    }

    [Fact]
    public async Task What_callers_send_stands_in_no_header_and_no_page()
    {
        await using var app = await MonitorApp.StartAsync(Nowhere);
        foreach (var path in new[] { "/api/hits/<script>alert(1)</script>", "/api/hits/x%0d%0aSet-Cookie:%20a=b", "/feeds/x%0d%0aSet-Cookie:%20a=b.rss", "/api/digests/preview?recipient=%3Cscript%3E%0d%0aA:b", "/api/export?format=%0d%0aSet-Cookie:a=b" })
        {
            using var response = await app.Http.GetAsync(new Uri(path, UriKind.Relative));
            ((int)response.StatusCode).ShouldBeInRange(400, 404, path);
            response.Headers.Contains("Set-Cookie").ShouldBeFalse(path);
            response.Content.Headers.ContentType?.MediaType.ShouldBe("application/problem+json", path);
            response.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"], path);
        }
    }

    private static async Task TrickleAsync(Socket socket, CancellationToken ct)
    {
        try
        {
            while (!ct.IsCancellationRequested)
            {
                await socket.SendAsync("x"u8.ToArray(), ct);
                await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, ct);
            }
        }
        catch (Exception ex) when (ex is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // Cut off, as it should be.
        }
    }

    private static async Task<string> RawAsync(MonitorApp app, string request)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, app.Http.BaseAddress!.Port); // non-null: set when started
        await socket.SendAsync(Encoding.ASCII.GetBytes(request));
        using var stream = new NetworkStream(socket);
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync();
    }

    private static async Task<HttpStatusCode> StatusAsync(MonitorApp app, string path, string? authorization)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (authorization is not null) request.Headers.TryAddWithoutValidation("Authorization", authorization);
        using var response = await app.Http.SendAsync(request);
        return response.StatusCode;
    }
}
