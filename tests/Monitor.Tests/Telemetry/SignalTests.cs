using System.Collections.Concurrent;
using System.Diagnostics;
using Monitor.Sources;
using Monitor.Telemetry;
using Monitor.Tests.Delivery.Alerts;
using Monitor.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Telemetry;

/// <summary>Single signals, as anybody may hear them who listens to the source and the meter Monitor.</summary>
[Collection(Alone.Name)]
[OnOneStore("the subject is what leaves for the collector")]
public sealed class SignalTests
{
    [Fact]
    public async Task A_request_that_fails_says_host_status_and_kind_and_never_a_key_or_a_parameter()
    {
        await using var upstream = await StubUpstream.SayingAsync("no such key: hush-hush", "text/plain", 400);
        using var heard = new Heard("http.client.request.duration");
        var spans = new ConcurrentBag<Activity>();
        using var listener = Listening(spans);
        using var caller = new RealCaller();
        await Should.ThrowAsync<SourceException>(() => caller.GetAsync(new SourceRequest
        {
            Address = new Uri(upstream.Address, "entrez/esearch?term=hair-loss-of-somebody&api_key=hush-hush"), Spacing = TimeSpan.Zero,
            Secrets = new Dictionary<string, string> { ["x-key"] = "hush-hush" },
        }));
        var span = spans.ShouldHaveSingleItem();
        (span.DisplayName, span.Kind, span.Status).ShouldBe(("GET", ActivityKind.Client, ActivityStatusCode.Error));
        var tags = span.TagObjects.ToDictionary(t => t.Key, t => t.Value?.ToString(), StringComparer.Ordinal);
        tags["http.response.status_code"].ShouldBe("400");
        tags["error.type"].ShouldBe("Refused");
        tags["server.port"].ShouldBe(upstream.Address.Port.ToString(System.Globalization.CultureInfo.InvariantCulture));
        tags["url.full"].ShouldBe(new Uri(upstream.Address, "entrez/esearch").AbsoluteUri);
        string.Join(' ', tags.Values).ShouldNotContain("hush");
        string.Join(' ', tags.Values).ShouldNotContain("hair-loss");
        heard.Look().ShouldHaveSingleItem().ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task Upstreams_are_not_told_of_our_traces()
    {
        var headers = new ConcurrentBag<string>();
        await using var upstream = await StubUpstream.StartAsync(context =>
        {
            foreach (var name in context.Request.Headers.Keys) headers.Add(name.ToLowerInvariant());
            return Task.CompletedTask;
        });
        var spans = new ConcurrentBag<Activity>();
        using var listener = Listening(spans);
        using var caller = new RealCaller();
        await caller.GetAsync(upstream.Address);
        spans.Count.ShouldBe(1);
        headers.ShouldContain("user-agent");
        headers.ShouldNotContain("traceparent");
    }

    [Fact]
    public async Task An_alert_is_measured_from_the_first_sight_to_the_hand_over()
    {
        using var heard = new Heard("monitor.alert.latency");
        await using var setting = await AlertSetting.NewAsync();
        (await setting.SeeAsync(AlertSetting.Letter())).ShouldHaveSingleItem().State.ShouldBe("sent");
        // The station's clock went on by an hour between the poll and the delivery.
        heard.Look().ShouldBe([3600]);
        (await setting.DigestAsync()).ShouldHaveSingleItem();
        heard.Look().ShouldBeEmpty("a digest is no alert");
    }

    [Fact]
    public void Headers_for_the_collector_that_cannot_be_read_are_named_by_their_line_and_not_shown()
    {
        using var folder = new TempFolder();
        var file = Path.Combine(folder.Path, "headers.txt");
        File.WriteAllText(file, "\n# comment\nx-one = 1\nhush-hush\n");
        OtlpHeaders.Problem(file).ShouldBe($"{file}, line 4: write name=value, without a comma");
        File.WriteAllText(file, "x-one = 1,2\n");
        OtlpHeaders.Problem(file).ShouldNotBeNull().ShouldContain("line 1");
        File.WriteAllText(file, "x-one = 1\nx-two=b c=\n");
        OtlpHeaders.Problem(file).ShouldBeNull();
        OtlpHeaders.Read(file).ShouldBe("x-one=1,x-two=b%20c%3D");
        OtlpHeaders.Read(null).ShouldBeNull();
    }

    private static ActivityListener Listening(ConcurrentBag<Activity> spans)
    {
        var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Monitor", Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded, ActivityStopped = spans.Add,
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }
}
