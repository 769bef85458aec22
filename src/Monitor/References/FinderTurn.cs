using Monitor.Documents;
using Monitor.Sources;

namespace Monitor.References;

/// <summary>One source during one check: after several failures on end it is asked no more, and every reference says so.</summary>
internal sealed class FinderTurn(ICitationFinder finder)
{
    private const int MostFailures = 3;

    private int _failures;
    private string? _last;

    public bool Answers(CitationAsked asked) => finder.Answers(asked);

    /// <summary>What it knows, and how it answered; it throws nothing but a cancellation.</summary>
    public async Task<(ReferenceAsked Asked, IReadOnlyList<Hit> Hits)> AskAsync(CitationAsked asked, CancellationToken ct)
    {
        if (_failures >= MostFailures) return (new ReferenceAsked(finder.Source, "failed", $"not asked again after {MostFailures} failures; the last: {_last}"), []);
        try
        {
            var hits = await finder.FindAsync(asked, ct);
            _failures = 0;
            return (new ReferenceAsked(finder.Source, hits.Count == 0 ? "empty" : "ok"), hits);
        }
        catch (SourceException ex)
        {
            return Failed(ex.Failure == SourceFailure.Blocked ? "blocked" : "failed", ex.Message);
        }
        catch (Exception ex) when (ex is not OperationCanceledException)
        {
            // A defect in one source must not spoil the answers of the others.
            return Failed("failed", $"defect: {ex.GetType().Name}: {ex.Message}");
        }
    }

    private (ReferenceAsked Asked, IReadOnlyList<Hit> Hits) Failed(string outcome, string error)
    {
        _failures++;
        _last = error;
        return (new ReferenceAsked(finder.Source, outcome, error), []);
    }
}
