using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Monitor.Delivery;
using Monitor.Delivery.Alerts;
using Monitor.Delivery.Email;
using Monitor.Documents;
using Monitor.Identity;
using Monitor.Polling;
using Monitor.Sources;
using Monitor.Store;
using Monitor.Store.Sql;

namespace Monitor.Tests.Infrastructure;

/// <summary>From due rows to .eml files, all of it real, on a clock that a test sets.</summary>
internal sealed class PostOffice : IAsyncDisposable
{
    public static readonly DateTimeOffset Start = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);
    private readonly ServiceProvider _services;

    private readonly Station? _station;

    private PostOffice(TempStore store, Station? station = null)
    {
        Store = store;
        _station = station;
        if (station is not null) (Time, Watches, Recipients) = (station.Time, station.Watches, station.Recipients);
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All));
        _services = services.BuildServiceProvider();
    }

    public TempStore Store { get; }
    public JumpingTime Time { get; } = new(Start);
    public List<Watch> Watches { get; } = [Any.Watch()];
    public List<Recipient> Recipients { get; } = [Any.Recipient("ann", "hair") with { Schedule = "daily 06:00", Zone = "Europe/Berlin", Empty = "skip" }];
    public OperatorOptions Operator { get; } = new();
    public DeliveryOptions Delivery { get; } = new();
    public EmailOptions Email { get; } = new();
    public string Folder => Path.Combine(Store.Folder, "outbox");

    /// <summary>That delivers what a station stores: one store, one clock, the same watches and recipients.</summary>
    public static PostOffice Of(Station station) => new(station.Store, station);

    public static async Task<PostOffice> NewAsync(string? provider = null) => new(await TempStore.NewAsync(provider));

    /// <summary>Made anew each time, as after a restart.</summary>
    public DeliveryService Service(IMailTransport? transport = null)
    {
        var subscribers = new Subscribers([.. Watches], [.. Recipients], []);
        var html = new MailHtml(_services, NullLoggerFactory.Instance);
        var alarms = new OperatorRun(Store.Database, Store.Alarms, html, Options.Create(Operator), Options.Create(Delivery), Options.Create(Email), Time,
            NullLogger<OperatorRun>.Instance);
        var digests = new DigestRun(Store.Database, subscribers, new SourceCatalog([]), Store.Polls, Store.Coverage, Store.Sources,
            html, Options.Create(Delivery), Options.Create(Email), Time);
        var composer = new AlertComposer(html, new Tokens(new SecretTable(Store.Database)), Options.Create(Delivery), Options.Create(Email), Time);
        var alerts = new AlertService(new AlertRun(Store.Database, subscribers, composer), new EscalationRun(Store.Database, subscribers, Store.Alerts, Store.Messages, composer), NullLogger<AlertService>.Instance);
        return new DeliveryService(
            subscribers, new DigestTimes(Store.Database, Store.Messages, new ClockTable(Store.Database, Time), Time), Store.Messages, alarms, alerts, digests, Outbox(transport), NullLogger<DeliveryService>.Instance);
    }

    public Outbox Outbox(IMailTransport? transport = null)
    {
        var handOver = new HandOver(Store.Messages, Stops(), new OutboxLedger(Store.Database, Options.Create(Email), Time), Addressees(),
            transport ?? new PickupTransport(Folder, Composer()), NodeName.New(), Options.Create(Email), Options.Create(Delivery), Time, NullLogger<HandOver>.Instance);
        return new Outbox(Store.Messages, Stops(), handOver, Time, NullLogger<Outbox>.Instance);
    }

    public MailComposer Composer() => new(Email.From, Links());

    public UnsubscribeLinks Links() => new(new LinkKey(new SecretTable(Store.Database)), Store.Unsubscribed, Options.Create(Delivery));

    public OutboxStops Stops() => new(Store.Database, Store.Addresses, Store.Unsubscribed, Addressees(), Time);

    private Addressees Addressees() => new(new Subscribers([.. Watches], [.. Recipients], []), Options.Create(Operator));

    /// <summary>A stored hit whose first revision is due to everybody.</summary>
    public Task DueAsync(Hit hit) => Store.Database.WriteAsync(async tx =>
    {
        var (document, revisions) = Revise.First(hit, Time.GetUtcNow());
        await HitTable.SaveAsync(tx, [document], Time.GetUtcNow());
        var numbered = await RevisionTable.AppendAsync(tx, revisions, 1, _ => false);
        await RevisionTable.AddDueAsync(tx, Recipients.SelectMany(r => numbered.Select(n => new DueRow(r.Id, n.Seq, "hair"))), Time.GetUtcNow());
    }, default);

    public string[] Mails() => Directory.Exists(Folder) ? [.. Directory.GetFiles(Folder, "*.eml").Order()] : [];

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        if (_station is null) await Store.DisposeAsync();
    }
}
