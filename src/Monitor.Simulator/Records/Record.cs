namespace Monitor.Simulator.Records;

/// <summary>One state of a record and the instant from which the upstream shows it.</summary>
/// <param name="VisibleFrom">First instant at which it is shown.</param>
/// <param name="Change">One of <see cref="WorldEventTypes"/>.</param>
/// <param name="Content">What is shown.</param>
internal sealed record Version<T>(DateTimeOffset VisibleFrom, string Change, T Content)
{
    /// <summary>Watches that the record fulfils from this version on and did not before.</summary>
    public IReadOnlyList<string> Gained { get; init; } = [];
}

/// <summary>A record with its whole life, oldest version first.</summary>
/// <param name="Id">External id as in <see cref="WorldEvent.ExternalId"/>.</param>
/// <param name="Watches">The label: watches that its first version fulfils.</param>
/// <param name="Versions">Its states.</param>
internal sealed record Record<T>(string Id, IReadOnlyList<string> Watches, IReadOnlyList<Version<T>> Versions)
    where T : class
{
    /// <summary>As <see cref="WorldEvent.Event"/>.</summary>
    public string? Event { get; init; }

    /// <summary>A report of harm to people, which nobody should wait for.</summary>
    public bool Harm { get; init; }

    /// <summary>What the recipe says: watches that it certainly fulfils; none of a near miss.</summary>
    public IReadOnlyList<string> Authored { get; init; } = [];

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
        Versions.SelectMany((v, i) => Events(source, v, i));

    private IEnumerable<WorldEvent> Events(string source, Version<T> version, int index)
    {
        string[] known = [.. Watches.Concat(Versions.Take(index).SelectMany(v => v.Gained)).Distinct(StringComparer.Ordinal)];
        // Added headings are cosmetic, and to whoever is after them the record is new: that is one event.
        if (version.Gained.Count == 0 || version.Change != WorldEventTypes.Cosmetic)
        {
            yield return new WorldEvent(version.VisibleFrom, source, Id, version.Change, known) { Event = Event, Harm = Harm };
        }

        if (version.Gained.Count > 0) yield return new WorldEvent(version.VisibleFrom, source, Id, WorldEventTypes.New, version.Gained) { Event = Event, Harm = Harm };
    }
}
