using System.Collections.Concurrent;
using Monitor.Simulator;

namespace Monitor.Tests.Infrastructure;

/// <summary>An upstream that answers when the test lets it, and knows how many asked at once.</summary>
internal sealed class Held
{
    private readonly ConcurrentQueue<TaskCompletionSource> _waiting = new();
    private readonly TaskCompletionSource _arrived = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly string _path;
    private int _holds;
    private int _inside;
    private int _most;

    /// <param name="simulator">Whose answers are held.</param>
    /// <param name="path">Begin of the paths that count; others pass.</param>
    /// <param name="holds">How many requests are held; those after them pass.</param>
    public Held(SimulatorHost simulator, string path, int holds)
    {
        (_path, _holds) = (path, holds);
        simulator.Hold = HoldAsync;
    }

    /// <summary>The most requests that were inside at one time.</summary>
    public int Most => Volatile.Read(ref _most);

    /// <summary>Requests seen so far.</summary>
    public int Seen { get; private set; }

    /// <summary>Until the first is held.</summary>
    /// <exception cref="TimeoutException">Nobody asked.</exception>
    public Task ArrivedAsync(TimeSpan longest) => _arrived.Task.WaitAsync(longest, TimeProvider.System);

    /// <summary>Lets all go that are held now.</summary>
    public void Release()
    {
        while (_waiting.TryDequeue(out var one)) one.SetResult();
    }

    private async Task HoldAsync(string path)
    {
        if (!path.StartsWith(_path, StringComparison.Ordinal)) return;
        TaskCompletionSource? mine = null;
        lock (_waiting)
        {
            Seen++;
            _most = Math.Max(_most, ++_inside);
            if (_holds-- > 0) _waiting.Enqueue(mine = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        }

        if (mine is not null)
        {
            _arrived.TrySetResult();
            await mine.Task;
        }

        lock (_waiting) _inside--;
    }
}
