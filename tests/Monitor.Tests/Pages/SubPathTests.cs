using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;
using Monitor.Admin.Pages;
using Monitor.Delivery;
using Monitor.Store.Sql;
using Monitor.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Pages;

/// <summary>As <see cref="PolledApp"/>, reached below a path of another site's name.</summary>
public sealed class PolledBelow : PolledApp
{
    private protected override (string Key, string Value)[] Options =>
    [
        ("Admin:Token", SubPathTests.Token), ("Admin:FeedToken", "feeds"), ("Admin:RequestsPerMinute", "100000"), ("Admin:TrustedProxies:0", "127.0.0.1"),
        ("Delivery:PublicUrl", "https://monitor.example/monitor"),
    ];
}

/// <summary>Everything below <c>/monitor</c>, as a reader and his programs meet it behind a real proxy.</summary>
[OnOneStore("the subject is the addresses")]
public sealed partial class SubPathTests(PolledBelow polled) : IClassFixture<PolledBelow>
{
    internal const string Token = "the-token-of-this-test";

    private const string Site = "https://monitor.example";

    private readonly MonitorApp _app = polled.App;

    [Theory]
    [InlineData("nginx as the papers say")]
    [InlineData("Caddy as the papers say")]
    [InlineData("nginx that takes the path off")]
    public async Task Every_address_that_is_given_out_leads_through_the_proxy(string which)
    {
        await using var proxy = await ProxyAsync(which);
        using var client = Client(proxy.Address);
        var session = await SignInAsync(client);
        await CrawlAsync(client, session);
        await FeedsAsync(client);
        await MailsAsync(client, session);
        var described = JsonNode.Parse(await OkAsync(client, "/monitor/openapi/v1.json", session))!; // non-null: no bare null
        described["servers"]!.AsArray().Select(s => new Uri((string)s!["url"]!).AbsolutePath.TrimEnd('/')).ShouldBe(["/monitor"]);
        using var nothing = new FormUrlEncodedContent([]);
        using var left = await SendAsync(client, HttpMethod.Post, "/monitor/logout", nothing, session, ("Origin", Site));
        left.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        left.Headers.GetValues("Location").Single().ShouldBe("/monitor/login");
        left.Headers.GetValues("Set-Cookie").Single().ShouldContain("path=/monitor;");
    }

    [Fact]
    public async Task On_this_machine_it_answers_with_the_path_and_without_and_links_alike()
    {
        var token = ("Authorization", "Bearer " + Token);
        var links = Links().Matches(await OkAsync(_app.Http, "/hits", token)).Select(m => m.Groups["to"].Value).ToList();
        links.ShouldContain("/monitor/hits");
        Links().Matches(await OkAsync(_app.Http, "/monitor/hits", token)).Select(m => m.Groups["to"].Value).ShouldBe(links);
        (await OkAsync(_app.Http, "/monitor", token)).ShouldContain("<h1>Overview</h1>");
        foreach (var path in new[] { "/health/live", "/monitor/health/live" }) await OkAsync(_app.Http, path);
        foreach (var path in new[] { "/api/hits", "/monitor/api/hits", "/Monitor/api/hits", "/feeds/all.atom", "/monitor/feeds/all.atom" })
        {
            using var refused = await SendAsync(_app.Http, HttpMethod.Get, path);
            refused.StatusCode.ShouldBe(HttpStatusCode.Unauthorized, path);
        }

        foreach (var path in new[] { "/monitor/monitor/hits", "/monitors/hits", "/other/hits" })
        {
            using var nothing = await SendAsync(_app.Http, HttpMethod.Get, path, null, token);
            nothing.StatusCode.ShouldBe(HttpStatusCode.NotFound, path);
        }
    }

    [Theory]
    [InlineData("/monitor/hits?q=a&page=2", "/monitor/hits?q=a&page=2")]
    [InlineData("/monitor/hits/fda:https:%2F%2Fx", "/monitor/hits/fda:https:%2F%2Fx")]
    [InlineData("/Monitor/hits", "/monitor/hits")]
    [InlineData("/monitor/", "/monitor/")]
    [InlineData("/monitor", "/monitor/")]
    [InlineData("/hits", "/monitor/")]
    [InlineData("/other/hits", "/monitor/")]
    [InlineData("/monitors/hits", "/monitor/")]
    [InlineData("/monitor/../hits", "/monitor/")]
    [InlineData("/monitor/..//evil.example", "/monitor/")]
    [InlineData("/monitor/%2e%2e//evil.example", "/monitor/")]
    [InlineData("/monitor//evil.example", "/monitor/")]
    [InlineData("/monitor/\\evil.example", "/monitor/")]
    [InlineData("//monitor/hits", "/monitor/")]
    [InlineData("/monitor/login", "/monitor/")]
    [InlineData("/monitor/hits/../../other", "/monitor/")]
    public void After_the_login_only_a_page_below_the_path_is_opened(string back, string leads) =>
        new PageLinks(Options.Create(new DeliveryOptions { PublicUrl = new Uri(Site + "/monitor/") })).Local(back).ShouldBe(leads);

    private async Task<RealProxy> ProxyAsync(string which)
    {
        var upstream = _app.Http.BaseAddress!.Port; // non-null: the app is started
        return which switch
        {
            "nginx as the papers say" => await Nginx.StartAsync(port => ProxyPapers.Nginx(ProxyPapers.Path, port, upstream)),
            "Caddy as the papers say" => await Caddy.StartAsync(port => ProxyPapers.Caddy(ProxyPapers.Path, port, upstream)),
            _ => await Nginx.StartAsync(port => $$"""
                server {
                    listen 127.0.0.1:{{port}};
                    location /monitor/ {
                        proxy_pass http://127.0.0.1:{{upstream}}/;
                        proxy_set_header X-Forwarded-For $remote_addr;
                    }
                }
                """),
        };
    }

    private static async Task<(string, string)> SignInAsync(HttpClient client)
    {
        using var asked = await SendAsync(client, HttpMethod.Get, "/monitor/hits?q=exosome");
        asked.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        var page = await asked.Content.ReadAsStringAsync();
        page.ShouldContain("action=\"/monitor/login\"");
        page.ShouldContain("name=\"back\" value=\"/monitor/hits?q=exosome\"");
        var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["token"] = Token, ["back"] = "/monitor/hits?q=exosome" });
        using var entered = await SendAsync(client, HttpMethod.Post, "/monitor/login", form, ("Origin", Site));
        entered.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        entered.Headers.GetValues("Location").Single().ShouldBe("/monitor/hits?q=exosome");
        var cookie = entered.Headers.GetValues("Set-Cookie").Single();
        cookie.ShouldContain("path=/monitor;");
        var session = ("Cookie", cookie.Split(';')[0]);
        using var bare = await SendAsync(client, HttpMethod.Get, "/monitor", null, session);
        ((int)bare.StatusCode).ShouldBeOneOf(301, 302, 404);
        return session;
    }

    /// <summary>Follows every address in every page, a few pages of each kind, and of each source's hits.</summary>
    private static async Task CrawlAsync(HttpClient client, (string, string) session)
    {
        var (seen, kinds) = (new HashSet<string>(StringComparer.Ordinal), new Dictionary<string, int>(StringComparer.Ordinal));
        var waiting = new Queue<string>(["/monitor/", "/monitor/hits?kind=trial", "/monitor/hits?kind=notice"]);
        while (waiting.TryDequeue(out var path))
        {
            using var response = await SendAsync(client, HttpMethod.Get, path, null, session);
            response.StatusCode.ShouldBe(HttpStatusCode.OK, path);
            var isPage = response.Content.Headers.ContentType?.MediaType == "text/html";
            if (!isPage || path.EndsWith("/html", StringComparison.Ordinal)) continue;
            foreach (Match link in Links().Matches(await response.Content.ReadAsStringAsync()))
            {
                var target = WebUtility.HtmlDecode(link.Groups["to"].Value);
                if (!target.StartsWith('/'))
                {
                    target.ShouldMatch("^(#|https?://|data:)", $"{path} has a relative address");
                    continue;
                }

                target.ShouldStartWith("/monitor/", Case.Sensitive, path);
                var parts = target.Split('?')[0].Split('/');
                var kind = string.Join('/', parts.Take(parts[2] == "hits" ? 4 : 3)).Split(':')[0];
                if (target is "/monitor/logout" or "/monitor/reports/merge" or "/monitor/reports/split" || !seen.Add(target)) continue;
                if ((kinds[kind] = kinds.GetValueOrDefault(kind) + 1) <= 6) waiting.Enqueue(target);
            }
        }

        string[] every = ["", "site.css", "hits", "coverage", "messages", "reports", "watches", "studies", "events", "feeds", "api", "health", "openapi"];
        foreach (var kind in every) kinds.ShouldContainKey("/monitor/" + kind);
    }

    private static async Task FeedsAsync(HttpClient client)
    {
        foreach (var form in new[] { "atom", "rss", "json" })
        {
            var feed = await OkAsync(client, $"/monitor/feeds/all.{form}?token=feeds");
            feed.ShouldContain($"{Site}/monitor/feeds/all.{form}");
            await FollowAsync(client, feed);
        }

        var list = await OkAsync(client, "/monitor/feeds/index.opml?token=feeds");
        await FollowAsync(client, list);
    }

    private async Task MailsAsync(HttpClient client, (string, string) session)
    {
        var mails = await _app.Get<MessageTable>().ListAsync(null, 0, 20, default);
        mails.ShouldNotBeEmpty();
        await FollowAsync(client, string.Join('\n', mails.Select(m => m.Text)), session);
        await FollowAsync(client, string.Join('\n', mails.Select(m => WebUtility.HtmlDecode(m.Html))), session);

        var digest = mails.First(m => m.Kind == "digest");
        var stop = (await _app.Get<UnsubscribeLinks>().OfAsync(digest, default)).ShouldNotBeNull();
        stop.AbsoluteUri.ShouldStartWith($"{Site}/monitor/unsubscribe/");
        var page = await OkAsync(client, stop.AbsolutePath);
        var action = Links().Match(page).Groups["to"].Value;
        using var off = await SendAsync(client, HttpMethod.Post, new Uri(stop, action).AbsolutePath, new FormUrlEncodedContent([]));
        off.StatusCode.ShouldBe(HttpStatusCode.OK);
        var undo = Links().Match(await off.Content.ReadAsStringAsync()).Groups["to"].Value;
        using var on = await SendAsync(client, HttpMethod.Post, new Uri(stop, undo).AbsolutePath, new FormUrlEncodedContent([]));
        on.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    /// <summary>Every address of the site in a text lies below the path, and is served.</summary>
    private static async Task FollowAsync(HttpClient client, string text, params (string, string)[] headers)
    {
        var written = Addresses().Matches(text).Select(m => m.Value.Replace("&amp;", "&", StringComparison.Ordinal));
        var found = written.Select(a => new Uri(a)).Distinct().ToList();
        found.ShouldNotBeEmpty();
        foreach (var address in found)
        {
            address.AbsolutePath.ShouldStartWith("/monitor/");
            var isFeed = address.AbsolutePath.StartsWith("/monitor/feeds/", StringComparison.Ordinal);
            var token = isFeed && address.Query.Length == 0 ? "?token=feeds" : address.Query;
            if (headers.Length > 0 || token.Length > 0) await OkAsync(client, address.AbsolutePath + token, headers);
        }
    }

    private static async Task<string> OkAsync(HttpClient client, string path, params (string, string)[] headers)
    {
        using var response = await SendAsync(client, HttpMethod.Get, path, null, headers);
        var text = await response.Content.ReadAsStringAsync();
        response.StatusCode.ShouldBe(HttpStatusCode.OK, $"{path}: {text}");
        return text;
    }

    private static async Task<HttpResponseMessage> SendAsync(
        HttpClient client, HttpMethod method, string path, HttpContent? body = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body };
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        return await client.SendAsync(request);
    }

    private static HttpClient Client(Uri address)
    {
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false };
        var client = new HttpClient(handler, disposeHandler: true) { BaseAddress = address };
        client.DefaultRequestHeaders.Host = "monitor.example";
        return client;
    }

    [GeneratedRegex(""" (?:href|src|action)="(?<to>[^"]*)""")]
    private static partial Regex Links();

    [GeneratedRegex("""https://monitor\.example[^\s"<>)]*""")]
    private static partial Regex Addresses();
}
