using System.Net;
using System.Net.Sockets;
using Monitor.Admin;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Admin;

/// <summary>What the server would take for every address of the machine is not believed by its name.</summary>
public sealed class BoundAddressesTests
{
    [Fact]
    public async Task A_name_that_stands_for_loopback_becomes_its_addresses()
    {
        var name = await NameAsync();
        Assert.SkipWhen(name is null, "this machine has no further name for loopback");
        var bound = BoundAddresses.OnLoopback([$"http://{name}:5080"], out var open);
        open.ShouldBeNull();
        bound.ShouldNotBeEmpty();
        bound.ShouldAllBe(b => b.StartsWith("http://127.", StringComparison.Ordinal) || b == "http://[::1]:5080");
    }

    [Theory]
    [InlineData("http://name-of-nobody.invalid:5080")]
    [InlineData("http://loopback:5080")]
    [InlineData("http://127.0.0.1.example.invalid:5080")]
    public void A_name_that_stands_for_nothing_is_open(string url)
    {
        BoundAddresses.OnLoopback(["http://127.0.0.1:1", url], out var open);
        open.ShouldBe(url);
    }

    [Fact]
    public async Task The_name_of_the_machine_in_its_network_is_open()
    {
        var name = Dns.GetHostName();
        var known = await Dns.GetHostAddressesAsync(name);
        Assert.SkipWhen(known.All(IPAddress.IsLoopback), "the name of this machine stands for loopback");
        BoundAddresses.OnLoopback([$"http://{name}:5080"], out var open);
        open.ShouldBe($"http://{name}:5080");
    }

    private static async Task<string?> NameAsync()
    {
        var listed = File.Exists("/etc/hosts") ? (await File.ReadAllLinesAsync("/etc/hosts")).SelectMany(l => l.Split('#')[0].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Skip(1)) : [];
        foreach (var name in listed.Where(n => n != "localhost"))
        {
            try
            {
                if ((await Dns.GetHostAddressesAsync(name)) is { Length: > 0 } known && known.All(IPAddress.IsLoopback)) return name;
            }
            catch (SocketException)
            {
                // Not here.
            }
        }

        return null;
    }
}
