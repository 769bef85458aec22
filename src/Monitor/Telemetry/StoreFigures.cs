using Monitor.Sources;
using Monitor.Store.Sql;

namespace Monitor.Telemetry;

/// <summary>What the store says of itself at one instant; what gauges show between two readings.</summary>
internal sealed record StoreFigures
{
    /// <summary>When each enabled source last answered completely; one that never did is not in it.</summary>
    public required IReadOnlyDictionary<string, DateTimeOffset> LastSuccess { get; init; }

    /// <summary>Rung of the back-off ladder of each enabled source; 0 = healthy.</summary>
    public required IReadOnlyDictionary<string, int> BackOff { get; init; }

    /// <summary>Open gaps of each enabled source, 0 too.</summary>
    public required IReadOnlyDictionary<string, int> Gaps { get; init; }

    /// <summary>Open alarms by kind.</summary>
    public required IReadOnlyDictionary<string, int> Alarms { get; init; }

    /// <summary>Revisions due that stand in no message.</summary>
    public required int Due { get; init; }

    public required DateTimeOffset? OldestDue { get; init; }

    /// <summary>Messages by state.</summary>
    public required IReadOnlyDictionary<string, int> Messages { get; init; }

    /// <summary>Since when the oldest message waits that is not out.</summary>
    public required DateTimeOffset? OldestMessage { get; init; }
}

/// <summary>Reads them.</summary>
internal sealed class FigureReader(SourceCatalog catalog, SourceStateTable sources, CoverageTable coverage, AlarmTable alarms, MessageTable messages)
{
    /// <exception cref="Store.StoreException">The store does not answer.</exception>
    public async Task<StoreFigures> ReadAsync(CancellationToken ct)
    {
        var enabled = catalog.Enabled.Select(s => s.Name).ToList();
        var states = (await sources.ListAsync(ct)).ToDictionary(s => s.Source, StringComparer.Ordinal);
        var gaps = (await coverage.OpenGapsAsync(ct)).CountBy(g => g.Source, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
        var (letters, waiting) = await messages.CountsAsync(null, ct);
        return new StoreFigures
        {
            LastSuccess = enabled.Where(s => states.GetValueOrDefault(s)?.LastSuccess is not null).ToDictionary(s => s, s => states[s].LastSuccess!.Value, StringComparer.Ordinal), // non-null: filtered
            BackOff = enabled.ToDictionary(s => s, s => states.GetValueOrDefault(s)?.Level ?? 0, StringComparer.Ordinal),
            Gaps = enabled.ToDictionary(s => s, s => gaps.GetValueOrDefault(s), StringComparer.Ordinal),
            Alarms = (await alarms.OpenAsync(ct)).CountBy(a => a.Cause.Kind, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal),
            Due = (await messages.WaitingAsync(ct)).Values.Sum(),
            OldestDue = await messages.OldestDueAsync(ct),
            Messages = letters,
            OldestMessage = waiting,
        };
    }
}
