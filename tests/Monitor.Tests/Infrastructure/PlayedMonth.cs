using Microsoft.Extensions.DependencyInjection;
using Monitor.Commands;
using Monitor.Commands.Demo;
using Monitor.Documents;
using Monitor.Simulator;
using Monitor.Store.Sql;
using Monitor.Tests.Infrastructure.Runs;
using Xunit;

namespace Monitor.Tests.Infrastructure;

/// <summary>Three weeks of the demo with every source, other readers than its own, and the pages served afterwards.</summary>
public sealed class PlayedMonth : IAsyncLifetime
{
    private static readonly Recipient[] Readers =
    [
        new() { Id = "officer", Email = "officer@reader.example", Zone = "America/New_York", Schedule = "daily 07:00", EscalateTo = "librarian", EscalateAfter = TimeSpan.FromHours(4) },
        new() { Id = "librarian", Email = "librarian@reader.example", Zone = "Asia/Kathmandu", Schedule = "weekly fri 16:00", Alerts = false },
        new() { Id = "derm", Email = "derm@reader.example", Schedule = "weekdays 06:00", Watches = [DemoWatches.ExosomeHair], Empty = "send" },
    ];

    private readonly TempFolder _folder = new();
    private DemoPlay? _play;

    internal DemoPlay Play => _play ?? throw new InvalidOperationException("not played");

    internal IReadOnlyList<Poll> Ledger { get; private set; } = [];

    internal DemoTruth Truth { get; private set; } = null!; // non-null: played before any test

    internal HttpClient Http { get; } = new(new SocketsHttpHandler(), disposeHandler: true);

    internal IReadOnlyList<Recipient> Recipients => Readers;

    /// <summary>Every message, the first first.</summary>
    internal async Task<IReadOnlyList<OutMessage>> MessagesAsync() => [.. (await Play.App.Services.GetRequiredService<MessageTable>().ListAsync(null, 0, int.MaxValue, default)).Reverse()];

    public async ValueTask InitializeAsync()
    {
        var world = new World(new WorldOptions { Seed = 4, Days = 21 });
        List<KeyValuePair<string, string>> overrides = [KeyValuePair.Create("Data:Directory", _folder.Path), .. Month.Coarser("8h")];
        _play = await DemoPlay.StartAsync(new CommandLine("none", false, overrides, []), world, "http://127.0.0.1:0", Readers, default);
        await _play.RunAsync(_ => { }, default);
        (Ledger, Truth) = await _play.ResultAsync(default);
        await _play.App.StartAsync();
        Http.BaseAddress = new Uri(_play.App.Urls.First());
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        if (_play is not null) await _play.DisposeAsync();
        _folder.Dispose();
    }
}
