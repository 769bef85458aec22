namespace Monitor.Documents;

/// <summary>
/// An instant that lies further ahead than anything explains was noted while the clock was ahead. Believed, it would silence what
/// it is about until then, for years.
/// </summary>
internal static class Ahead
{
    /// <summary>By how much the clocks of several machines may differ; as little proves nothing.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    /// <summary>Further than a schedule that was changed meanwhile would explain, too.</summary>
    private static readonly TimeSpan Far = TimeSpan.FromDays(32);

    /// <param name="noted">As it was noted.</param>
    /// <param name="latest">What its own schedule, ladder or lease explains at most; for what has happened, now.</param>
    public static bool Is(DateTimeOffset noted, DateTimeOffset latest) => noted - latest > Tolerance;

    /// <summary>As <see cref="Is"/>, and no change of the configuration explains it either.</summary>
    public static bool IsSurely(DateTimeOffset noted, DateTimeOffset latest) => noted - latest > Far;
}
