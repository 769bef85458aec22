using Monitor.Documents;
using Monitor.Evidence;
using Monitor.Queries;
using Monitor.Sources;

namespace Monitor.Polling;

/// <summary>An on-demand question.</summary>
/// <param name="Query">Query text.</param>
/// <param name="Sources">Names; empty = every enabled one.</param>
/// <param name="Since">How far back; null = a year.</param>
/// <param name="Limit">Most hits per source.</param>
internal sealed record OnDemandRequest(string Query, IReadOnlyList<string> Sources, DateTimeOffset? Since, int Limit);

/// <summary>How one source answered: partial failure is visible.</summary>
internal sealed record SourceAnswer(string Source, string Query, PollOutcome Outcome, int? Total, string? Error)
{
    public IReadOnlyList<string> Widened { get; init; } = [];
}

/// <summary>All answers, and the hits that satisfy the query.</summary>
internal sealed record OnDemandAnswer(IReadOnlyList<SourceAnswer> Sources, IReadOnlyList<Hit> Hits);

/// <summary>Asks the upstreams at once, in parallel, up to and including the match; nothing is stored.</summary>
internal sealed class OnDemandQuery(SourceCatalog catalog, TimeProvider time)
{
    /// <param name="request">What to ask.</param>
    /// <param name="timeout">Longest wait for a source, on the real clock: one that hangs does not delay the rest beyond it.</param>
    /// <exception cref="QueryException">The query cannot be read.</exception>
    /// <exception cref="KeyNotFoundException">No such source.</exception>
    public async Task<OnDemandAnswer> AskAsync(OnDemandRequest request, TimeSpan timeout, CancellationToken ct)
    {
        var query = Query.Parse(request.Query);
        var sources = request.Sources.Count == 0 ? catalog.Enabled : [.. request.Sources.Distinct(StringComparer.Ordinal).Select(catalog.Get)];
        var asked = sources.SelectMany(s => s.Feeds.Count > 0 ? s.Feeds.Select(f => (Source: s, Upstream: f)) : s.AskFor(query) is { Impossible: false } one ? [(Source: s, Upstream: one)] : []);
        var answers = await Task.WhenAll(asked.Select(a => AskAsync(a.Source, a.Upstream, query, request, timeout, ct)));
        var hits = answers.SelectMany(a => a.Hits).DistinctBy(h => h.Id).OrderByDescending(h => h.Published ?? default).ToList();
        return new OnDemandAnswer([.. answers.Select(a => a.Answer)], hits);
    }

    private async Task<(SourceAnswer Answer, IReadOnlyList<Hit> Hits)> AskAsync(
        ISource source, UpstreamQuery upstream, Query query, OnDemandRequest request, TimeSpan timeout, CancellationToken ct)
    {
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limited.CancelAfter(timeout);
        var now = time.GetUtcNow();
        try
        {
            var fetched = await source.FetchAllAsync(
                new FetchRequest { Query = upstream, From = request.Since ?? now.AddYears(-1), To = now, Limit = request.Limit }, limited.Token);
            var widened = (IReadOnlyList<string>)[.. upstream.Widened, .. fetched.Widened];
            var watch = new WatchQuery(new Watch { Name = "on-demand", Title = "on demand", Query = request.Query }, query);
            var match = new LocalMatch(watch, source.Feeds.Count > 0 ? upstream with { Checked = null } : upstream, fetched);
            var hits = fetched.Records.DistinctBy(r => r.Document.Id)
                .Select(r => (r.Document, Reasons: match.Of(r.Document)))
                .Where(m => m.Reasons is not null)
                .Select(m => FactReader.Tagged(m.Document with { Matches = m.Reasons!, FirstSeen = now, LastChanged = now })) // non-null: filtered just before
                .Take(request.Limit)
                .ToList();
            var outcome = hits.Count == 0 && (fetched.Total ?? 0) == 0 ? PollOutcome.Empty : PollOutcome.Ok;
            return (new SourceAnswer(source.Name, upstream.Text, outcome, fetched.Total ?? hits.Count, null) { Widened = widened }, hits);
        }
        catch (SourceException ex)
        {
            return (new SourceAnswer(source.Name, upstream.Text, ex.Failure == SourceFailure.Blocked ? PollOutcome.Blocked : PollOutcome.Failed, null, ex.Message), []);
        }
        catch (Exception ex) when (ex is not OperationCanceledException)
        {
            // A defect in one source must not spoil the answers of the others.
            return (new SourceAnswer(source.Name, upstream.Text, PollOutcome.Failed, null, $"defect: {ex.GetType().Name}: {ex.Message}"), []);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return (new SourceAnswer(source.Name, upstream.Text, PollOutcome.Failed, null, $"no complete answer within {timeout.TotalSeconds:0} s"), []);
        }
    }
}
