using Monitor.Tests.Infrastructure.Runs;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Infrastructure;

/// <summary>A run that is killed leaves no server behind.</summary>
public sealed class JanitorTests
{
    private const string Says = "servers of this run: ";
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task Of_a_killed_run_no_server_and_no_folder_stays()
    {
        PostgreSqlServer.NeedBinaries();
        using var folder = new TempFolder();
        using var run = LiveProcess.Start("Monitor.Tests.dll", folder.Path, "-method", $"*.{nameof(Servers_until_the_run_is_killed)}", "-explicit", "only");
        var folders = (await run.LineAsync(Says, Longest)).Split(Says)[1].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        folders.Length.ShouldBeGreaterThan(1);
        Running(folders).ShouldBeGreaterThan(folders.Length - 1, "each has a process at least");
        await run.KillAsync();
        using var limit = new CancellationTokenSource(Longest);
        while (Running(folders) > 0 || folders.Any(Directory.Exists)) await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, limit.Token);
    }

    /// <summary>Not a test: the run that the other one kills.</summary>
    [Fact(Explicit = true)]
    public async Task Servers_until_the_run_is_killed()
    {
        using var cluster = PostgreSqlServer.Own();
        using var upstream = LiveProcess.Start("Monitor.Simulator.dll", cluster.Folder, "--port", "0");
        await upstream.LineAsync("Simulated upstreams on ", Longest);
        await using var postfix = Postfix.CanStart ? await Postfix.StartAsync("somebody") : null;
        Console.WriteLine($"{Says}{cluster.Folder} {postfix?.Folder} ");
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, TestContext.Current.CancellationToken);
    }

    /// <summary>Processes that were started with one of these folders, or work in it.</summary>
    private static int Running(string[] folders) => Directory.GetDirectories("/proc").Count(process => folders.Any(folder => Read(process).Contains(folder, StringComparison.Ordinal)));

    private static string Read(string process)
    {
        try
        {
            return $"{File.ReadAllText(Path.Combine(process, "cmdline"))} {new FileInfo(Path.Combine(process, "cwd")).LinkTarget}";
        }
        catch (Exception ex) when (ex is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
