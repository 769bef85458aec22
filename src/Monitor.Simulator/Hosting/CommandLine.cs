using System.Globalization;

namespace Monitor.Simulator.Hosting;

/// <summary>What the executable was asked to do.</summary>
internal sealed record CommandLine
{
    public const string Usage = """
        usage: Monitor.Simulator [--port N] [--seed N] [--start YYYY-MM-DD] [--days N] [--history-days N]
                                 [--speed X] [--epoch MS] [--faults A,B] [--events] [--log FILE]

          --port          port on 127.0.0.1 (5090; 0 = any free one)
          --seed          number of the world (1)
          --start         first simulated day, UTC (2026-01-05)
          --days          simulated days (30)
          --history-days  days before that with older records (365)
          --speed         simulated seconds per second (1)
          --epoch         real instant, in milliseconds since 1970, at which the simulated time begins to run (now)
          --faults        comma list of faults, or seeded (none)
          --log           writes a line for each request: instant, path, who asks
          --events        print the truth as JSON and exit
        """;

    public int Port { get; init; } = 5090;
    public double Speed { get; init; } = 1;
    public DateTimeOffset? Epoch { get; init; }
    public bool Events { get; init; }
    public string? Log { get; init; }
    public WorldOptions World { get; init; } = new();

    /// <summary>Reads the arguments.</summary>
    /// <exception cref="FormatException">Naming the argument that cannot be read.</exception>
    public static CommandLine Parse(IReadOnlyList<string> args)
    {
        var line = new CommandLine();
        for (var i = 0; i < args.Count; i++)
        {
            if (args[i] == "--events")
            {
                line = line with { Events = true };
                continue;
            }

            if (i + 1 >= args.Count) throw new FormatException($"Unknown option or missing value: {args[i]}");
            line = line.With(args[i], args[++i]);
        }

        return line;
    }

    private CommandLine With(string name, string value) => name switch
    {
        "--port" => this with { Port = Number(name, value, 0, 65535) },
        "--seed" => this with { World = World with { Seed = Number(name, value, int.MinValue, int.MaxValue) } },
        "--days" => this with { World = World with { Days = Number(name, value, 1, 3660) } },
        "--history-days" => this with { World = World with { HistoryDays = Number(name, value, 60, 36600) } },
        "--start" => this with { World = World with { Start = Day(value) } },
        "--speed" => this with { Speed = Factor(value) },
        "--epoch" => this with { Epoch = Instant(value) },
        "--log" => this with { Log = value },
        "--faults" => this with { World = World with { Faults = value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) } },
        _ => throw new FormatException($"Unknown option: {name}"),
    };

    private static int Number(string name, string value, int least, int most) =>
        int.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number : throw new FormatException($"{name}: '{value}' is not a number from {least} to {most}");

    private static DateTimeOffset Instant(string value) =>
        long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var ms) && ms <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()
            ? DateTimeOffset.FromUnixTimeMilliseconds(ms) : throw new FormatException($"--epoch: '{value}' is no number of milliseconds");

    private static double Factor(string value) =>
        double.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var factor) && factor > 0 && double.IsFinite(factor)
            ? factor : throw new FormatException($"--speed: '{value}' is not a positive number");

    private static DateTimeOffset Day(string value) =>
        DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero) : throw new FormatException($"--start: '{value}' is not a day");
}
