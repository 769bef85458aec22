using System.Diagnostics;
using System.Globalization;

namespace Monitor.Tests.Infrastructure.Runs;

/// <summary>
/// Ends the processes that a killed run would leave behind, and throws their folders away. It is a shell in a session of its own
/// that waits for the end of its standard input: the system closes that when this process ends, in whatever way it ends.
/// </summary>
internal static class Janitor
{
    private const string Script = """
        exec > /dev/null 2>&1
        cat
        for order in "$0"/*.sh; do sh "$order"; done
        rm -rf "$0"
        """;

    private static readonly Lazy<(string Orders, Process Shell)> One = new(Start);
    private static int _number;

    /// <summary>Has a command run when this process ends before the answer was disposed of. Linux only; elsewhere nothing is promised.</summary>
    /// <param name="command">In the words of sh; it must do no harm where there is nothing left to end.</param>
    public static IDisposable Register(string command)
    {
        if (!OperatingSystem.IsLinux()) return new Order(null);
        var file = Path.Combine(One.Value.Orders, string.Create(CultureInfo.InvariantCulture, $"{Interlocked.Increment(ref _number)}.sh"));
        File.WriteAllText(file, command + "\n");
        return new Order(file);
    }

    /// <summary>Has a process killed; not another one that got its number.</summary>
    /// <param name="process">Its number.</param>
    /// <param name="argument">What stands in its command line.</param>
    public static IDisposable RegisterProcess(int process, string argument) => Register($"if {Is($"{process}", argument)}; then kill -9 {process}; fi");

    /// <summary>A condition of sh: the process still runs, and this stands in its command line.</summary>
    public static string Is(string process, string argument) => $"grep -aqF '{argument}' /proc/{process}/cmdline";

    private static (string Orders, Process Shell) Start()
    {
        var orders = Directory.CreateTempSubdirectory("monitor-janitor-").FullName;
        var start = new ProcessStartInfo("setsid", ["sh", "-c", Script, orders]) { RedirectStandardInput = true, UseShellExecute = false, WorkingDirectory = "/" };
        return (orders, Process.Start(start) ?? throw new InvalidOperationException("setsid was not started"));
    }

    private sealed class Order(string? file) : IDisposable
    {
        public void Dispose()
        {
            if (file is not null) File.Delete(file);
        }
    }
}
