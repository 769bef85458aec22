using System.Diagnostics;
using System.Text.Json.Nodes;
using Monitor.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Pages;

/// <summary>The pages in a real browser, judged by axe: wide and light, narrow and dark.</summary>
[OnOneStore("the subject is the browser")]
public sealed class AxeTests(PolledApp polled) : IClassFixture<PolledApp>
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    [Fact]
    public async Task No_page_breaks_a_rule_of_axe_or_overflows_a_phone_or_loads_anything_from_elsewhere()
    {
        var folder = Path.Combine(Shared.Repository, "tests", "Monitor.Tests", "Pages", "Browser");
        Assert.SkipUnless(Directory.Exists(Path.Combine(folder, "node_modules", "axe-core")), $"no browser check: run npm ci in {folder}");
        var browser = Array.Find(["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"], File.Exists);
        Assert.SkipWhen(browser is null, "no browser check: chromium is not installed");
        var app = polled.App;
        var article = (await app.IdsAsync("/api/hits?kind=article&size=1"))[0];
        var trial = (await app.IdsAsync("/api/hits?kind=trial&size=1"))[0];
        var notice = (await app.IdsAsync("/api/hits?kind=notice&size=1"))[0];
        var message = (string)(await app.JsonAsync("/api/messages"))["items"]![0]!["id"]!; // non-null: digests were sent
        string[] pages = ["/", "/hits", "/hits?q=exosome&kind=article", "/hits?since=x", $"/hits/{article}", $"/hits/{trial}", $"/studies/{trial}", "/hits/" + Uri.EscapeDataString(notice), "/hits/none", "/events/" + Uri.EscapeDataString(notice), "/events/none",
            "/coverage", "/messages", $"/messages/{message}", "/watches", "/reports", $"/reports/{article}"];
        var seen = JsonNode.Parse(await LookAsync(folder, browser!, app.Http.BaseAddress!, pages))!.AsArray(); // non-null: the line above skips otherwise, the app is started
        seen.Count.ShouldBe(pages.Length * 2);
        seen.SelectMany(look => look!["violations"]!.AsArray().Select(v => $"{look["page"]} {look["scheme"]}: {v!.ToJsonString()}")).ShouldBeEmpty(); // non-null: the script writes all of these
        foreach (var look in seen)
        {
            var where = $"{look!["page"]} {look["scheme"]} {look["width"]}"; // non-null: the script writes all of these
            ((int)look["rules"]!).ShouldBeGreaterThan(10, where);
            ((int)look["overflow"]!).ShouldBeLessThanOrEqualTo(0, where);
            look["foreign"]!.AsArray().ShouldBeEmpty(where);
            // The browser reports an answer that is no success as an error of its own.
            look["errors"]!.AsArray().Select(e => (string)e!).Where(e => !e.Contains("the server responded with a status of 40", StringComparison.Ordinal)).ShouldBeEmpty(where);
        }
    }

    private static async Task<string> LookAsync(string folder, string browser, Uri site, IEnumerable<string> pages)
    {
        var start = new ProcessStartInfo("node") { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach (var argument in new[] { "look.mjs", browser, site.AbsoluteUri, "light:1280,dark:360" }.Concat(pages)) start.ArgumentList.Add(argument);
        using var process = Process.Start(start) ?? throw new InvalidOperationException("node was not started");
        using var limit = new CancellationTokenSource(Longest);
        var (output, error) = (process.StandardOutput.ReadToEndAsync(limit.Token), process.StandardError.ReadToEndAsync(limit.Token));
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        process.ExitCode.ShouldBe(0, await error);
        return await output;
    }
}
