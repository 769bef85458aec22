namespace Monitor.Sources;

/// <summary>Turns at a host among all processes on one store. Without it each process keeps its own pace.</summary>
internal interface IHostSlots
{
    /// <summary>Waits until no other process asks this host, and reserves the next instant at which this one may.</summary>
    /// <param name="host">Name of the host.</param>
    /// <param name="spacing">Least time since the end of the request before, whoever made it.</param>
    /// <param name="ct">Gives up waiting.</param>
    /// <exception cref="Exception">The store does not answer; then nothing may be asked.</exception>
    Task<IHostSlot> TakeAsync(string host, TimeSpan spacing, CancellationToken ct);
}

/// <summary>A turn that was reserved.</summary>
internal interface IHostSlot
{
    /// <summary>No request before this instant.</summary>
    DateTimeOffset At { get; }

    /// <summary>The answer is in, or none will come; the next process may go. Never throws: without it the next one waits as if the answer had come just then.</summary>
    /// <param name="notBefore">No request of anybody before this instant: what a Retry-After asked for.</param>
    ValueTask GiveBackAsync(DateTimeOffset notBefore);
}
