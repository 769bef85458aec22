using Monitor.Delivery.Email;
using Monitor.Documents;
using Monitor.Sources;
using Monitor.Store.Sql;
using Monitor.Tests.Infrastructure;

namespace Monitor.Tests.Delivery.Alerts;

/// <summary>A safety watch on one upstream, from its answers to the mails of its readers: all of it real but the upstream.</summary>
internal sealed class AlertSetting : IAsyncDisposable
{
    private AlertSetting(Station station) => (Station, Office) = (station, PostOffice.Of(station));

    public Station Station { get; }
    public PostOffice Office { get; }

    /// <param name="source">Null = a regulator.</param>
    public static async Task<AlertSetting> NewAsync(StubSource? source = null)
    {
        var setting = new AlertSetting(await Station.NewAsync(source ?? new StubSource("fda-rss", _ => new Fetched()) { Notices = true }));
        setting.Station.Watches[0] = Any.Watch("safety", "exosom*") with { Kind = "safety" };
        setting.Station.Recipients[0] = Any.Recipient("ann", "safety") with { Empty = "skip", Zone = "America/New_York" };
        await setting.Station.StartAsync();
        await setting.DeliverAsync();
        return setting;
    }

    /// <summary>Polls with this answer, then lets the delivery job run once.</summary>
    public async Task<IReadOnlyList<OutMessage>> SeeAsync(params Hit[] hits)
    {
        await Station.PollAsync(StubSource.Found(hits));
        return await DeliverAsync();
    }

    /// <summary>One tick of the delivery job; what it made, oldest first.</summary>
    public async Task<IReadOnlyList<OutMessage>> DeliverAsync(IMailTransport? transport = null)
    {
        var before = (await AllAsync()).Select(m => m.Id).ToHashSet(StringComparer.Ordinal);
        await Office.Service(transport).RunDueAsync(default);
        return [.. (await AllAsync()).Where(m => !before.Contains(m.Id))];
    }

    public async Task<IReadOnlyList<OutMessage>> AllAsync() => [.. (await Office.Store.Messages.ListAsync(null, 0, 1000, default)).Reverse()];

    /// <summary>What the digest of all readers would say now, whatever the hour.</summary>
    public Task<IReadOnlyList<OutMessage>> DigestAsync() => Office.Service().RunNowAsync(null, evenEmpty: true, default);

    public static Notice Letter(string id = "letter-1") => Any.Notice(id, $"Warning about exosomes {id}") with
    {
        Published = new PartialDate(2026, 11, 22),
        Initiated = new PartialDate(2026, 10, 28),
        Firm = "Example Biologics",
        NoticeType = "warning-letter",
        Link = $"https://www.fda.example/{id}",
        Body = "We inspected your firm. Your exosome product grew bacteria.\nOne vial was not sterile.",
    };

    public async ValueTask DisposeAsync()
    {
        await Office.DisposeAsync();
        await Station.DisposeAsync();
    }
}
