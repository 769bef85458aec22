using System.Net;
using Microsoft.Extensions.Options;
using Monitor.Admin.Pages;
using Monitor.Delivery;
using Monitor.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Pages;

[OnEveryStore]
public sealed class LoginTests
{
    private const string Token = "the-token-of-this-test";

    private static readonly Uri Nowhere = new("http://127.0.0.1:9/");

    [Fact]
    public async Task With_a_token_every_page_wants_a_login_and_shows_nothing()
    {
        await using var app = await MonitorApp.StartAsync(Nowhere, options: ("Admin:Token", Token));
        foreach (var path in new[] { "/", "/hits", "/hits/pubmed:1", "/coverage", "/messages", "/messages/none", "/messages/none/html", "/watches" })
        {
            var html = await app.PageAsync(path, HttpStatusCode.Unauthorized);
            html.ShouldContain("name=\"token\"");
            html.ShouldContain($"name=\"back\" value=\"{path}\"");
            html.ShouldNotContain("<nav");
        }

        (await app.Http.GetAsync(new Uri("/site.css", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_token_gives_a_session_that_scripts_and_other_sites_cannot_use_and_that_leads_back()
    {
        await using var app = await MonitorApp.StartAsync(Nowhere, options: ("Admin:Token", Token));
        var cookie = await EnterAsync(app, "/hits?q=a%20b&kind=trial", "/hits?q=a%20b&kind=trial");
        cookie.ShouldContain("httponly", Case.Insensitive);
        cookie.ShouldContain("samesite=strict", Case.Insensitive);
        cookie.ShouldContain("path=/", Case.Insensitive);
        var session = cookie.Split(';')[0];
        session.ShouldNotContain(Token);
        (await StatusAsync(app, "GET", "/", session)).ShouldBe(HttpStatusCode.OK);
        (await StatusAsync(app, "GET", "/api/hits", session)).ShouldBe(HttpStatusCode.OK, "files are taken along from the pages");
        (await StatusAsync(app, "POST", "/api/polls", session, body: "{}")).ShouldBe(HttpStatusCode.Unauthorized, "a session reads, it does not act");
        (await StatusAsync(app, "GET", "/", null, ("Authorization", "Bearer " + Token))).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_session_ends_by_logout_by_time_and_with_its_token()
    {
        string session;
        await using (var app = await MonitorApp.StartAsync(Nowhere, options: ("Admin:Token", Token)))
        {
            var ended = (await EnterAsync(app, "/", "/")).Split(';')[0];
            using var left = await SendAsync(app, "POST", "/logout", ended, body: "");
            left.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
            left.Headers.GetValues("Set-Cookie").Single().ShouldStartWith("monitor_session=;");
            (await StatusAsync(app, "GET", "/", ended)).ShouldBe(HttpStatusCode.Unauthorized);
            session = (await EnterAsync(app, "/", "/")).Split(';')[0];
            app.Clock.AdvanceTo(MonitorApp.Begin.AddHours(11));
            (await StatusAsync(app, "GET", "/", session)).ShouldBe(HttpStatusCode.OK);
            app.Clock.AdvanceTo(MonitorApp.Begin.AddHours(12));
            (await StatusAsync(app, "GET", "/", session)).ShouldBe(HttpStatusCode.Unauthorized);
        }

        await using var other = await MonitorApp.StartAsync(Nowhere, options: ("Admin:Token", Token + "2"));
        (await StatusAsync(other, "GET", "/", session)).ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_forged_session_is_none()
    {
        await using var app = await MonitorApp.StartAsync(Nowhere, options: ("Admin:Token", Token));
        var session = (await EnterAsync(app, "/", "/")).Split(';')[0];
        (await StatusAsync(app, "GET", "/", session)).ShouldBe(HttpStatusCode.OK);
        for (var i = "monitor_session=".Length; i < session.Length; i += 7)
        {
            var forged = session[..i] + (session[i] == 'A' ? 'B' : 'A') + session[(i + 1)..];
            (await StatusAsync(app, "GET", "/", forged)).ShouldBe(HttpStatusCode.Unauthorized, $"changed at {i}");
        }

        foreach (var wrong in new[] { "", "x", "%%%", new string('A', 75), new string('A', 4000), Token })
        {
            (await StatusAsync(app, "GET", "/", "monitor_session=" + wrong)).ShouldBe(HttpStatusCode.Unauthorized, wrong);
        }
    }

    [Fact]
    public async Task A_wrong_token_is_refused_without_a_cookie_and_guessing_ends_soon()
    {
        await using var app = await MonitorApp.StartAsync(Nowhere, options: ("Admin:Token", Token));
        for (var i = 0; i < 10; i++)
        {
            using var wrong = await PostAsync(app, "/login", [("token", i == 0 ? "" : "wrong" + i)]);
            wrong.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
            wrong.Headers.Contains("Set-Cookie").ShouldBeFalse();
            (await wrong.Content.ReadAsStringAsync()).ShouldContain("role=\"alert\"");
        }

        using var late = await PostAsync(app, "/login", [("token", Token)]);
        late.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests, "the right one must not show itself among the guesses");
        late.Headers.Contains("Set-Cookie").ShouldBeFalse();
        late.Headers.RetryAfter.ShouldNotBeNull().Delta.ShouldNotBeNull().ShouldBeLessThanOrEqualTo(TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task A_form_of_another_site_is_refused()
    {
        await using var app = await MonitorApp.StartAsync(Nowhere, options: ("Admin:Token", Token));
        foreach (var path in new[] { "/login", "/logout" })
        {
            foreach (var header in new[] { ("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Site", "same-site"), ("Origin", "https://evil.example"), ("Origin", "null") })
            {
                using var refused = await PostAsync(app, path, [("token", Token)], header);
                refused.StatusCode.ShouldBe(HttpStatusCode.Forbidden, $"{path} {header}");
                refused.Headers.Contains("Set-Cookie").ShouldBeFalse();
            }
        }

        var here = app.Http.BaseAddress!.GetLeftPart(UriPartial.Authority); // non-null: the app is started
        using var entered = await PostAsync(app, "/login", [("token", Token)], ("Origin", here));
        entered.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
    }

    [Theory]
    [InlineData("/hits", "/hits")]
    [InlineData("/hits/fda:https:%2F%2Fx", "/hits/fda:https:%2F%2Fx")]
    [InlineData("//evil.example", "/")]
    [InlineData("/\\evil.example", "/")]
    [InlineData("https://evil.example", "/")]
    [InlineData("/a\r\nSet-Cookie: x", "/")]
    [InlineData("", "/")]
    [InlineData(null, "/")]
    public void After_the_login_only_an_address_of_this_site_is_opened(string? given, string local) => new PageLinks(Options.Create(new DeliveryOptions())).Local(given).ShouldBe(local);

    [Fact]
    public async Task Without_a_token_loopback_needs_no_login_and_no_other_name_is_served()
    {
        await using var app = await MonitorApp.StartAsync(Nowhere);
        (await StatusAsync(app, "GET", "/", null)).ShouldBe(HttpStatusCode.OK);
        (await app.PageAsync("/")).ShouldNotContain("Sign out");
        (await StatusAsync(app, "GET", "/login", null)).ShouldBe(HttpStatusCode.SeeOther);
        (await StatusAsync(app, "GET", "/hits", null, ("Host", "rebound.example"))).ShouldBe(HttpStatusCode.Forbidden);
    }

    private static async Task<string> EnterAsync(MonitorApp app, string back, string leads)
    {
        using var response = await PostAsync(app, "/login", [("token", Token), ("back", back)]);
        response.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        response.Headers.Location!.OriginalString.ShouldBe(leads);
        return response.Headers.GetValues("Set-Cookie").Single();
    }

    private static async Task<HttpResponseMessage> PostAsync(MonitorApp app, string path, (string Name, string Value)[] fields, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value))) };
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        return await app.Http.SendAsync(request);
    }

    private static async Task<HttpStatusCode> StatusAsync(MonitorApp app, string method, string path, string? cookie, (string Name, string Value)? header = null, string? body = null)
    {
        using var response = await SendAsync(app, method, path, cookie, header, body);
        return response.StatusCode;
    }

    private static async Task<HttpResponseMessage> SendAsync(MonitorApp app, string method, string path, string? cookie, (string Name, string Value)? header = null, string? body = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (cookie is not null) request.Headers.TryAddWithoutValidation("Cookie", cookie);
        if (header is { } h) request.Headers.TryAddWithoutValidation(h.Name, h.Value);
        if (body is not null) request.Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        return await app.Http.SendAsync(request);
    }
}
