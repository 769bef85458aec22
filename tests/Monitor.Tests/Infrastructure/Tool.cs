using System.Diagnostics;
using Xunit;

namespace Monitor.Tests.Infrastructure;

/// <summary>Programs that Debian has and .ci/run installs; a test skips where one is missing.</summary>
internal static class Tool
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    /// <summary>Skips the test unless the probe ends well.</summary>
    public static async Task NeedAsync(string package, string program, params string[] probe)
    {
        try
        {
            var ended = await RunAsync(program, null, probe);
            Assert.SkipWhen(ended.Exit != 0, $"{package} is not installed: apt-get install {package}");
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip($"{package} is not installed: apt-get install {package}");
        }
    }

    /// <summary>Debian's own Python, which finds Debian's libraries.</summary>
    public static Task NeedPythonAsync(string package, string module) => NeedAsync(package, "/usr/bin/python3", "-c", $"import {module}");

    public static Task<string> PythonAsync(string script, params string[] arguments) => OutputAsync("/usr/bin/python3", ["-c", script, .. arguments]);

    /// <summary>What the program wrote to standard output; it must end well.</summary>
    public static async Task<string> OutputAsync(string program, params string[] arguments)
    {
        var ended = await RunAsync(program, null, arguments);
        return ended.Exit == 0 ? ended.Out : throw new InvalidOperationException($"{program} {string.Join(' ', arguments.Where(a => a.Length < 200))}: {ended}");
    }

    public static async Task<Ended> RunAsync(string program, IReadOnlyDictionary<string, string>? environment, params string[] arguments)
    {
        var start = new ProcessStartInfo(program) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true, UseShellExecute = false };
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        foreach (var (name, value) in environment ?? new Dictionary<string, string>()) start.Environment[name] = value;
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} was not started");
        process.StandardInput.Close();
        using var limit = new CancellationTokenSource(Longest);
        var (output, error) = (process.StandardOutput.ReadToEndAsync(limit.Token), process.StandardError.ReadToEndAsync(limit.Token));
        try
        {
            await process.WaitForExitAsync(limit.Token);
            return new Ended(process.ExitCode, await output, await error);
        }
        catch (OperationCanceledException ex)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{program} did not end within {Longest}", ex);
        }
    }
}
