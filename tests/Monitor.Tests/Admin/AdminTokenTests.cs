using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.AspNetCore.Routing;
using Monitor.Admin;
using Monitor.Commands;
using Monitor.Commands.Demo;
using Monitor.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Admin;

[OnEveryStore]
public sealed class AdminTokenTests
{
    private const string Token = "the-token-of-this-test";

    /// <summary>Names articles that are not stored.</summary>
    private const string NoPair = """{"a":"pubmed:1","b":"pubmed:2"}""";

    /// <summary>A body for each route that takes one; a new one without a line here fails the test below.</summary>
    private static readonly Dictionary<string, string> Bodies = new(StringComparer.Ordinal)
    {
        ["/api/polls"] = """{"watch":"exosomes-hair-loss","source":"pubmed"}""",
        ["/api/query"] = """{"query":"exosome","sources":["pubmed"]}""",
        ["/api/messages/{id}/resend"] = "{}",
        ["/api/recipients/{id}/resume"] = "{}",
        ["/api/reports/merge"] = NoPair,
        ["/api/reports/split"] = NoPair,
    };

    /// <summary>Parameters without which a route answers that they are missing.</summary>
    private static readonly Dictionary<string, string> Queries = new(StringComparer.Ordinal)
    {
        ["/api/export"] = "?format=ris",
        ["/api/digests/preview"] = "?recipient=lead",
    };

    [Fact]
    public async Task With_a_token_every_route_of_the_api_wants_it_and_health_stays_open()
    {
        await using var upstream = await StubUpstream.SayingAsync("down", status: 404);
        await using var app = await MonitorApp.StartAsync(upstream.Address, options: [("Admin:Token", Token), ("Admin:TokenGuesses", "100000")]);
        var routes = app.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .SelectMany(e => e.Metadata.GetRequiredMetadata<HttpMethodMetadata>().HttpMethods.Select(method => (Method: method, Pattern: "/" + e.RoutePattern.RawText!.TrimStart('/')))).ToList();
        var api = routes.Where(r => r.Pattern.StartsWith("/api", StringComparison.Ordinal)).ToList();
        api.Count.ShouldBeGreaterThan(10);
        foreach (var (method, pattern) in api)
        {
            var path = pattern.Replace("{**id}", "pubmed:0", StringComparison.Ordinal).Replace("{id}", "none@here", StringComparison.Ordinal);
            path.ShouldNotContain("{", customMessage: "say above how to fill this route");
            if (method != "GET") Bodies.ShouldContainKey(pattern);
            var body = Bodies.GetValueOrDefault(pattern);
            path += Queries.GetValueOrDefault(pattern);
            foreach (var wrong in new[] { null, "Bearer wrong", "Bearer ", "Basic " + Token, Token, "Bearer " + Token + "x" })
            {
                (await SendAsync(app, method, path, wrong, body)).ShouldBe(HttpStatusCode.Unauthorized, $"{method} {path} with {wrong ?? "nothing"}");
            }

            (await SendAsync(app, method, path, null, null)).ShouldBe(HttpStatusCode.Unauthorized, $"{method} {path} without a body");
            var expected = pattern.Contains('{', StringComparison.Ordinal) || body == NoPair ? HttpStatusCode.NotFound : HttpStatusCode.OK;
            (await SendAsync(app, method, path, "Bearer " + Token, body)).ShouldBe(expected, $"{method} {path}");
            (await SendAsync(app, method, path.ToUpperInvariant(), null, body)).ShouldBe(HttpStatusCode.Unauthorized, $"{method} {path} in capitals");
        }

        (await SendAsync(app, "GET", "/api/hits?page=x", null, null)).ShouldBe(HttpStatusCode.Unauthorized);
        (await SendAsync(app, "GET", "/api/hits", "bearer  " + Token + " ", null)).ShouldBe(HttpStatusCode.OK);
        (await SendAsync(app, "GET", "/health/live", null, null)).ShouldBe(HttpStatusCode.OK);
        (await SendAsync(app, "GET", "/health/ready", null, null)).ShouldBe(HttpStatusCode.OK);
        upstream.Asked.Count.ShouldBeLessThanOrEqualTo(3, "nobody without the token has polled");
    }

    [Fact]
    public async Task The_token_may_stand_in_a_file()
    {
        using var folder = new TempFolder();
        await using var app = await MonitorApp.StartAsync(new Uri("http://127.0.0.1:9/"), options: ("Admin:TokenFile", folder.Write("token", Token + "\n")));
        (await SendAsync(app, "GET", "/api/sources", null, null)).ShouldBe(HttpStatusCode.Unauthorized);
        (await SendAsync(app, "GET", "/api/sources", "Bearer " + Token, null)).ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("http://0.0.0.0:0")]
    [InlineData("http://*:0")]
    [InlineData("http://+:0")]
    [InlineData("http://[::]:0")]
    [InlineData("http://192.0.2.1:0")]
    [InlineData("http://monitor.example:0")]
    [InlineData("http://loopback:0")]
    [InlineData("http://localhost.example:0")]
    [InlineData("http://0:0")]
    [InlineData("http://[::ffff:0.0.0.0]:0")]
    [InlineData("http://unix:/tmp/monitor-of-a-test.sock")]
    [InlineData("http://127.0.0.1:0;http://0.0.0.0:0")]
    public void Without_a_token_only_loopback_is_bound(string urls)
    {
        using var folder = new TempFolder();
        var open = MonitorApp.Configuration(new Uri("http://127.0.0.1:9/"), folder.Path);
        Should.Throw<UsageException>(() => RunVerb.Build(open, new DemoClock(MonitorApp.Begin), urls, poll: false)).Message.ShouldContain("Admin:TokenFile");
        var guarded = MonitorApp.Configuration(new Uri("http://127.0.0.1:9/"), folder.Path, ("Admin:Token", Token));
        ((IDisposable)RunVerb.Build(guarded, new DemoClock(MonitorApp.Begin), urls, poll: false)).Dispose();
    }

    [Theory]
    [InlineData("http://127.0.0.1:0")]
    [InlineData("http://localhost:5080")]
    [InlineData("http://LOCALHOST:5080")]
    [InlineData("http://[::1]:0")]
    [InlineData("http://127.9.9.9:1")]
    public void Loopback_needs_none(string url)
    {
        BoundAddresses.OnLoopback([url], out var open).ShouldBe([url]);
        open.ShouldBeNull();
    }

    [Fact]
    public async Task A_bind_beyond_loopback_without_a_token_refuses_to_start()
    {
        using var folder = new TempFolder();
        var ended = await MonitorProcess.RunAsync(folder.Path, "run", "--urls", "http://0.0.0.0:0", "--Polling:Enabled", "false");
        ended.Exit.ShouldBe(2, ended.ToString());
        ended.Error.ShouldContain("reachable from outside");
    }

    private static async Task<HttpStatusCode> SendAsync(MonitorApp app, string method, string path, string? authorization, string? body)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (authorization is not null) request.Headers.TryAddWithoutValidation("Authorization", authorization);
        if (body is not null && method != "GET") request.Content = new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
        using var response = await app.Http.SendAsync(request);
        return response.StatusCode;
    }
}
