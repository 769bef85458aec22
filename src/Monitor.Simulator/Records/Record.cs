namespace Monitor.Simulator.Records;

/// <summary>One state of a record and the instant from which the upstream shows it.</summary>
/// <param name="VisibleFrom">First instant at which it is shown.</param>
/// <param name="Change">One of <see cref="WorldEventTypes"/>.</param>
/// <param name="Content">What is shown.</param>
internal sealed record Version<T>(DateTimeOffset VisibleFrom, string Change, T Content);

/// <summary>A record with its whole life, oldest version first.</summary>
/// <param name="Id">External id as in <see cref="WorldEvent.ExternalId"/>.</param>
/// <param name="Watches">The label: watches whose words the generator put into it.</param>
/// <param name="Versions">Its states.</param>
internal sealed record Record<T>(string Id, IReadOnlyList<string> Watches, IReadOnlyList<Version<T>> Versions)
    where T : class
{
    /// <summary>As <see cref="WorldEvent.Event"/>.</summary>
    public string? Event { get; init; }

    /// <summary>The state shown at an instant; null before the first.</summary>
    public T? At(DateTimeOffset instant)
    {
        T? shown = null;
        foreach (var version in Versions)
        {
            if (version.VisibleFrom <= instant) shown = version.Content;
        }

        return shown;
    }

    public IEnumerable<WorldEvent> Events(string source) =>
        Versions.Select(v => new WorldEvent(v.VisibleFrom, source, Id, v.Change, Watches) { Event = Event });
}
