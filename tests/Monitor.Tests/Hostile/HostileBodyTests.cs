using System.IO.Compression;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Monitor.Sources;
using Monitor.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Hostile;

/// <summary>Bodies that are too large, never end, or end too early, over real sockets.</summary>
public sealed class HostileBodyTests
{
    private static readonly byte[] Line = Encoding.ASCII.GetBytes(new string('x', 63) + "\n");

    [Fact]
    public async Task A_gzip_bomb_is_given_up_long_before_it_is_unpacked()
    {
        var bomb = Packed(1024);
        using var taken = new CountedStream(new MemoryStream(bomb));
        using var content = new StreamContent(taken);
        content.Headers.ContentEncoding.Add("gzip");
        var thrown = await Should.ThrowAsync<SourceException>(SourceBody.ReadAsync(content, "https://upstream.example/", 256, CancellationToken.None));
        thrown.Failure.ShouldBe(SourceFailure.TooLarge);
        thrown.Message.ShouldContain("times its size");
        // A gigabyte lies in it; what was read of it unpacks to little more than the eight megabytes that are always allowed.
        (taken.Taken * 1000L).ShouldBeLessThan(100L * 1024 * 1024);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("identity")]
    [InlineData(null)]
    public async Task An_answer_is_unpacked_whole_however_it_is_packed(string? coding)
    {
        var text = string.Concat(Enumerable.Range(0, 300_000).Select(i => $"<Id>{i}</Id>"));
        await using var upstream = await StubUpstream.StartAsync(async context =>
        {
            context.Response.ContentType = "text/xml";
            if (coding is not null) context.Response.Headers.ContentEncoding = coding;
            await using var packed = Pack(coding, context.Response.Body);
            await packed.WriteAsync(Encoding.ASCII.GetBytes(text), context.RequestAborted);
        });
        using var caller = new RealCaller();
        Encoding.ASCII.GetString((await caller.GetAsync(upstream.Address)).Content).ShouldBe(text);
    }

    [Theory]
    [InlineData("gzip, gzip")]
    [InlineData("deflate")]
    [InlineData("br")]
    public async Task A_packing_that_was_not_asked_for_is_malformed(string coding)
    {
        await using var upstream = await StubUpstream.StartAsync(context =>
        {
            context.Response.Headers.ContentEncoding = coding;
            return context.Response.WriteAsync("anything");
        });
        using var caller = new RealCaller();
        (await Should.ThrowAsync<SourceException>(caller.GetAsync(upstream.Address))).Failure.ShouldBe(SourceFailure.Malformed);
    }

    [Fact]
    public async Task An_answer_above_the_cap_is_not_read_to_its_end()
    {
        await using var upstream = await StubUpstream.StartAsync(async context =>
        {
            var block = new byte[1024 * 1024];
            for (var sent = 0; sent < 16; sent++) await context.Response.BodyWriter.WriteAsync(block, context.RequestAborted);
            // It never ends: whoever waits for the end gets none.
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted);
        });
        using var caller = new RealCaller(new HttpOptions { Tries = 1, MaxMegabytes = 4 });
        (await Should.ThrowAsync<SourceException>(caller.GetAsync(upstream.Address))).Failure.ShouldBe(SourceFailure.TooLarge);
    }

    [Fact]
    public async Task An_answer_that_announces_more_than_the_cap_is_not_read_at_all()
    {
        await using var upstream = await StubUpstream.StartAsync(async context =>
        {
            context.Response.ContentLength = 5L * 1024 * 1024 * 1024;
            await context.Response.Body.WriteAsync(Line, context.RequestAborted);
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted);
        });
        using var caller = new RealCaller();
        (await Should.ThrowAsync<SourceException>(caller.GetAsync(upstream.Address))).Failure.ShouldBe(SourceFailure.TooLarge);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_drip_that_never_ends_is_left_at_the_time_limit(bool headersFirst)
    {
        await using var upstream = await StubUpstream.StartAsync(async context =>
        {
            if (!headersFirst) await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted);
            while (!context.RequestAborted.IsCancellationRequested)
            {
                await context.Response.Body.WriteAsync(Line, context.RequestAborted);
                await context.Response.Body.FlushAsync(context.RequestAborted);
                await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, context.RequestAborted);
            }
        });
        using var caller = new RealCaller(new HttpOptions { Tries = 1, Timeout = TimeSpan.FromSeconds(1) });
        var thrown = await Should.ThrowAsync<SourceException>(caller.GetAsync(upstream.Address));
        thrown.Failure.ShouldBe(SourceFailure.Unreachable);
        thrown.Message.ShouldContain("no complete answer within 00:00:01");
    }

    [Theory]
    [InlineData(1000, null)]
    [InlineData(null, null)]
    [InlineData(null, "gzip")]
    public async Task A_body_that_breaks_off_is_a_failure(int? announced, string? coding)
    {
        await using var upstream = await StubUpstream.StartAsync(async context =>
        {
            context.Response.ContentLength = announced;
            if (coding is not null) context.Response.Headers.ContentEncoding = coding;
            await context.Response.Body.WriteAsync(coding is null ? Line : Packed(1)[..500], context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
            // No last chunk, and less than was announced.
            context.Features.GetRequiredFeature<IHttpRequestLifetimeFeature>().Abort();
        });
        using var caller = new RealCaller();
        (await Should.ThrowAsync<SourceException>(caller.GetAsync(upstream.Address))).Failure.ShouldBe(SourceFailure.Unreachable);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(5_000)]
    public async Task A_packed_body_cut_before_it_was_sent_is_a_failure(int missing)
    {
        await using var upstream = await StubUpstream.StartAsync(async context =>
        {
            context.Response.Headers.ContentEncoding = "gzip";
            using var whole = new MemoryStream();
            await using (var packed = Pack("gzip", whole)) await packed.WriteAsync(Encoding.ASCII.GetBytes(string.Concat(Enumerable.Range(0, 5000).Select(i => $"{i},"))));
            await context.Response.Body.WriteAsync(whole.ToArray().AsMemory(0, (int)whole.Length - missing), context.RequestAborted);
        });
        using var caller = new RealCaller();
        if (missing == 0) (await caller.GetAsync(upstream.Address)).Content.Length.ShouldBe(23_890);
        else (await Should.ThrowAsync<SourceException>(caller.GetAsync(upstream.Address))).Failure.ShouldBe(SourceFailure.Unreachable);
    }

    [Fact]
    public async Task What_calls_itself_packed_and_is_not_is_a_failure()
    {
        await using var upstream = await StubUpstream.StartAsync(context =>
        {
            context.Response.Headers.ContentEncoding = "gzip";
            return context.Response.WriteAsync("<PubmedArticleSet/>");
        });
        using var caller = new RealCaller();
        (await Should.ThrowAsync<SourceException>(caller.GetAsync(upstream.Address))).Failure.ShouldBe(SourceFailure.Unreachable);
    }

    private static Stream Pack(string? coding, Stream to) => coding switch
    {
        "gzip" => new GZipStream(to, CompressionLevel.Fastest, leaveOpen: true),
        _ => to,
    };

    /// <summary>Megabytes of one character.</summary>
    private static byte[] Packed(int megabytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            var block = new byte[1024 * 1024];
            for (var i = 0; i < megabytes; i++) gzip.Write(block);
        }

        return packed.ToArray();
    }
}
