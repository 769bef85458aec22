using Monitor.Delivery;
using Monitor.Store.Sql;
using Monitor.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Delivery;

/// <summary>Links that act: read by the store that made them, for what they were made for, until they are over.</summary>
[OnEveryStore]
public sealed class TokensTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_token_reads_after_a_restart_and_in_another_process()
    {
        await using var store = await TempStore.NewAsync();
        var token = (await new Tokens(new SecretTable(store.Database)).SignerAsync(default)).Make("seen", "42");
        token.ShouldMatch("^[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]{22}$");
        using var again = store.Again();
        (await new Tokens(new SecretTable(again)).SignerAsync(default)).Read("seen", token, Now).ShouldBe("42");
    }

    [Fact]
    public async Task Stores_have_keys_of_their_own()
    {
        await using var one = await TempStore.NewAsync();
        await using var other = await TempStore.NewAsync();
        var token = (await new Tokens(new SecretTable(one.Database)).SignerAsync(default)).Make("seen", "42");
        (await new Tokens(new SecretTable(other.Database)).SignerAsync(default)).Read("seen", token, Now).ShouldBeNull();
    }

    [Fact]
    public void A_token_of_another_purpose_does_not_read()
    {
        var signer = new TokenSigner(new byte[32]);
        signer.Read("unsubscribe", signer.Make("seen", "42"), Now).ShouldBeNull();
        // The border between purpose and payload is part of what is signed.
        signer.Read("see", signer.Make("seen", "42"), Now).ShouldBeNull();
    }

    [Fact]
    public void A_token_ends_when_it_says()
    {
        var signer = new TokenSigner(new byte[32]);
        var token = signer.Make("seen", "a|b", Now.AddDays(1));
        signer.Read("seen", token, Now).ShouldBe("a|b");
        signer.Read("seen", token, Now.AddDays(1)).ShouldBeNull();
    }

    [Fact]
    public void No_change_of_one_character_passes()
    {
        var signer = new TokenSigner(new byte[32]);
        var token = signer.Make("seen", "ann.42");
        for (var i = 0; i < token.Length; i++)
        {
            foreach (var other in "ABab01-_.=/ ")
            {
                if (other != token[i]) signer.Read("seen", token[..i] + other + token[(i + 1)..], Now).ShouldBeNull($"{other} at {i}");
            }
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("a")]
    [InlineData("a.b.c")]
    [InlineData("NDI.")]
    [InlineData(".AAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("../../etc/passwd")]
    [InlineData("%00%0d%0a")]
    [InlineData("\u0000\uffff")]
    public void Garbage_reads_as_nothing(string? token) => new TokenSigner(new byte[32]).Read("seen", token, Now).ShouldBeNull();

    [Fact]
    public void A_token_without_end_is_not_read() => new TokenSigner(new byte[32]).Read("seen", new string('A', 1_000_000) + ".AAAA", Now).ShouldBeNull();
}
