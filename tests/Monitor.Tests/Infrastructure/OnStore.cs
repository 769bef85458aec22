using Xunit;
using Xunit.v3;

namespace Monitor.Tests.Infrastructure;

/// <summary>The test opens the store of whichever engine is asked for (see <see cref="TempStore"/>): it runs on SQLite, and once more on PostgreSQL.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class OnEveryStoreAttribute : Attribute, ITraitAttribute
{
    public IReadOnlyCollection<KeyValuePair<string, string>> GetTraits() => [KeyValuePair.Create(OnStore.Trait, OnStore.Every)];
}

/// <summary>The test needs a store, and it does not matter which: one pass is enough.</summary>
/// <param name="why">What it is about instead.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class OnOneStoreAttribute(string why) : Attribute, ITraitAttribute
{
    public string Why => why;

    public IReadOnlyCollection<KeyValuePair<string, string>> GetTraits() => [KeyValuePair.Create(OnStore.Trait, OnStore.One)];
}

/// <summary>The second pass, on PostgreSQL, takes the tests by their trait; no test that opens a store is without one.</summary>
internal static class OnStore
{
    public const string Trait = "store", Every = "every", One = "one";

    /// <exception cref="InvalidOperationException">The test that runs now does not say on which stores it runs.</exception>
    public static void Demand()
    {
        var now = TestContext.Current;
        var traits = now.Test?.Traits ?? now.TestCase?.Traits ?? now.TestMethod?.Traits ?? now.TestClass?.Traits;
        if (traits is null || traits.ContainsKey(Trait)) return;
        throw new InvalidOperationException(
            $"{now.TestClass?.TestClassName} opens the store that MONITOR_TEST_STORE names: put [OnEveryStore] on it, so that it runs on PostgreSQL too, or [OnOneStore(why)]");
    }
}
