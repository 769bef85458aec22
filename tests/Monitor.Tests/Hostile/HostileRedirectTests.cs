using Monitor.Sources;
using Monitor.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Hostile;

/// <summary>Answers that send us elsewhere, over real sockets.</summary>
public sealed class HostileRedirectTests
{
    [Theory]
    [InlineData("http://evil.example/")]
    [InlineData("//evil.example/x")]
    [InlineData("http://127.0.0.1@evil.example/")]
    [InlineData("http://localhost/")]
    [InlineData("http://[::1]/")]
    [InlineData("http://2130706433.example/")]
    [InlineData("http://169.254.169.254/latest/meta-data/")]
    [InlineData("http://metadata.google.internal/")]
    [InlineData("http://127.0.0.1:22/")]
    [InlineData("https://127.0.0.1/")]
    [InlineData("ftp://127.0.0.1/")]
    [InlineData("file:///etc/passwd")]
    [InlineData("javascript:alert(1)")]
    public async Task Another_place_is_refused_and_not_asked(string location)
    {
        await using var upstream = await StubUpstream.StartAsync(context =>
        {
            context.Response.StatusCode = 302;
            context.Response.Headers.Location = location;
            return Task.CompletedTask;
        });
        using var caller = new RealCaller(new HttpOptions { Tries = 3 });
        (await Should.ThrowAsync<SourceException>(caller.GetAsync(upstream.Address))).Failure.ShouldBe(SourceFailure.Refused);
        upstream.Asked.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Another_server_on_this_machine_is_not_asked()
    {
        await using var secret = await StubUpstream.SayingAsync("inside");
        await using var upstream = await StubUpstream.StartAsync(context =>
        {
            context.Response.Redirect(new Uri(secret.Address, "admin").AbsoluteUri);
            return Task.CompletedTask;
        });
        using var caller = new RealCaller();
        (await Should.ThrowAsync<SourceException>(caller.GetAsync(upstream.Address))).Failure.ShouldBe(SourceFailure.Refused);
        secret.Asked.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_circle_is_left_after_a_few_rounds()
    {
        await using var upstream = await StubUpstream.StartAsync(context =>
        {
            context.Response.Redirect(context.Request.Path == "/a" ? "/b" : "/a");
            return Task.CompletedTask;
        });
        using var caller = new RealCaller(new HttpOptions { Tries = 3 });
        var thrown = await Should.ThrowAsync<SourceException>(caller.GetAsync(new Uri(upstream.Address, "a")));
        thrown.Failure.ShouldBe(SourceFailure.Malformed);
        thrown.Message.ShouldContain("redirects");
        upstream.Asked.Count.ShouldBe(6);
    }

    [Fact]
    public async Task A_new_path_on_the_same_host_is_followed()
    {
        await using var upstream = await StubUpstream.StartAsync(context =>
        {
            if (context.Request.Path == "/new") return Microsoft.AspNetCore.Http.HttpResponseWritingExtensions.WriteAsync(context.Response, "here");
            context.Response.Redirect("new", permanent: true);
            return Task.CompletedTask;
        });
        using var caller = new RealCaller();
        var payload = await caller.GetAsync(new Uri(upstream.Address, "old"));
        payload.Content.ShouldBe("here"u8.ToArray());
        payload.Address.ShouldEndWith("/new");
    }

    [Theory]
    [InlineData("http://www.fda.gov/a", "https://www.fda.gov/a", true)]
    [InlineData("https://www.fda.gov/a", "http://www.fda.gov/a", false)]
    [InlineData("https://www.fda.gov/a", "https://WWW.FDA.GOV/b", true)]
    [InlineData("https://www.fda.gov/a", "https://www.fda.gov:8443/b", false)]
    public void Protection_is_never_lessened(string from, string to, bool followed)
    {
        using var response = new HttpResponseMessage(System.Net.HttpStatusCode.Found);
        response.Headers.Location = new Uri(to);
        if (followed) Redirect.Next(response, new Uri(from)).ShouldBe(new Uri(to));
        else Should.Throw<SourceException>(() => Redirect.Next(response, new Uri(from)));
    }
}
