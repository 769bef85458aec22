using Monitor.Sources;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Sources;

public sealed class RetryWaitTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(1, 2)]
    [InlineData(2, 10)]
    [InlineData(3, 30)]
    [InlineData(9, 30)]
    public void Waits_grow_and_each_is_stretched_by_up_to_half(int attempt, int seconds)
    {
        var waits = Enumerable.Range(0, 500).Select(i => RetryWait.Of(attempt, null, "a@example.org pubmed", Now.AddTicks(i)).TotalSeconds / seconds).ToList();
        waits.ShouldAllBe(w => w >= 1 && w < 1.5);
        waits.Min().ShouldBeLessThan(1.05);
        waits.Max().ShouldBeGreaterThan(1.45);
    }

    [Fact]
    public void Two_installations_do_not_wait_alike() =>
        Enumerable.Range(0, 100).Select(i => RetryWait.Of(2, null, $"{i}@example.org pubmed", Now)).Distinct().Count().ShouldBeGreaterThan(90);

    [Fact]
    public void The_same_moment_played_again_waits_the_same() =>
        RetryWait.Of(2, null, "a@example.org pubmed", Now).ShouldBe(RetryWait.Of(2, null, "a@example.org pubmed", Now));

    [Fact]
    public void What_the_upstream_asked_for_is_never_cut_short()
    {
        RetryWait.Of(1, TimeSpan.FromSeconds(25), "x", Now).ShouldBe(TimeSpan.FromSeconds(25));
        RetryWait.Of(1, TimeSpan.FromSeconds(1), "x", Now).ShouldBeGreaterThanOrEqualTo(TimeSpan.FromSeconds(2));
    }
}
