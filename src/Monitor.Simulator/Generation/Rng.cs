namespace Monitor.Simulator.Generation;

/// <summary>SplitMix64: the same numbers for the same seed on every platform and runtime.</summary>
internal sealed class Rng(ulong seed)
{
    private ulong _state = seed;

    /// <summary>A stream of its own per name, so that one more draw in one place moves nothing elsewhere.</summary>
    public static Rng For(int seed, string stream) => new(Hash(seed, stream));

    /// <summary>A number that depends on seed and text alone.</summary>
    public static ulong Hash(int seed, string text)
    {
        var hash = 14695981039346656037UL ^ (uint)seed;
        foreach (var c in text) hash = (hash ^ c) * 1099511628211UL;
        return Mix(hash);
    }

    public ulong Next() => Mix(_state += 0x9E3779B97F4A7C15UL);

    /// <summary>0 to <paramref name="count"/> - 1.</summary>
    public int Below(int count) => (int)(Next() % (ulong)count);

    /// <summary>Both ends included.</summary>
    public int Between(int first, int last) => first + Below(last - first + 1);

    public bool Chance(int percent) => Below(100) < percent;

    public T Pick<T>(IReadOnlyList<T> items) => items[Below(items.Count)];

    /// <summary>An instant in the half-open stretch, on a whole minute; <paramref name="from"/> when it is empty.</summary>
    public DateTimeOffset Instant(DateTimeOffset from, DateTimeOffset to)
    {
        var minutes = (long)(to - from).TotalMinutes;
        return minutes <= 0 ? from : from.AddMinutes((long)(Next() % (ulong)minutes));
    }

    public List<T> Shuffled<T>(IEnumerable<T> items)
    {
        var list = items.ToList();
        for (var i = list.Count - 1; i > 0; i--)
        {
            var j = Below(i + 1);
            (list[i], list[j]) = (list[j], list[i]);
        }

        return list;
    }

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }
}
