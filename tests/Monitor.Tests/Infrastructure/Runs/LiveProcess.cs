using System.Diagnostics;

namespace Monitor.Tests.Infrastructure.Runs;

/// <summary>One of our programs as a process of its own that goes on running: its lines, signals to it, its end.</summary>
internal sealed class LiveProcess : IDisposable
{
    private readonly Process _process;
    private readonly IDisposable _order;
    private readonly List<string> _lines = [];
    private readonly List<string> _output = [];
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private LiveProcess(Process process, string program)
    {
        _process = process;
        _order = Janitor.RegisterProcess(process.Id, program);
        process.OutputDataReceived += (_, line) => Add(line.Data, _output);
        process.ErrorDataReceived += (_, line) => Add(line.Data, null);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public int Id => _process.Id;

    /// <summary>All it wrote to standard output.</summary>
    public string Output
    {
        get { lock (_lines) return string.Join('\n', _output); }
    }

    /// <summary>All it wrote, in order.</summary>
    public string Said
    {
        get { lock (_lines) return string.Join('\n', _lines); }
    }

    /// <param name="program">Name of the assembly, which lies beside the tests.</param>
    /// <param name="folder">Working folder.</param>
    /// <param name="arguments">As a user would type them.</param>
    public static LiveProcess Start(string program, string folder, params string[] arguments) => Start(program, folder, [], arguments);

    /// <param name="program">Name of the assembly, which lies beside the tests.</param>
    /// <param name="folder">Working folder.</param>
    /// <param name="environment">Added to the test's own variables.</param>
    /// <param name="arguments">As a user would type them.</param>
    public static LiveProcess Start(string program, string folder, Dictionary<string, string> environment, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true, UseShellExecute = false,
        };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, program));
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        foreach (var (name, value) in environment) start.Environment[name] = value;
        return new LiveProcess(Process.Start(start) ?? throw new InvalidOperationException("dotnet was not started"), program);
    }

    /// <summary>The first line that holds a text, once it comes.</summary>
    /// <exception cref="InvalidOperationException">The process ended, or the time passed, without it; the message has all it said.</exception>
    public async Task<string> LineAsync(string holds, TimeSpan longest)
    {
        var watch = Stopwatch.StartNew();
        while (true)
        {
            Task changed;
            lock (_lines)
            {
                if (_lines.Find(l => l.Contains(holds, StringComparison.Ordinal)) is { } found) return found;
                changed = _changed.Task;
            }

            if (_process.HasExited || watch.Elapsed > longest) throw new InvalidOperationException($"no '{holds}' after {watch.Elapsed}:\n{Said}");
            await Task.WhenAny(changed, Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System));
        }
    }

    /// <summary>SIGKILL, and the wait until it is gone.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <param name="name">Without SIG: STOP, CONT, TERM.</param>
    public async Task SignalAsync(string name)
    {
        using var kill = Process.Start("kill", [$"-{name}", $"{_process.Id}"]);
        await kill.WaitForExitAsync();
        if (kill.ExitCode != 0) throw new InvalidOperationException($"kill -{name} {_process.Id} ended with {kill.ExitCode}");
    }

    /// <summary>Waits for its end.</summary>
    /// <returns>Its exit code.</returns>
    /// <exception cref="TimeoutException">It did not end; the message has all it said.</exception>
    public async Task<int> EndAsync(TimeSpan longest)
    {
        using var limit = new CancellationTokenSource(longest);
        try
        {
            await _process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException ex)
        {
            throw new TimeoutException($"not ended within {longest}:\n{Said}", ex);
        }

        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
        _order.Dispose();
    }

    private void Add(string? line, List<string>? also)
    {
        if (line is null) return;
        TaskCompletionSource changed;
        lock (_lines)
        {
            _lines.Add(line);
            also?.Add(line);
            (changed, _changed) = (_changed, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        }

        changed.SetResult();
    }
}
