using Monitor.Store.Sql;

namespace Monitor.Admin.Pages;

/// <summary>One regulatory event.</summary>
internal sealed record EventModel(FrameModel Frame, StoredEvent Event);

/// <summary>Reads one event.</summary>
internal sealed class EventReader(FrameReader frame, EventList events)
{
    /// <returns>Null = no notice has that id.</returns>
    public async Task<EventModel?> ReadAsync(string id, CancellationToken ct) =>
        await AddressedId.FindAsync(id, i => events.FindAsync(i, ct)) is { } found
            ? new EventModel(frame.Read("/hits", found.Title), found) : null;
}
