using Monitor.Simulator;
using Monitor.Store.Sql;

namespace Monitor.Commands.Demo;

/// <summary>
/// The worker of <c>run</c> against a simulator that is a process of its own, on that one's fast clock: what is killed in
/// the kill runs. Reached by a hidden option of the demo alone, on the demo's own store, because a product whose time can be
/// set by accident cannot be trusted.
/// </summary>
internal static class DemoWorker
{
    /// <param name="line">Where the data lie.</param>
    /// <param name="world">What the simulator serves.</param>
    /// <param name="simulator">Where it serves.</param>
    /// <param name="clock">The same instant as the simulator's.</param>
    /// <param name="finish">Polls everything once more, sends what is due and prints the demo's document, in place of working until it is stopped.</param>
    /// <param name="urls">Where the API is served.</param>
    /// <param name="ct">Ends the work.</param>
    public static async Task<int> RunAsync(CommandLine line, World world, Uri simulator, TimeProvider clock, bool finish, string urls, CancellationToken ct)
    {
        await using var app = RunVerb.Build(DemoSetup.Configuration(line, simulator), clock, urls, poll: !finish);
        var services = app.Services;
        await services.GetRequiredService<Database>().MigrateAsync(ct);
        if (!finish)
        {
            RunVerb.Notes(app);
            await RunVerb.ServeAsync(app, ct);
            return 0;
        }

        var run = ActivatorUtilities.CreateInstance<DemoRun>(services, new DemoClock(clock.GetUtcNow()));
        await run.FinishAsync(ct);
        var (ledger, truth) = await run.ResultAsync(world, services, ct);
        VerbHost.WriteJson(new { polls = ledger.OrderBy(p => p.Id), truth });
        return truth.IsRight ? 0 : 1;
    }
}
