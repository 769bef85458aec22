using System.Net;
using System.Text.RegularExpressions;
using Monitor.Delivery;
using Monitor.Delivery.Email;
using Monitor.Store.Sql;
using Monitor.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Admin;

/// <summary>The links in mails: only who holds one acts, only a POST acts, and it is remembered.</summary>
[OnEveryStore]
public sealed partial class UnsubscribeEndpointsTests
{
    private static readonly Uri Nowhere = new("http://127.0.0.1:9/");

    [Fact]
    public async Task Looking_changes_nothing_one_click_acts_at_once_and_the_page_undoes_it()
    {
        await using var app = await MonitorApp.StartAsync(Nowhere, options: ("Admin:Token", "a-token-that-is-not-needed-here"));
        var path = await PathAsync(app, "safety");
        foreach (var method in (HttpMethod[])[HttpMethod.Get, HttpMethod.Head, HttpMethod.Options, HttpMethod.Put])
        {
            using var look = await app.Http.SendAsync(new HttpRequestMessage(method, path));
            if (method == HttpMethod.Get) (await look.Content.ReadAsStringAsync()).ShouldContain("You get digests from Monitor.");
        }

        (await OffAsync(app)).ShouldBeEmpty();
        using var oneClick = new FormUrlEncodedContent([KeyValuePair.Create("List-Unsubscribe", "One-Click")]);
        using var clicked = await app.Http.PostAsync(new Uri(path, UriKind.Relative), oneClick);
        clicked.StatusCode.ShouldBe(HttpStatusCode.OK); // no redirect (RFC 8058)
        (await OffAsync(app)).ShouldBe(["safety digests"]);

        var page = await GetAsync(app, path);
        page.ShouldContain("You get no more digests");
        using var undone = await app.Http.PostAsync(Action(app, path, page), null);
        var after = await undone.Content.ReadAsStringAsync();
        after.ShouldContain("You get digests from Monitor.");
        (await OffAsync(app)).ShouldBeEmpty();
        using var again = await app.Http.PostAsync(Action(app, undone.RequestMessage!.RequestUri!.PathAndQuery, after), null); // non-null: it was sent
        (await OffAsync(app)).ShouldBe(["safety digests"]);
    }

    [Fact]
    public async Task A_link_names_nobody_and_the_page_can_do_nothing_but_its_form()
    {
        await using var app = await MonitorApp.StartAsync(Nowhere);
        var path = await PathAsync(app, "lead");
        path.ShouldNotContain("lead");
        using var response = await app.Http.GetAsync(new Uri(path, UriKind.Relative));
        response.Headers.GetValues("Content-Security-Policy").Single().ShouldBe("default-src 'none'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'");
        response.Headers.GetValues("Referrer-Policy").Single().ShouldBe("no-referrer");
        response.Headers.CacheControl!.NoStore.ShouldBeTrue();
        (await response.Content.ReadAsStringAsync()).ShouldNotContain("lead", Case.Sensitive);
    }

    [Fact]
    public async Task Forged_links_are_refused_and_who_guesses_is_sent_away()
    {
        await using var app = await MonitorApp.StartAsync(Nowhere);
        await using var other = await MonitorApp.StartAsync(Nowhere);
        var path = await PathAsync(app, "safety");
        var token = path.Split('/')[^1];
        var foreign = (await PathAsync(other, "safety")).Split('/')[^1]; // of another installation, with the same recipient
        foreign.ShouldNotBe(token);
        string[] forged =
        [
            foreign, token[..^1] + (token[^1] == 'A' ? 'B' : 'A'), token + "=", token.ToUpperInvariant(), token[..^1], "safety", "..%2Fapi%2Fmessages", "%00", new string('A', 43), new string('A', 4000),
            await app.Get<LinkKey>().TokenAsync("seen", ["safety", "digests"], default),
        ];
        foreach (var guess in forged)
        {
            using var response = await app.Http.PostAsync(new Uri($"/unsubscribe/{guess}", UriKind.Relative), null);
            ((int)response.StatusCode).ShouldBeInRange(400, 414, guess);
        }

        (await OffAsync(app)).ShouldBeEmpty();
        var answers = new List<HttpStatusCode>();
        for (var i = 0; i < 30; i++)
        {
            using var response = await app.Http.GetAsync(new Uri($"/unsubscribe/{i}", UriKind.Relative));
            answers.Add(response.StatusCode);
            if (response.StatusCode == HttpStatusCode.TooManyRequests) response.Headers.RetryAfter!.Delta!.Value.ShouldBeInRange(TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1)); // non-null: every refusal has it
        }

        answers[^1].ShouldBe(HttpStatusCode.TooManyRequests);
        (await GetAsync(app, path)).ShouldContain("You get digests", customMessage: "a good link is good all the same");
    }

    [Fact]
    public async Task A_large_body_is_not_read()
    {
        await using var app = await MonitorApp.StartAsync(Nowhere);
        using var response = await app.Http.PostAsync(new Uri(await PathAsync(app, "safety"), UriKind.Relative), new StringContent(new string('x', 900_000)));
        ((int)response.StatusCode).ShouldBeOneOf(200, 413);
    }

    [Fact]
    public async Task The_api_shows_who_is_off_and_sends_a_message_again_under_its_id()
    {
        await using var app = await MonitorApp.StartAsync(Nowhere);
        var sent = (await app.DigestNowAsync()).First(m => m.Recipient == "safety");
        File.Delete(Path.Combine(app.Outbox, sent.Id + ".eml"));
        for (var i = 0; i < 2; i++) ((string?)(await app.PostJsonAsync($"/api/messages/{Uri.EscapeDataString(sent.Id)}/resend", "{}"))["state"]).ShouldBe("pending");
        ((int)(await app.JsonAsync("/health/ready"))["mail"]!["pending"]!).ShouldBe(1);
        await app.Get<Outbox>().SendDueAsync(default);
        File.Exists(Path.Combine(app.Outbox, sent.Id + ".eml")).ShouldBeTrue();

        await app.Get<OutboxStops>().SwitchAsync("safety", UnsubscribeLinks.Digests, on: false, default);
        var safety = (await app.JsonAsync("/api/recipients"))["items"]!.AsArray().Single(r => (string?)r!["id"] == "safety")!;
        ((string?)safety["unsubscribed"]![0]!["scope"]).ShouldBe("digests");
        ((bool)(await app.PostJsonAsync("/api/recipients/safety/resume", "{}"))["resumed"]!).ShouldBeFalse();
        (await app.JsonAsync("/health/ready"))["mail"]!.ToJsonString().ShouldContain("No mail leaves this machine");
    }

    private static async Task<string> PathAsync(MonitorApp app, string recipient)
    {
        var message = new OutMessage
        {
            Id = "a@b", Recipient = recipient, Address = "a@example.org", Kind = "digest", Subject = "s", Text = "t\n", Html = "<html><body>t</body></html>", Created = MonitorApp.Begin,
        };
        using var mail = await app.Get<MailComposer>().ComposeAsync(message, default);
        mail.Message.Headers["List-Unsubscribe-Post"].ShouldBe("List-Unsubscribe=One-Click");
        var link = mail.Message.Headers["List-Unsubscribe"].ShouldNotBeNull();
        link.ShouldMatch("^<http://127\\.0\\.0\\.1:5080/unsubscribe/[A-Za-z0-9_-]{43}>$");
        return new Uri(link.Trim('<', '>')).AbsolutePath;
    }

    private static async Task<string> GetAsync(MonitorApp app, string path)
    {
        using var response = await app.Http.GetAsync(new Uri(path, UriKind.Relative));
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        return await response.Content.ReadAsStringAsync();
    }

    /// <summary>Where a browser would send the page's form.</summary>
    private static Uri Action(MonitorApp app, string path, string page) => new(new Uri(app.Http.BaseAddress!, path), FormAction().Match(page).Groups["to"].Value); // non-null: set at the start

    private static async Task<List<string>> OffAsync(MonitorApp app) => [.. (await app.Get<UnsubscribeTable>().ListAsync(default)).Select(u => $"{u.Recipient} {u.Scope}")];

    [GeneratedRegex("action=\"(?<to>[^\"]+)\"", RegexOptions.ExplicitCapture)]
    private static partial Regex FormAction();
}
