namespace Monitor.Delivery.Email.Smtp;

/// <summary>
/// How long a hand-over may take. A stop of the program ends it at once, or after a while when the server may have the mail.
/// </summary>
internal sealed class HandOverLimit : IDisposable
{
    /// <summary>How long a stop of the program waits for the last word of a server that has the mail.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(20);

    private readonly CancellationTokenSource _end;
    private readonly CancellationToken _stop;
    private readonly CancellationTokenRegistration _onStop;

    /// <param name="most">For all of it.</param>
    /// <param name="stop">The program stops.</param>
    public HandOverLimit(TimeSpan most, CancellationToken stop)
    {
        (_end, _stop) = (new CancellationTokenSource(most), stop);
        _onStop = stop.Register(End);
    }

    /// <summary>Whether the server may have the mail.</summary>
    public Func<bool> HandsOver { get; set; } = () => false;

    public CancellationToken Token => _end.Token;

    /// <summary>The program stops; it did not merely take too long.</summary>
    public bool IsStopped => _stop.IsCancellationRequested;

    /// <summary>Whether nothing more may be begun.</summary>
    public bool IsOver => _end.IsCancellationRequested || IsStopped;

    public void Dispose()
    {
        _onStop.Dispose();
        _end.Dispose();
    }

    private void End()
    {
        if (HandsOver()) _end.CancelAfter(Grace);
        else _end.Cancel();
    }
}
