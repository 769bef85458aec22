using System.Net;
using Monitor.Commands;
using Monitor.Commands.Demo;
using Monitor.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Hostile;

/// <summary>Who tries to come in: through a proxy, by a form of another site, by a link, by guessing; all against the running program.</summary>
[OnOneStore("the subject is the caller")]
public sealed class DoorTests
{
    private const string Token = "the-token-of-this-test", Public = "https://monitor.example/";

    private static readonly Uri Nowhere = new("http://127.0.0.1:9/");

    private static readonly (string, string)[] Proxied = [("Admin:Token", Token), ("Admin:TokenGuesses", "10"), ("Admin:TrustedProxies:0", "127.0.0.0/8"), ("Delivery:PublicUrl", Public)];

    [Theory]
    [InlineData("Forwarded", "for=192.0.2.1")]
    [InlineData("forwarded", "")]
    [InlineData("X-Forwarded-For", "192.0.2.1")]
    [InlineData("X-Forwarded-For", "127.0.0.1")]
    [InlineData("x-forwarded-host", "localhost")]
    [InlineData("X-Forwarded-Proto", "https")]
    [InlineData("X-Forwarded-Server", "proxy")]
    [InlineData("X-Real-IP", "127.0.0.1")]
    [InlineData("Via", "1.1 proxy")]
    [InlineData("X-Original-For", "192.0.2.1")]
    [InlineData("CF-Connecting-IP", "192.0.2.1")]
    public async Task Without_a_token_nothing_is_served_that_a_proxy_passed_on(string header, string value)
    {
        await using var app = await MonitorApp.StartAsync(Nowhere);
        await RefusedAsync(app.Http, (header, value));
        (await StatusAsync(app.Http, "/health/live", (header, value))).ShouldBe(HttpStatusCode.OK);
        (await StatusAsync(app.Http, "/api/hits")).ShouldBe(HttpStatusCode.OK);
        using var old = new HttpRequestMessage(HttpMethod.Get, "/api/hits") { Version = HttpVersion.Version10, VersionPolicy = HttpVersionPolicy.RequestVersionExact };
        using var plain = await app.Http.SendAsync(old);
        plain.StatusCode.ShouldBe(HttpStatusCode.Unauthorized, "so asks a proxy that was told nothing else");
    }

    [Theory]
    [InlineData("Delivery:PublicUrl", Public)]
    [InlineData("Delivery:PublicUrl", "http://192.0.2.1/")]
    [InlineData("Delivery:PublicUrl", "http://localhost.example/")]
    [InlineData("Admin:TrustedProxies:0", "127.0.0.1")]
    public void Where_others_are_to_come_through_a_proxy_there_is_no_start_without_a_token(string key, string value)
    {
        using var folder = new TempFolder();
        var open = MonitorApp.Configuration(Nowhere, folder.Path, (key, value));
        Should.Throw<UsageException>(() => RunVerb.Build(open, new DemoClock(MonitorApp.Begin), RunVerb.DefaultUrl, poll: false)).Message.ShouldContain("Admin:TokenFile");
        var guarded = MonitorApp.Configuration(Nowhere, folder.Path, (key, value), ("Admin:Token", Token));
        ((IDisposable)RunVerb.Build(guarded, new DemoClock(MonitorApp.Begin), RunVerb.DefaultUrl, poll: false)).Dispose();
    }

    [Fact]
    public async Task Where_others_come_through_a_proxy_feeds_want_their_token_too()
    {
        await using var none = await MonitorApp.StartAsync(Nowhere, options: [("Admin:Token", Token), ("Delivery:PublicUrl", Public)]);
        foreach (var host in new[] { "monitor.example", "localhost", "127.0.0.1:5080" })
        {
            (await StatusAsync(none.Http, "/feeds/all.rss", ("Host", host))).ShouldBe(HttpStatusCode.Unauthorized, host);
        }

        (await StatusAsync(none.Http, "/feeds/all.rss", ("Authorization", "Bearer " + Token))).ShouldBe(HttpStatusCode.OK);
        await using var own = await MonitorApp.StartAsync(Nowhere, options: [("Admin:Token", Token), ("Admin:FeedToken", "feeds"), ("Delivery:PublicUrl", Public)]);
        (await StatusAsync(own.Http, "/feeds/all.rss?token=feeds", ("Host", "monitor.example"))).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Who_guesses_through_a_trusted_proxy_locks_out_himself_only()
    {
        await using var app = await MonitorApp.StartAsync(Nowhere, options: Proxied);
        await GuessAsync(app.Http, "192.0.2.1", i => $"198.51.100.{i}, 192.0.2.1");
    }

    [Fact]
    public async Task Who_names_another_address_to_a_program_without_a_trusted_proxy_is_still_counted()
    {
        await using var app = await MonitorApp.StartAsync(Nowhere, options: [("Admin:Token", Token), ("Admin:TokenGuesses", "10")]);
        for (var i = 0; i < 10; i++) (await StatusAsync(app.Http, "/api/hits", ("Authorization", "Bearer wrong"), ("X-Forwarded-For", $"192.0.2.{i}"))).ShouldBe(HttpStatusCode.Unauthorized);
        (await StatusAsync(app.Http, "/api/hits", ("Authorization", "Bearer wrong"), ("X-Forwarded-For", "192.0.2.99"))).ShouldBe(HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task Login_and_forms_take_the_origin_of_the_public_address_and_no_other()
    {
        await using var app = await MonitorApp.StartAsync(Nowhere, options: Proxied);
        using var entered = await LoginAsync(app.Http, "/", ("Origin", "https://monitor.example"));
        entered.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        var cookie = entered.Headers.GetValues("Set-Cookie").Single();
        cookie.ShouldContain("secure", Case.Insensitive, "the proxy speaks TLS with the reader");
        var session = ("Cookie", cookie.Split(';')[0]);
        (await PostFormAsync(app.Http, "/reports/merge", session, ("Origin", "https://monitor.example"))).ShouldBe(HttpStatusCode.BadRequest, "it is read, and names no two records");
        foreach (var origin in new[] { "http://monitor.example", "https://monitor.example:8443", "https://monitor.example.evil.example", "https://evil.example", "null", "monitor.example" })
        {
            using var refused = await LoginAsync(app.Http, "/", ("Origin", origin));
            refused.StatusCode.ShouldBe(HttpStatusCode.Forbidden, origin);
            ((int)await PostFormAsync(app.Http, "/reports/merge", session, ("Origin", origin))).ShouldBeInRange(401, 403, origin);
            (await PostFormAsync(app.Http, "/logout", session, ("Origin", origin))).ShouldBe(HttpStatusCode.Forbidden, origin);
        }

        (await StatusAsync(app.Http, "/", session)).ShouldBe(HttpStatusCode.OK, "no foreign form has ended the session");
    }

    [Theory]
    [InlineData("http://127.0.0.1:5080/", false)]
    [InlineData("http://monitor.example/", false)]
    [InlineData("https://127.0.0.1/", true)]
    public async Task The_cookie_is_for_TLS_only_where_readers_come_by_TLS(string site, bool secure)
    {
        await using var app = await MonitorApp.StartAsync(Nowhere, options: [("Admin:Token", Token), ("Delivery:PublicUrl", site)]);
        using var entered = await LoginAsync(app.Http, "/");
        entered.Headers.GetValues("Set-Cookie").Single().Contains("secure", StringComparison.OrdinalIgnoreCase).ShouldBe(secure);
    }

    [Theory]
    [InlineData("/api/polls")]
    [InlineData("/api/query")]
    [InlineData("/api/messages/none@here/resend")]
    [InlineData("/api/recipients/lead/resume")]
    [InlineData("/api/reports/merge")]
    public async Task No_form_of_another_site_does_anything_at_the_api_of_this_machine(string path)
    {
        await using var app = await MonitorApp.StartAsync(Nowhere);
        foreach (var type in new[] { null, "application/x-www-form-urlencoded", "text/plain", "multipart/form-data; boundary=x", "text/plain; application/json", "application/jsonp", "" })
        {
            (await PostAsync(app.Http, path, type)).ShouldBe(HttpStatusCode.Forbidden, type);
        }

        foreach (var header in new[] { ("Origin", "https://evil.example"), ("Origin", "null"), ("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Site", "same-site") })
        {
            (await PostAsync(app.Http, path, "application/json", header)).ShouldBe(HttpStatusCode.Forbidden, $"{header}");
        }

        (await PostAsync(app.Http, path, "application/json")).ShouldNotBe(HttpStatusCode.Forbidden);
    }

    [Theory]
    [InlineData("/.//evil.example")]
    [InlineData("/./\\evil.example")]
    [InlineData("/\\\\evil.example")]
    [InlineData("//evil.example")]
    [InlineData("///evil.example")]
    [InlineData("/%2e//evil.example")]
    [InlineData("/%2E%2e//evil.example")]
    [InlineData("/hits/..//evil.example")]
    [InlineData("/hits/%2e%2E//evil.example")]
    [InlineData("/hits/../..//evil.example/%2e%2e")]
    [InlineData("/\t/evil.example")]
    [InlineData("/\n/evil.example")]
    [InlineData("/;//evil.example")]
    [InlineData("/;@evil.example")]
    [InlineData("/@evil.example")]
    [InlineData("/:80//evil.example")]
    [InlineData("/%5cevil.example")]
    [InlineData("/%2f%2fevil.example")]
    [InlineData("/hitsevil.example")]
    [InlineData("https:evil.example")]
    [InlineData("javascript:alert(1)")]
    [InlineData("/login?back=//evil.example")]
    [InlineData("?//evil.example")]
    public async Task After_the_login_no_spelling_leads_elsewhere(string back)
    {
        await using var app = await MonitorApp.StartAsync(Nowhere, options: ("Admin:Token", Token));
        using var entered = await LoginAsync(app.Http, back);
        entered.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        entered.Headers.GetValues("Location").Single().ShouldBe("/");
        var page = await app.Http.GetStringAsync(new Uri("/login?back=" + Uri.EscapeDataString(back), UriKind.Relative));
        page.ShouldNotContain("evil");
        page.ShouldContain("name=\"back\" value=\"/\"");
        await using var open = await MonitorApp.StartAsync(Nowhere);
        using var shown = await open.Http.GetAsync(new Uri("/login?back=" + Uri.EscapeDataString(back), UriKind.Relative));
        shown.Headers.GetValues("Location").Single().ShouldBe("/");
    }

    [Fact]
    public async Task Behind_nginx_as_the_papers_set_it_up_each_caller_counts_alone_and_people_sign_in()
    {
        await using var app = await MonitorApp.StartAsync(Nowhere, options: Proxied);
        await using var nginx = await Nginx.StartAsync(port => ProxyPapers.Nginx(ProxyPapers.Name, port, app.Http.BaseAddress!.Port)); // non-null: the app is started
        using var client = Client(nginx.Address);
        // What a caller writes there himself stands before what nginx adds; loopback is trusted here, so it is read one step further.
        await GuessAsync(client, "192.0.2.1", _ => "192.0.2.1");
        await SignInAsync(client);
    }

    [Fact]
    public async Task Behind_Caddy_as_the_papers_set_it_up_people_sign_in()
    {
        await using var app = await MonitorApp.StartAsync(Nowhere, options: Proxied);
        await using var caddy = await Caddy.StartAsync(port => ProxyPapers.Caddy(ProxyPapers.Name, port, app.Http.BaseAddress!.Port)); // non-null: the app is started
        using var client = Client(caddy.Address);
        await SignInAsync(client);
        // Caddy takes out what a caller writes there: this one is loopback, whatever he says.
        for (var i = 0; i < 10; i++) (await StatusAsync(client, "/api/hits", ("Host", "monitor.example"), ("Authorization", "Bearer wrong"), ("X-Forwarded-For", $"192.0.2.{i}"))).ShouldBe(HttpStatusCode.Unauthorized);
        (await StatusAsync(client, "/api/hits", ("Host", "monitor.example"), ("Authorization", "Bearer wrong"), ("X-Forwarded-For", "192.0.2.99"))).ShouldBe(HttpStatusCode.TooManyRequests);
    }

    private static async Task SignInAsync(HttpClient client)
    {
        using var entered = await LoginAsync(client, "/hits", ("Origin", "https://monitor.example"), ("Host", "monitor.example"));
        entered.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        entered.Headers.GetValues("Location").Single().ShouldBe("/hits");
        var session = ("Cookie", entered.Headers.GetValues("Set-Cookie").Single().Split(';')[0]);
        (await StatusAsync(client, "/hits", session, ("Host", "monitor.example"))).ShouldBe(HttpStatusCode.OK);
        (await PostFormAsync(client, "/logout", session, ("Origin", "https://monitor.example"), ("Host", "monitor.example"))).ShouldBe(HttpStatusCode.SeeOther);
        (await StatusAsync(client, "/hits", session, ("Host", "monitor.example"))).ShouldBe(HttpStatusCode.Unauthorized);
        (await StatusAsync(client, "/feeds/all.rss", ("Host", "monitor.example"))).ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Behind_nginx_nothing_is_served_without_a_token_however_little_it_was_told()
    {
        await using var app = await MonitorApp.StartAsync(Nowhere);
        var upstream = app.Http.BaseAddress!.Port; // non-null: the app is started
        await using (var told = await Nginx.StartAsync(port => ProxyPapers.Nginx(ProxyPapers.Name, port, upstream)))
        {
            using var client = Client(told.Address);
            await RefusedAsync(client, ("Host", "localhost"));
        }

        await using var bare = await Nginx.StartAsync(port => $"server {{ listen 127.0.0.1:{port}; location / {{ proxy_pass http://127.0.0.1:{upstream}; }} }}");
        using var other = Client(bare.Address);
        await RefusedAsync(other);
    }

    private static HttpClient Client(Uri address) => new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }, disposeHandler: true) { BaseAddress = address };

    private static async Task GuessAsync(HttpClient client, string guesser, Func<int, string> says)
    {
        for (var i = 0; i < 10; i++) (await StatusAsync(client, "/api/hits", ("Authorization", "Bearer wrong"), ("X-Forwarded-For", says(i)))).ShouldBe(HttpStatusCode.Unauthorized);
        (await StatusAsync(client, "/api/hits", ("Authorization", "Bearer " + Token), ("X-Forwarded-For", says(11)))).ShouldBe(HttpStatusCode.TooManyRequests);
        // Two addresses share a count by chance; three hardly all.
        var others = new List<HttpStatusCode>();
        foreach (var other in new[] { "192.0.2.77", "198.51.100.7", "2001:db8::1" }) others.Add(await StatusAsync(client, "/api/hits", ("Authorization", "Bearer " + Token), ("X-Forwarded-For", other)));
        others.ShouldContain(HttpStatusCode.OK, $"only {guesser} has guessed");
    }

    private static async Task RefusedAsync(HttpClient client, params (string, string)[] headers)
    {
        (await StatusAsync(client, "/api/hits", headers)).ShouldBe(HttpStatusCode.Unauthorized);
        (await StatusAsync(client, "/feeds/all.rss", headers)).ShouldBe(HttpStatusCode.Unauthorized);
        foreach (var page in new[] { "/", "/hits", "/messages", "/reports" }) (await StatusAsync(client, page, headers)).ShouldBe(HttpStatusCode.Forbidden, page);
        (await PostAsync(client, "/api/polls", "application/json", headers)).ShouldBe(HttpStatusCode.Unauthorized);
        (await PostFormAsync(client, "/reports/merge", headers)).ShouldBe(HttpStatusCode.Forbidden);
    }

    private static Task<HttpResponseMessage> LoginAsync(HttpClient client, string back, params (string, string)[] headers) =>
        SendAsync(client, HttpMethod.Post, "/login", new FormUrlEncodedContent(new Dictionary<string, string> { ["token"] = Token, ["back"] = back }), headers);

    private static async Task<HttpStatusCode> PostFormAsync(HttpClient client, string path, params (string, string)[] headers)
    {
        using var response = await SendAsync(client, HttpMethod.Post, path, new FormUrlEncodedContent([]), headers);
        return response.StatusCode;
    }

    private static async Task<HttpStatusCode> PostAsync(HttpClient client, string path, string? type, params (string, string)[] headers)
    {
        var body = new ByteArrayContent(type is null ? [] : """{"watch":"none","source":"none"}"""u8.ToArray());
        if (type is not null) body.Headers.TryAddWithoutValidation("Content-Type", type);
        using var response = await SendAsync(client, HttpMethod.Post, path, body, headers);
        return response.StatusCode;
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient client, string path, params (string, string)[] headers)
    {
        using var response = await SendAsync(client, HttpMethod.Get, path, null, headers);
        return response.StatusCode;
    }

    private static async Task<HttpResponseMessage> SendAsync(HttpClient client, HttpMethod method, string path, HttpContent? body, (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body };
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        return await client.SendAsync(request);
    }
}
