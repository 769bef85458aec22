namespace Monitor.Health;

/// <summary>Whether Monitor does its work.</summary>
/// <param name="Stopped">Sentences on what Monitor itself does not do any more: it is not ready.</param>
/// <param name="Overdue">Names of the sources that have given no complete answer for too long: it works, they do not.</param>
internal sealed record Judgement(IReadOnlyList<string> Stopped, IReadOnlyList<string> Overdue);

/// <summary>
/// Ready means: the schedule ticks and its jobs end well, the store takes a write, each source was asked when it was due, mail leaves. One
/// judgement for <c>/health/ready</c> and the heartbeat.
/// </summary>
internal sealed class Readiness(JobPulse pulse, WriteProbe probe, PollingWatch polling, MailWatch mail, TimeProvider time)
{
    /// <summary>Never fails for what it judges: what cannot be read has stopped.</summary>
    public async Task<Judgement> JudgeAsync(CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var stopped = pulse.Stopped();
        if (await probe.FailureAsync(ct) is { } failure) return new Judgement([.. stopped, failure], []);
        var (notAsked, overdue) = await polling.LookAsync(now, ct);
        return new Judgement([.. stopped, .. notAsked, .. await mail.StuckAsync(now, ct)], overdue);
    }
}
