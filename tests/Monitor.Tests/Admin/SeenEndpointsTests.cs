using System.Net;
using Monitor.Delivery;
using Monitor.Delivery.Alerts;
using Monitor.Store.Sql;
using Monitor.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Admin;

/// <summary>The link in an alert, over HTTP: opening it does nothing, its button acts, nothing else passes.</summary>
[OnEveryStore]
public sealed class SeenEndpointsTests
{
    [Fact]
    public async Task Opening_the_link_does_nothing_and_its_button_notes_who_and_when_once()
    {
        await using var app = await MonitorApp.StartAsync(new Uri("http://127.0.0.1:9/"));
        var path = await LinkAsync(app);
        using (var page = await app.Http.GetAsync(path))
        {
            page.StatusCode.ShouldBe(HttpStatusCode.OK);
            page.Content.Headers.ContentType!.MediaType.ShouldBe("text/html");
            page.Headers.CacheControl!.NoStore.ShouldBeTrue();
            page.Headers.GetValues("Content-Security-Policy").Single().ShouldContain("default-src 'none'");
            var html = await page.Content.ReadAsStringAsync();
            html.ShouldContain("<form method=\"post\">");
            html.ShouldContain("&lt;b&gt;SAFETY");
            html.ShouldNotContain("<script", Case.Insensitive);
        }

        foreach (var method in (HttpMethod[])[HttpMethod.Head, HttpMethod.Put, HttpMethod.Delete, HttpMethod.Options])
        {
            using var request = new HttpRequestMessage(method, path);
            using var refused = await app.Http.SendAsync(request);
        }

        (await app.JsonAsync("/api/alerts?seen=true"))["items"]!.AsArray().ShouldBeEmpty();

        var first = await PostAsync(app, path);
        first.ShouldContain("Noted as seen");
        app.Clock.AdvanceTo(MonitorApp.Begin.AddHours(5));
        (await PostAsync(app, path)).ShouldBe(first, "again is harmless");
        var alert = (await app.JsonAsync("/api/alerts"))["items"]!.AsArray().ShouldHaveSingleItem()!;
        ((string?)alert["seenBy"], (DateTimeOffset?)alert["seen"]).ShouldBe(("safety", MonitorApp.Begin));
        (await app.JsonAsync("/api/alerts?recipient=lead"))["items"]!.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task No_other_link_passes()
    {
        await using var app = await MonitorApp.StartAsync(new Uri("http://127.0.0.1:9/"));
        var good = (await LinkAsync(app)).OriginalString;
        var signer = await app.Get<Tokens>().SignerAsync(default);
        var other = new TokenSigner(new byte[32]);
        string[] tokens =
        [
            good["/seen/".Length..] + "A", good["/seen/".Length..^1], other.Make("seen", "1"), signer.Make("unsubscribe", "1"), signer.Make("seen", "1", MonitorApp.Begin),
            signer.Make("seen", "2"), signer.Make("seen", "-1"), signer.Make("seen", "1; DROP TABLE alert"), "x", "..%2F..%2Fetc", "%00", new string('a', 4000),
        ];
        foreach (var token in tokens)
        {
            foreach (var method in (HttpMethod[])[HttpMethod.Get, HttpMethod.Post])
            {
                using var request = new HttpRequestMessage(method, new Uri($"/seen/{token}", UriKind.Relative));
                using var answer = await app.Http.SendAsync(request);
                answer.StatusCode.ShouldBeOneOf(HttpStatusCode.NotFound, HttpStatusCode.BadRequest);
            }
        }

        (await app.JsonAsync("/api/alerts?seen=false"))["items"]!.AsArray().Count.ShouldBe(1);
        (await PostAsync(app, new Uri(good, UriKind.Relative))).ShouldContain("Noted as seen");
    }

    [Fact]
    public async Task Lists_refuse_pages_that_are_none()
    {
        await using var app = await MonitorApp.StartAsync(new Uri("http://127.0.0.1:9/"));
        (await app.ProblemAsync("/api/alerts?page=0")).ShouldBe("page: from 1");
        (await app.ProblemAsync("/api/alerts?size=201")).ShouldBe("size: 1 to 200");
        (await app.ProblemAsync("/api/alerts?seen=maybe")).ShouldContain("seen");
    }

    /// <summary>One alert for the safety officer, and the path of its link.</summary>
    private static async Task<Uri> LinkAsync(MonitorApp app)
    {
        var signer = await app.Get<Tokens>().SignerAsync(default);
        var mail = await app.Get<Database>().WriteAsync(async tx =>
        {
            var alert = await AlertTable.AddAsync(tx, new Alert
            {
                Recipient = "safety", Matter = "fda-rss:1", Kind = AlertKinds.Notice, Watch = "exosome-safety", Title = "<b>SAFETY", MessageId = "alert@localhost", Created = MonitorApp.Begin,
            });
            var number = await AlertMailTable.AddAsync(tx, "alert@localhost", "safety", AlertKinds.Notice, MonitorApp.Begin);
            await AlertMailTable.HoldsAsync(tx, number, [alert]);
            return number;
        }, default);
        return new Uri(new Uri(app.Get<AlertComposer>().SeenLink(signer, mail)).AbsolutePath, UriKind.Relative);
    }

    private static async Task<string> PostAsync(MonitorApp app, Uri path)
    {
        using var answer = await app.Http.PostAsync(path, null);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        return await answer.Content.ReadAsStringAsync();
    }
}
