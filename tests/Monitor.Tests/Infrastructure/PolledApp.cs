using Monitor.Commands.Demo;
using Monitor.Simulator;
using Xunit;

namespace Monitor.Tests.Infrastructure;

/// <summary>A program that has polled twelve days of a simulated world: a silent baseline, then news, one digest each, and an imported file with unreadable records.</summary>
public class PolledApp : IAsyncLifetime
{
    private readonly DemoClock _clock = new(MonitorApp.Begin.AddDays(5));
    private SimulatorHost? _simulator;
    private MonitorApp? _app;

    internal MonitorApp App => _app ?? throw new InvalidOperationException("not started");

    internal SimulatorHost Simulator => _simulator ?? throw new InvalidOperationException("not started");

    /// <summary>What is set besides.</summary>
    private protected virtual (string Key, string Value)[] Options => [];

    public async ValueTask InitializeAsync()
    {
        _simulator = await SimulatorHost.StartAsync(new World(new WorldOptions { Seed = 3, Start = MonitorApp.Begin, Days = 30 }), _clock);
        _app = await MonitorApp.StartAsync(_simulator.BaseAddress, _clock, options: Options);
        await App.PollNowAsync();
        await App.DigestNowAsync();
        _clock.AdvanceTo(MonitorApp.Begin.AddDays(12));
        await App.PollNowAsync();
        await App.DigestNowAsync();
        await App.ImportAsync(Path.Combine(AppContext.BaseDirectory, "Sources", "PubMed", "Data", "update_file.xml"));
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null) await _app.DisposeAsync();
        if (_simulator is not null) await _simulator.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}
