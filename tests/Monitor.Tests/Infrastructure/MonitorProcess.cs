using System.Diagnostics;
using Monitor.Tests.Infrastructure.Runs;

namespace Monitor.Tests.Infrastructure;

/// <summary>How a process of the program ended, and all it said.</summary>
internal sealed record Ended(int Exit, string Out, string Error)
{
    public override string ToString() => $"exit {Exit}\n--- stdout\n{Out}\n--- stderr\n{Error}";
}

/// <summary>The built program as a process of its own, in a folder of the test's choice.</summary>
internal static class MonitorProcess
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    /// <param name="folder">Working folder.</param>
    /// <param name="arguments">As a user would type them.</param>
    public static Task<Ended> RunAsync(string folder, params string[] arguments) => RunAsync(folder, null, null, arguments);

    /// <param name="folder">Working folder.</param>
    /// <param name="environment">Added to the test's own variables.</param>
    /// <param name="beside">Runs as long as the process does; told its number.</param>
    /// <param name="arguments">As a user would type them.</param>
    public static async Task<Ended> RunAsync(
        string folder, IReadOnlyDictionary<string, string>? environment, Func<int, CancellationToken, Task>? beside, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true, UseShellExecute = false,
        };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "Monitor.dll"));
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        foreach (var (name, value) in environment ?? new Dictionary<string, string>()) start.Environment[name] = value;
        using var process = Process.Start(start) ?? throw new InvalidOperationException("dotnet was not started");
        using var order = Janitor.RegisterProcess(process.Id, "Monitor.dll");
        process.StandardInput.Close();
        using var ended = new CancellationTokenSource();
        using var limit = new CancellationTokenSource(Longest);
        var watcher = beside?.Invoke(process.Id, ended.Token) ?? Task.CompletedTask;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(limit.Token), process.StandardError.ReadToEndAsync(limit.Token));
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException ex)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"monitor {string.Join(' ', arguments)} did not end within {Longest}", ex);
        }

        await ended.CancelAsync();
        await watcher;
        return new Ended(process.ExitCode, await output, await error);
    }
}
