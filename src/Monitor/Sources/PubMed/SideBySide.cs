using System.Runtime.ExceptionServices;
using Gate = System.Threading.Monitor;

namespace Monitor.Sources.PubMed;

/// <summary>
/// Pieces of work taken in order, done by several threads, and handed over in order. Whoever is free takes the next piece and
/// does it himself: what a core has just unpacked it reads, and no piece waits for another thread to wake. The thread that
/// asks for the results is one of them, while the first of these is not there yet.
/// </summary>
/// <typeparam name="TPiece">What is taken; one thread at a time takes.</typeparam>
/// <typeparam name="TResult">What becomes of it.</typeparam>
internal sealed class SideBySide<TPiece, TResult> : IDisposable where TPiece : class
{
    private readonly Func<TPiece?> _next;
    private readonly Func<TPiece, TResult> _work;
    private readonly int _most;
    private readonly Task[] _others;
    private readonly Lock _taking = new();
    private readonly object _gate = new();
    private readonly Queue<Place> _places = [];
    private bool _over;

    /// <param name="next">The next piece; null behind the last.</param>
    /// <param name="work">Does a piece.</param>
    /// <param name="threads">How many are done at once.</param>
    public SideBySide(Func<TPiece?> next, Func<TPiece, TResult> work, int threads)
    {
        (_next, _work) = (next, work);
        // One that takes long holds the others up no sooner than they have done one more each.
        _most = 2 * threads;
        _others = [.. Enumerable.Range(1, threads - 1).Select(_ => Started(Run))];
    }

    /// <summary>What became of the pieces, in their order; an exception of one when it is its turn.</summary>
    public IEnumerable<TResult> Results()
    {
        while (First() is { } first)
        {
            first.Failure?.Throw();
            yield return first.Result!; // non-null: done without failure
        }
    }

    /// <summary>Nothing more is taken; returns when all threads have ended.</summary>
    public void Dispose()
    {
        End();
        Task.WaitAll(_others);
    }

    /// <summary>On a thread of its own: it waits for its turn, which a thread of the pool should not.</summary>
    private static Task Started(Action run) =>
        Task.Factory.StartNew(run, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private void Run()
    {
        while (AwaitRoom()) DoNext();
    }

    /// <summary>Takes a piece and does it.</summary>
    private void DoNext()
    {
        if (Taken() is not var (place, piece)) return;
        try
        {
            place.Result = _work(piece);
        }
        catch (Exception ex)
        {
            place.Failure = ExceptionDispatchInfo.Capture(ex);
        }

        Done(place);
    }

    private (Place Place, TPiece Piece)? Taken()
    {
        lock (_taking)
        {
            // Another may have met the end, or taken the last room, meanwhile.
            if (!HasRoom()) return null;
            try
            {
                if (_next() is { } piece) return (Added(new Place()), piece);
            }
            catch (Exception ex)
            {
                // What was taken before comes first.
                Added(new Place { Failure = ExceptionDispatchInfo.Capture(ex), IsDone = true });
            }

            End();
            return null;
        }
    }

    private bool HasRoom()
    {
        lock (_gate) return !_over && _places.Count < _most;
    }

    /// <summary>False when there is nothing more to take.</summary>
    private bool AwaitRoom()
    {
        lock (_gate)
        {
            while (!_over && _places.Count == _most) Gate.Wait(_gate);
            return !_over;
        }
    }

    private Place Added(Place place)
    {
        lock (_gate) _places.Enqueue(place);
        return place;
    }

    private void Done(Place place)
    {
        lock (_gate)
        {
            place.IsDone = true;
            if (_places.Peek() == place) Gate.PulseAll(_gate);
        }
    }

    private void End()
    {
        lock (_gate)
        {
            _over = true;
            Gate.PulseAll(_gate);
        }
    }

    /// <summary>The first when it is done; null when none is left.</summary>
    private Place? First()
    {
        while (!IsFirstDone())
        {
            DoNext();
        }

        lock (_gate)
        {
            if (_places.Count == _most) Gate.PulseAll(_gate);
            return _places.TryDequeue(out var done) ? done : null;
        }
    }

    /// <summary>Whether the first is done, or none will come; waits where there is nothing to take meanwhile.</summary>
    private bool IsFirstDone()
    {
        lock (_gate)
        {
            while (true)
            {
                if (_places.TryPeek(out var first) ? first.IsDone : _over) return true;
                if (!_over && _places.Count < _most) return false;
                Gate.Wait(_gate);
            }
        }
    }

    private sealed class Place
    {
        public TResult? Result { get; set; }
        public ExceptionDispatchInfo? Failure { get; set; }
        public bool IsDone { get; set; }
    }
}
