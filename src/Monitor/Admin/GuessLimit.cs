namespace Monitor.Admin;

/// <summary>
/// How often one caller may ask for what needs no token: whoever guesses is soon sent away, whoever holds a good link never
/// is. Counted by the minute and forgotten with it.
/// </summary>
internal sealed class GuessLimit(TimeProvider time)
{
    private const int Guesses = 20;
    private const int Callers = 10_000;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, int> _wrong = new(StringComparer.Ordinal);
    private long _minute;

    /// <summary>Notes a wrong guess.</summary>
    /// <returns>Whether the caller has guessed too often in this minute.</returns>
    public bool Wrong(HttpContext context)
    {
        var caller = ClientAddress.Of(context);
        var minute = time.GetUtcNow().ToUnixTimeSeconds() / 60;
        lock (_lock)
        {
            if (minute != _minute || _wrong.Count >= Callers) _wrong.Clear();
            _minute = minute;
            return (_wrong[caller] = _wrong.GetValueOrDefault(caller) + 1) > Guesses;
        }
    }
}
