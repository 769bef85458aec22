using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Xunit;

namespace Monitor.Tests.Infrastructure;

/// <summary>How a page looked.</summary>
/// <param name="Rules">Rules of axe that it keeps.</param>
/// <param name="Violations">Rules that it breaks, with where.</param>
/// <param name="Overflow">By how many pixels it is wider than the window.</param>
/// <param name="Errors">What the browser complained of.</param>
/// <param name="Foreign">Addresses elsewhere that it asked for.</param>
internal sealed record PageLook(int Rules, IReadOnlyList<string> Violations, int Overflow, IReadOnlyList<string> Errors, IReadOnlyList<string> Foreign);

/// <summary>The chromium of this machine, driven from here: nothing is downloaded, and both end with this object.</summary>
internal sealed class Browser : IAsyncDisposable
{
    private static readonly string[] Places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    private readonly IBrowser _browser;

    private Browser(IBrowser browser) => _browser = browser;

    /// <summary>The browser of this machine; null = it has none.</summary>
    public static string? Program { get; } = Array.Find(Places, File.Exists);

    /// <summary>Skips the test where there is no browser.</summary>
    public static async Task<Browser> StartAsync()
    {
        Assert.SkipWhen(BrowserDriver.Driver is null, "no browser check: chromium is not installed (Debian: chromium)");
        return new Browser(await BrowserDriver.Driver.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Program,
            Headless = true,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
                "--disable-component-update", "--disable-sync"],
        }));
    }

    /// <summary>A window of its own, without cookies of others.</summary>
    public Task<IBrowserContext> WindowAsync(ColorScheme scheme, int width) =>
        _browser.NewContextAsync(new BrowserNewContextOptions { ColorScheme = scheme, ViewportSize = new ViewportSize { Width = width, Height = 800 } });

    public static async Task<PageLook> LookAsync(IBrowserContext window, Uri site, string path)
    {
        var (errors, foreign) = (new List<string>(), new List<string>());
        var page = await window.NewPageAsync();
        page.Console += (_, message) =>
        {
            if (message.Type == "error") errors.Add(message.Text);
        };
        page.PageError += (_, error) => errors.Add(error);
        page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(site.AbsoluteUri, StringComparison.Ordinal) && !request.Url.StartsWith("data:", StringComparison.Ordinal)) foreign.Add(request.Url);
        };
        await page.GotoAsync(new Uri(site, path).AbsoluteUri);
        // A mail in its frame is judged with the mails; scripts do not run in it.
        var axe = await page.RunAxe(new AxeRunOptions { Iframes = false, ResultTypes = [ResultType.Violations] });
        var overflow = await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
        await page.CloseAsync();
        return new PageLook(axe.Passes.Length, [.. axe.Violations.Select(Said)], overflow, errors, foreign);
    }

    public ValueTask DisposeAsync() => _browser.DisposeAsync();

    private static string Said(AxeResultItem rule) => $"{rule.Id}: {rule.Help}: {string.Join(" | ", rule.Nodes.Take(3).Select(n => n.Html))}";
}
