using Microsoft.Playwright;
using Monitor.Tests.Infrastructure;
using Xunit;

[assembly: AssemblyFixture(typeof(BrowserDriver))]

namespace Monitor.Tests.Infrastructure;

/// <summary>
/// What drives the browser, begun before the first test: it sets the encoding of the console, and holds the console's lock while it waits
/// for whoever writes there, who may wait for that lock. That ended one run in some hundred by standing still.
/// </summary>
public sealed class BrowserDriver : IAsyncLifetime
{
    /// <summary>Null = this machine has no browser.</summary>
    internal static IPlaywright? Driver { get; private set; }

    public async ValueTask InitializeAsync() => Driver = Browser.Program is null ? null : await Playwright.CreateAsync();

    public ValueTask DisposeAsync()
    {
        Driver?.Dispose();
        return ValueTask.CompletedTask;
    }
}
