using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Monitor.Admin;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Admin;

public sealed class GuessLimitsTests
{
    [Fact]
    public void Each_caller_and_each_kind_of_guess_has_a_count_of_its_own_and_asking_costs_nothing()
    {
        using var limits = new GuessLimits(Options.Create(new AdminOptions { TokenGuesses = 10 }));
        var (one, other) = (From("192.0.2.1"), Enumerable.Range(2, 200).Select(i => From($"192.0.2.{i}")).First(c => ClientAddress.Of(c) != ClientAddress.Of(From("192.0.2.1"))));
        for (var i = 0; i < 1000; i++) limits.Refused(one, Guess.Token).ShouldBeNull();
        for (var i = 0; i < 10; i++) limits.Wrong(one, Guess.Token).ShouldBeNull();
        limits.Wrong(one, Guess.Token).ShouldNotBeNull().ShouldBeGreaterThan(TimeSpan.Zero);
        limits.Refused(one, Guess.Token).ShouldNotBeNull();
        limits.Refused(one, Guess.Login).ShouldBeNull();
        limits.Refused(one, Guess.Link).ShouldBeNull();
        limits.Refused(other, Guess.Token).ShouldBeNull();
    }

    [Fact]
    public void A_network_of_IPv6_is_one_caller_and_one_address_is_one_however_it_is_written()
    {
        ClientAddress.Of(From("2001:db8::1")).ShouldBe(ClientAddress.Of(From("2001:db8::ffff:1")));
        ClientAddress.Of(From("::ffff:192.0.2.7")).ShouldBe(ClientAddress.Of(From("192.0.2.7")));
    }

    [Fact]
    public void Nobody_fills_the_memory_with_addresses()
    {
        var callers = Enumerable.Range(0, 100_000).Select(i => ClientAddress.Of(From($"2001:db8:{i / 65536:x}:{i % 65536:x}::1"))).ToHashSet();
        callers.ShouldAllBe(c => c >= 0 && c < ClientAddress.Callers);
        callers.Count.ShouldBeGreaterThan(ClientAddress.Callers * 9 / 10, "and they are told apart as far as that goes");
    }

    private static DefaultHttpContext From(string address)
    {
        var context = new DefaultHttpContext();
        context.Connection.RemoteIpAddress = IPAddress.Parse(address);
        return context;
    }
}
