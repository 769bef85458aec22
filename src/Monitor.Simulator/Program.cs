using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Monitor.Simulator;
using Monitor.Simulator.Hosting;

CommandLine line;
World world;
try
{
    line = CommandLine.Parse(args);
    world = new World(line.World);
}
catch (Exception problem) when (problem is FormatException or ArgumentException)
{
    Console.Error.WriteLine(problem.Message);
    Console.Error.WriteLine(CommandLine.Usage);
    return 2;
}

if (line.Events)
{
    var json = new JsonSerializerOptions(JsonSerializerDefaults.Web) { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    Console.WriteLine(JsonSerializer.Serialize(world.Events(line.World.Start, line.World.End), json));
    return 0;
}

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, key) =>
{
    key.Cancel = true;
    stop.Cancel();
};
try
{
    await using var host = await SimulatorHost.StartAsync(world, new ScaledTime(TimeProvider.System, line.World.Start, line.Speed, line.Epoch), line.Port, stop.Token);
    await using var log = line.Log is null ? null : new StreamWriter(line.Log, append: true) { AutoFlush = true };
    if (log is not null)
    {
        var turn = new Lock();
        host.Arrived = (at, path, agent) =>
        {
            lock (turn) log.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{at:O}\t{path}\t{agent}"));
        };
    }

    Console.WriteLine($"Simulated upstreams on {host.BaseAddress} from {line.World.Start:yyyy-MM-dd}, seed {line.World.Seed}, speed {line.Speed}; Ctrl-C stops.");
    await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    return 0;
}
catch (IOException problem)
{
    Console.Error.WriteLine(problem.Message);
    return 1;
}
