using System.Net;
using Monitor.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Admin;

[OnEveryStore]
public sealed class DigestPreviewTests
{
    [Fact]
    public async Task A_preview_shows_what_would_be_sent_and_leaves_it_due()
    {
        await using var app = await MonitorApp.StartAsync(new Uri("http://127.0.0.1:9/"));
        await app.AddAsync(Any.Article("1", "Exosomes & hair: a preview"));
        var first = await app.JsonAsync("/api/digests/preview?recipient=lead");
        first.AsObject().Select(p => p.Key).ShouldBe(["recipient", "empty", "subject", "text", "html"]);
        ((bool)first["empty"]!).ShouldBeFalse();
        ((string)first["text"]!).ShouldContain("Exosomes & hair: a preview");
        ((string)first["html"]!).ShouldContain("Exosomes &amp; hair");
        ((string)(await app.JsonAsync("/api/digests/preview?recipient=lead"))["text"]!).ShouldBe((string)first["text"]!);
        (await app.JsonAsync("/api/messages"))["items"]!.AsArray().ShouldBeEmpty();
        (await app.DigestNowAsync()).ShouldContain(m => m.Recipient == "lead" && m.Text.Contains("a preview", StringComparison.Ordinal));
        ((bool)(await app.JsonAsync("/api/digests/preview?recipient=lead"))["empty"]!).ShouldBeTrue();
    }

    [Fact]
    public async Task Who_is_no_recipient_has_no_preview()
    {
        await using var app = await MonitorApp.StartAsync(new Uri("http://127.0.0.1:9/"));
        (await app.ProblemAsync("/api/digests/preview")).ShouldContain("recipient");
        (await app.ProblemAsync("/api/digests/preview?recipient=nobody", HttpStatusCode.NotFound)).ShouldContain("nobody");
    }
}
