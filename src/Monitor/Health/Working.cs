using Monitor.Documents;

namespace Monitor.Health;

/// <summary>What the schedule of this process does.</summary>
/// <param name="Polls">It asks the sources.</param>
/// <param name="Mails">It composes and sends mail.</param>
/// <param name="Tick">How often its own clock ticks; null = it has none, or shares one with others and may be given nothing.</param>
internal sealed record WorkPlan(bool Polls, bool Mails, TimeSpan? Tick)
{
    /// <summary>No schedule: this process only serves what is stored, or runs one verb.</summary>
    public static WorkPlan None { get; } = new(false, false, null);
}

/// <summary>What this process works at, and since when.</summary>
internal sealed class Working(WorkPlan plan, TimeProvider time)
{
    private DateTimeOffset _since = time.GetUtcNow();

    public WorkPlan Plan { get; } = plan;

    /// <summary>Now, where it began while the clock was ahead.</summary>
    public DateTimeOffset Since => Ahead.Is(_since, time.GetUtcNow()) ? _since = time.GetUtcNow() : _since;
}
