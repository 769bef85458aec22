using Monitor.Store.Sql;

namespace Monitor.Admin.Pages;

/// <summary>One regulatory event.</summary>
internal sealed record EventModel(FrameModel Frame, StoredEvent Event);

/// <summary>Reads one event.</summary>
internal sealed class EventReader(FrameReader frame, EventList events)
{
    /// <returns>Null = no notice has that id.</returns>
    public async Task<EventModel?> ReadAsync(string id, CancellationToken ct) =>
        // The server leaves an encoded slash of a path as it is.
        (await events.FindAsync(id, ct) ?? await events.FindAsync(id.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase), ct)) is { } found
            ? new EventModel(frame.Read("/hits", found.Title), found) : null;
}
