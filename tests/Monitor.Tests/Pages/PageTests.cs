using System.Net;
using System.Text.RegularExpressions;
using Monitor.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Pages;

/// <summary>Every page over HTTP, on a store with hits, gaps and mails.</summary>
[OnEveryStore]
public sealed partial class PageTests(PolledApp polled) : IClassFixture<PolledApp>
{
    private readonly MonitorApp _app = polled.App;

    [Theory]
    [InlineData("/", "Overview")]
    [InlineData("/hits", "Hits")]
    [InlineData("/coverage", "Coverage")]
    [InlineData("/messages", "Messages")]
    [InlineData("/watches", "Watches")]
    public async Task Is_whole_html_with_a_strict_policy_landmarks_and_no_script(string path, string heading)
    {
        using var response = await _app.Http.GetAsync(new Uri(path, UriKind.Relative));
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Content.Headers.ContentType!.ToString().ShouldBe("text/html; charset=utf-8");
        var policy = response.Headers.GetValues("Content-Security-Policy").Single();
        foreach (var part in new[] { "default-src 'none'", "style-src 'self'", "form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'" }) policy.ShouldContain(part);
        policy.ShouldNotContain("unsafe");
        response.Headers.GetValues("X-Content-Type-Options").Single().ShouldBe("nosniff");
        response.Headers.GetValues("X-Frame-Options").Single().ShouldBe("DENY");
        response.Headers.GetValues("Referrer-Policy").Single().ShouldBe("same-origin");
        var html = await response.Content.ReadAsStringAsync();
        html.ShouldStartWith("<!DOCTYPE html>");
        html.ShouldEndWith("</html>");
        html.ShouldContain($"<h1>{heading}</h1>");
        html.ShouldContain("<html lang=\"en\">");
        html.ShouldContain("href=\"#main\"");
        html.ShouldContain($"<a href=\"{path}\" aria-current=\"page\">");
        html.ShouldNotContain("<script", Case.Insensitive);
        html.ShouldNotContain(" style=", Case.Insensitive);
        Handler().IsMatch(html).ShouldBeFalse("an event handler in an attribute");
    }

    [Fact]
    public async Task No_link_of_ours_on_any_page_is_dead()
    {
        var (seen, waiting) = (new HashSet<string>(StringComparer.Ordinal), new Queue<string>(["/"]));
        while (waiting.TryDequeue(out var path) && seen.Count < 150)
        {
            if (!seen.Add(path)) continue;
            using var response = await _app.Http.GetAsync(new Uri(path, UriKind.Relative));
            response.StatusCode.ShouldBe(HttpStatusCode.OK, path);
            if (response.Content.Headers.ContentType?.MediaType != "text/html" || path.EndsWith("/html", StringComparison.Ordinal)) continue;
            foreach (Match link in Links().Matches(await response.Content.ReadAsStringAsync()))
            {
                var target = WebUtility.HtmlDecode(link.Groups["to"].Value);
                // One hit of each source is enough, and one page of each list.
                if (target.StartsWith("/hits/", StringComparison.Ordinal) && seen.Count(s => s.StartsWith(target[..Math.Min(10, target.Length)], StringComparison.Ordinal)) > 8) continue;
                if (target.StartsWith('/') && !seen.Contains(target)) waiting.Enqueue(target);
            }
        }

        seen.ShouldContain(s => s.StartsWith("/hits/pubmed:", StringComparison.Ordinal));
        seen.ShouldContain(s => s.StartsWith("/messages/", StringComparison.Ordinal));
        seen.ShouldContain(s => s.StartsWith("/site.css", StringComparison.Ordinal));
        seen.Count.ShouldBeGreaterThan(30);
    }

    [Fact]
    public async Task The_overview_counts_what_is_stored_and_names_every_source_with_its_health()
    {
        var html = await _app.PageAsync("/");
        var total = (int)(await _app.JsonAsync("/api/hits?size=1"))["total"]!;
        html.ShouldContain($"<strong>{total}</strong> reports");
        var sources = (await _app.JsonAsync("/api/sources"))["items"]!.AsArray();
        foreach (var source in sources) html.ShouldContain($"<th scope=\"row\">{source!["name"]}</th>");
        html.ShouldContain("stored silently");
        html.ShouldContain("<rect ");
        html.ShouldContain("The numbers as a table");
        Links().Matches(html).Count(l => l.Groups["to"].Value.StartsWith("/hits/", StringComparison.Ordinal)).ShouldBeGreaterThan(5);
        html.ShouldContain("rel=\"alternate\"");
    }

    [Fact]
    public async Task The_plot_and_its_table_say_the_same_as_the_store()
    {
        var html = await _app.PageAsync("/");
        var drawn = Drawn().Matches(html).ToDictionary(m => m.Groups["name"].Value, m => int.Parse(m.Groups["total"].Value, System.Globalization.CultureInfo.InvariantCulture));
        var rows = Rows().Matches(html).Select(m => m.Groups["n"].Captures.Select(c => int.Parse(c.Value, System.Globalization.CultureInfo.InvariantCulture)).ToArray()).ToList();
        rows.ShouldNotBeEmpty();
        string[] names = ["Papers", "Trials", "Regulatory events", "Changes"];
        for (var i = 0; i < names.Length; i++) rows.Sum(r => r[i]).ShouldBe(drawn[names[i]], names[i]);
        drawn["Papers"].ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task Every_message_is_listed_with_its_state_and_shown_as_text_and_as_html_that_cannot_act()
    {
        var messages = (await _app.JsonAsync("/api/messages"))["items"]!.AsArray();
        var list = await _app.PageAsync("/messages");
        foreach (var message in messages) list.ShouldContain(WebUtility.HtmlEncode((string)message!["recipient"]!));
        var id = (string)messages[0]!["id"]!;
        var page = await _app.PageAsync($"/messages/{id}");
        page.ShouldContain("<iframe class=\"mail\" sandbox ");
        page.ShouldContain($"src=\"/messages/{id}/html\"");
        WebUtility.HtmlDecode(page).ShouldContain((string)(await _app.JsonAsync($"/api/messages/{id}"))["text"]!);
        using var mail = await _app.Http.GetAsync(new Uri($"/messages/{id}/html", UriKind.Relative));
        mail.StatusCode.ShouldBe(HttpStatusCode.OK);
        var policy = mail.Headers.GetValues("Content-Security-Policy").Single();
        policy.ShouldStartWith("sandbox; default-src 'none'");
        policy.ShouldNotContain("allow-");
        (await mail.Content.ReadAsStringAsync()).ShouldContain("<h2>LOOKED</h2>");
        (await _app.PageAsync("/messages/none", HttpStatusCode.NotFound)).ShouldContain("No message has the id none.");
        (await _app.PageAsync("/messages/none/html", HttpStatusCode.NotFound)).ShouldContain("No message has the id none.");
    }

    [Fact]
    public async Task Every_watch_is_shown_with_the_exact_text_that_each_source_is_asked()
    {
        var html = WebUtility.HtmlDecode(await _app.PageAsync("/watches"));
        foreach (var state in (await _app.JsonAsync("/api/coverage"))["items"]!.AsArray().Where(s => (bool)s!["current"]!)) html.ShouldContain((string)state!["query"]!);
    }

    [Fact]
    public async Task The_style_is_served_once_for_good_under_the_name_of_its_content()
    {
        var address = Style().Match(await _app.PageAsync("/")).Groups["to"].Value;
        using var response = await _app.Http.GetAsync(new Uri(address, UriKind.Relative));
        response.Content.Headers.ContentType!.MediaType.ShouldBe("text/css");
        response.Headers.CacheControl!.ToString().ShouldContain("immutable");
        var css = await response.Content.ReadAsStringAsync();
        css.ShouldContain("prefers-color-scheme: dark");
        css.ShouldNotContain("url(");
        css.ShouldNotContain("@import");
    }

    [GeneratedRegex("\\son[a-z]+\\s*=\\s*\"", RegexOptions.IgnoreCase)]
    private static partial Regex Handler();

    [GeneratedRegex("(href|src)=\"(?<to>/[^\"]*)\"", RegexOptions.ExplicitCapture)]
    private static partial Regex Links();

    [GeneratedRegex("stylesheet\" href=\"(?<to>[^\"]*)\"", RegexOptions.ExplicitCapture)]
    private static partial Regex Style();

    [GeneratedRegex("aria-label=\"(?<name>[A-Z][a-z ]+) per day: (?<total>\\d+) in 60 days\"", RegexOptions.ExplicitCapture)]
    private static partial Regex Drawn();

    [GeneratedRegex("<tr><th scope=\"row\">\\d{4}-\\d\\d-\\d\\d</th>(\\s*<td class=\"num\">(?<n>\\d+)</td>){4}", RegexOptions.ExplicitCapture)]
    private static partial Regex Rows();
}
