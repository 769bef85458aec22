using System.Net;
using System.Xml.Linq;
using Monitor.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Hostile;

/// <summary>Texts and ids that try to become something else, all the way to the reader.</summary>
[OnEveryStore]
public sealed class HostileTextTests
{
    private const string Script = "<script>alert(1)</script><img src=x onerror=alert(2)> Exosomes\u0001\u0008\u001b[31m in hair loss\u007f \"'&\nBcc: everybody@victim.example\n\n<b>";

    [Fact]
    public async Task A_script_and_control_characters_in_a_title_are_shown_and_never_run()
    {
        var upstreams = new ThreeUpstreams { Title = Script, Link = "javascript:alert(3)" };
        await using var upstream = await StubUpstream.StartAsync(upstreams.Answer);
        await using var app = await PolledAsync(upstream.Address, upstreams);
        var messages = await app.DigestNowAsync();
        messages.ShouldNotBeEmpty();
        string.Concat(messages.Select(m => m.Html)).ShouldContain("&lt;script&gt;alert(1)&lt;/script&gt;");
        foreach (var message in messages)
        {
            message.Html.ShouldNotContain("<script");
            message.Html.ShouldNotContain("<img src=x");
            message.Html.ShouldNotContain("javascript:");
            Controls(message.Html + message.Text).ShouldBeEmpty();
            message.Subject.Any(char.IsControl).ShouldBeFalse();
        }

        // A header would begin a line.
        foreach (var file in Directory.EnumerateFiles(app.Outbox, "*.eml"))
        {
            var head = (await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken)).Split("\r\n\r\n")[0];
            head.ShouldNotContain("\r\nBcc:");
        }

        foreach (var path in (string[])["/feeds/all.rss", "/feeds/all.atom", "/feeds/all.json", "/api/hits"])
        {
            using var response = await app.Http.GetAsync(new Uri(path, UriKind.Relative));
            if (response.StatusCode == HttpStatusCode.NotFound) continue; // a form of the feed that is not served yet
            response.StatusCode.ShouldBe(HttpStatusCode.OK, path);
            var body = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            Controls(body).ShouldBeEmpty(path);
            body.ShouldNotContain("javascript:", Case.Insensitive, path);
            if (path.EndsWith(".rss", StringComparison.Ordinal)) XDocument.Parse(body).Descendants("title").ShouldContain(t => t.Value.Contains("<script>alert(1)</script>", StringComparison.Ordinal));
            if (response.Content.Headers.ContentType?.MediaType is not "application/json") body.ShouldNotContain("<script>alert", Case.Insensitive, path);
        }

        // Two keep it as text; what a feed writes is HTML, of which the text is kept.
        var titles = (await app.JsonAsync("/api/hits"))["items"]!.AsArray().ToLookup(i => (string)i!["source"]!, i => (string)i!["title"]!); // non-null: every hit has both
        foreach (var source in (string[])["pubmed", "clinicaltrials.gov"]) titles[source].ShouldHaveSingleItem().ShouldStartWith("<script>alert(1)</script><img src=x onerror=alert(2)> Exosomes");
        titles["fda-rss"].ShouldHaveSingleItem().ShouldStartWith("Exosomes");
    }

    [Fact]
    public async Task Dots_and_slashes_in_ids_write_no_file_elsewhere()
    {
        const string up = "../../../../../../escaped";
        var upstreams = new ThreeUpstreams { Nct = up, Guid = up + "\\..\\x", Link = "https://www.fda.gov/../../escaped" };
        await using var upstream = await StubUpstream.StartAsync(upstreams.Answer);
        await using var app = await PolledAsync(upstream.Address, upstreams);
        (await app.DigestNowAsync()).ShouldNotBeEmpty();
        (await app.IdsAsync("/api/hits")).ShouldContain(id => id.Contains(up, StringComparison.Ordinal));
        foreach (var id in await app.IdsAsync("/api/hits"))
        {
            using var answer = await app.Http.GetAsync(new Uri("/api/hits/" + Uri.EscapeDataString(id), UriKind.Relative));
            ((int)answer.StatusCode).ShouldBeLessThan(500, id);
        }

        var data = Path.GetDirectoryName(app.DatabaseFile)!; // non-null: a file lies in a folder
        for (var folder = new DirectoryInfo(data); folder is not null; folder = folder.Parent) folder.GetFileSystemInfos("*escaped*").ShouldBeEmpty();
        Directory.EnumerateFiles(data, "*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(data, f))
            .ShouldAllBe(f => f.StartsWith("monitor.db", StringComparison.Ordinal) || (f.StartsWith("outbox", StringComparison.Ordinal) && f.EndsWith(".eml", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_pmid_that_is_no_number_is_kept_aside_and_holds_nothing_back()
    {
        var upstreams = new ThreeUpstreams { Pmid = "../../../escaped" };
        await using var upstream = await StubUpstream.StartAsync(upstreams.Answer);
        await using var app = await MonitorApp.StartAsync(upstream.Address, options: ("Http:Tries", "1"));
        (await app.PollNowAsync("pubmed")).ShouldAllBe(p => p.Error == null && p.Quarantined == 1 && p.New == 0);
        (await app.PollNowAsync("clinicaltrials.gov")).Sum(p => p.New).ShouldBe(1);
    }

    /// <summary>A first run is silent: it sees the same records before they say anything of interest.</summary>
    private static async Task<MonitorApp> PolledAsync(Uri upstream, ThreeUpstreams upstreams)
    {
        var app = await MonitorApp.StartAsync(upstream, options: [("Http:Tries", "1"), ("Store:Provider", "Sqlite")]);
        var title = upstreams.Title;
        foreach (var shown in (string[])["Weather report", title])
        {
            upstreams.Title = shown;
            foreach (var source in ThreeUpstreams.Sources) (await app.PollNowAsync(source)).ShouldAllBe(p => p.Error == null);
            app.Clock.AdvanceTo(app.Clock.GetUtcNow().AddDays(1));
        }

        return app;
    }

    private static List<char> Controls(string text) => [.. text.Where(c => char.IsControl(c) && c is not ('\r' or '\n' or '\t')).Distinct()];
}
