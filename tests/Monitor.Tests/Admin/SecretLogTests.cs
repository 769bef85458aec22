using System.Net;
using Monitor.Tests.Infrastructure;
using Monitor.Tests.Infrastructure.Runs;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Admin;

public sealed class SecretLogTests
{
    [Fact]
    public async Task A_token_in_an_address_stands_in_no_line_that_the_program_writes()
    {
        using var folder = new TempFolder();
        var port = FreePort.Next();
        using var process = LiveProcess.Start(
            "Monitor.dll", folder.Path, "run", "--urls", $"http://127.0.0.1:{port}", "--Polling:Enabled", "false", "--Admin:FeedToken", "s3cret-of-feeds", "--Admin:Token", "s3cret-of-all");
        using var http = new HttpClient(new SocketsHttpHandler(), disposeHandler: true) { BaseAddress = new Uri($"http://127.0.0.1:{port}/") };
        for (var i = 0; i < 1000 && !await AliveAsync(http); i++) await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        (await http.GetAsync(new Uri("feeds/all.rss?token=s3cret-of-feeds", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await http.GetAsync(new Uri("feeds/all.rss?token=s3cret-of-feeds&kind=x", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await http.GetAsync(new Uri("feeds/all.rss?token=s3cret-of-fee", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        // Even a defect on the way writes no address: the store is gone now.
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "data", "monitor.db"), new string('x', 20_000));
        await http.GetAsync(new Uri("feeds/exosome.rss?token=s3cret-of-feeds&q=broken", UriKind.Relative));
        await http.GetAsync(new Uri("feeds/safety.atom?token=s3cret-of-feeds", UriKind.Relative));
        process.Said.ShouldNotBeEmpty();
        process.Said.ShouldNotContain("s3cret");
    }

    private static async Task<bool> AliveAsync(HttpClient http)
    {
        try
        {
            using var response = await http.GetAsync(new Uri("health/live", UriKind.Relative));
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
