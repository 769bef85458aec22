using Microsoft.Playwright;
using Monitor.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Pages;

/// <summary>The pages in a real browser, judged by axe: wide and light, narrow and dark.</summary>
[OnOneStore("the subject is the browser")]
public sealed class AxeTests(PolledApp polled) : IClassFixture<PolledApp>
{
    [Theory]
    [InlineData(ColorScheme.Light, 1280)]
    [InlineData(ColorScheme.Dark, 360)]
    public async Task No_page_breaks_a_rule_of_axe_or_overflows_a_phone_or_loads_anything_from_elsewhere(ColorScheme scheme, int width)
    {
        await using var browser = await Browser.StartAsync();
        await using var window = await browser.WindowAsync(scheme, width);
        foreach (var path in await PagesAsync())
        {
            var look = await Browser.LookAsync(window, polled.App.Http.BaseAddress!, path); // non-null: the app is started
            look.Violations.ShouldBeEmpty(path);
            look.Rules.ShouldBeGreaterThan(10, path);
            look.Overflow.ShouldBeLessThanOrEqualTo(0, path);
            look.Foreign.ShouldBeEmpty(path);
            // The browser reports an answer that is no success as an error of its own.
            look.Errors.Where(e => !e.Contains("the server responded with a status of 40", StringComparison.Ordinal)).ShouldBeEmpty(path);
        }
    }

    private async Task<string[]> PagesAsync()
    {
        var app = polled.App;
        var article = (await app.IdsAsync("/api/hits?kind=article&size=1"))[0];
        var trial = (await app.IdsAsync("/api/hits?kind=trial&size=1"))[0];
        var notice = Uri.EscapeDataString((await app.IdsAsync("/api/hits?kind=notice&size=1"))[0]);
        var message = (string)(await app.JsonAsync("/api/messages"))["items"]![0]!["id"]!; // non-null: digests were sent
        return
        [
            "/", "/hits", "/hits?q=exosome&kind=article", "/hits?since=x", $"/hits/{article}", $"/hits/{trial}", $"/studies/{trial}", $"/hits/{notice}", "/hits/none",
            $"/events/{notice}", "/events/none", "/coverage", "/messages", $"/messages/{message}", "/watches", "/reports", $"/reports/{article}",
        ];
    }
}
