namespace Monitor.Store;

/// <summary>Times in our own tables: UTC, milliseconds since 1970.</summary>
internal static class Instants
{
    public static long Ms(this DateTimeOffset instant) => instant.ToUnixTimeMilliseconds();

    public static long? Ms(this DateTimeOffset? instant) => instant?.ToUnixTimeMilliseconds();

    public static DateTimeOffset At(this long ms) => DateTimeOffset.FromUnixTimeMilliseconds(ms);

    public static DateTimeOffset? At(this long? ms) => ms is { } value ? DateTimeOffset.FromUnixTimeMilliseconds(value) : null;

    /// <summary>The instant cut to milliseconds: what a round trip through the store gives back.</summary>
    public static DateTimeOffset Cut(this DateTimeOffset instant) => instant.Ms().At();
}
