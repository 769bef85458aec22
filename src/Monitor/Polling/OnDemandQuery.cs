using System.Runtime.CompilerServices;
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

    /// <summary>What a reader must know of the answer, such as that it comes from items read earlier; null = nothing.</summary>
    public string? Note { get; init; }
}

/// <summary>The answer of one source, with its hits.</summary>
internal sealed record OnDemandPart(SourceAnswer Answer, IReadOnlyList<Hit> Hits);

/// <summary>All answers, and what satisfies the query, each report once.</summary>
internal sealed record OnDemandAnswer(IReadOnlyList<SourceAnswer> Sources, IReadOnlyList<FoundReport> Hits);

/// <summary>Asks the upstreams at once, in parallel, up to and including the match; nothing is stored.</summary>
internal sealed class OnDemandQuery(SourceCatalog catalog, OnDemandKept kept, OnDemandReports reports, TimeProvider time)
{
    /// <summary>A question whose words are understood: what is asked of whom.</summary>
    internal sealed record Plan(OnDemandRequest Request, Query Query, IReadOnlyList<(ISource Source, UpstreamQuery Upstream)> Asked);

    /// <exception cref="QueryException">The query cannot be read.</exception>
    /// <exception cref="KeyNotFoundException">No such source.</exception>
    public Plan Read(OnDemandRequest request)
    {
        var query = Query.Parse(request.Query);
        var sources = request.Sources.Count == 0 ? catalog.Enabled : [.. request.Sources.Distinct(StringComparer.Ordinal).Select(catalog.Get)];
        return new Plan(request, query, [.. sources.SelectMany(s =>
            s.Feeds.Count > 0 ? s.Feeds.Select(f => (s, f)) : (IEnumerable<(ISource, UpstreamQuery)>)[(s, s.AskFor(query))])]);
    }

    /// <summary>All answers together, in the order of the sources.</summary>
    /// <exception cref="QueryException">The query cannot be read.</exception>
    /// <exception cref="KeyNotFoundException">No such source.</exception>
    public async Task<OnDemandAnswer> AskAsync(OnDemandRequest request, TimeSpan timeout, CancellationToken ct)
    {
        var plan = Read(request);
        var parts = await Task.WhenAll(plan.Asked.Select(a => AskAsync(a.Source, a.Upstream, plan, timeout, ct)));
        return new OnDemandAnswer([.. parts.Select(a => a.Answer)], await reports.GatherAsync(parts.SelectMany(a => a.Hits), ct));
    }

    /// <summary>Each source's answer when it comes; the last one within the time-out.</summary>
    /// <param name="plan">What to ask.</param>
    /// <param name="timeout">Longest wait for a source, on the real clock: one that hangs does not delay the rest.</param>
    /// <param name="ct">Stops asking.</param>
    public async IAsyncEnumerable<OnDemandPart> AskAsync(Plan plan, TimeSpan timeout, [EnumeratorCancellation] CancellationToken ct)
    {
        using var stopped = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var asked = plan.Asked.Select(a => AskAsync(a.Source, a.Upstream, plan, timeout, stopped.Token)).ToList();
        try
        {
            await foreach (var answered in Task.WhenEach(asked).WithCancellation(ct)) yield return await answered;
        }
        finally
        {
            // A reader who leaves early leaves nothing running.
            await stopped.CancelAsync();
        }
    }

    private async Task<OnDemandPart> AskAsync(ISource source, UpstreamQuery upstream, Plan plan, TimeSpan timeout, CancellationToken ct)
    {
        if (upstream.NeverAsked is { } reason) return NotAsked(source, upstream, plan.Query, reason);
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limited.CancelAfter(timeout);
        try
        {
            if (await kept.AnswerAsync(source, upstream, plan, limited.Token) is { } known) return known;
            // A source that does not listen to its token is not waited for either.
            return await Task.Run(() => FetchAsync(source, upstream, plan, limited.Token), limited.Token).WaitAsync(limited.Token);
        }
        catch (SourceException ex)
        {
            return Failed(source, upstream, ex.Failure == SourceFailure.Blocked ? PollOutcome.Blocked : PollOutcome.Failed, ex.Message);
        }
        catch (Exception ex) when (ex is not OperationCanceledException)
        {
            // A defect in one source must not spoil the answers of the others.
            return Failed(source, upstream, PollOutcome.Failed, $"defect: {ex.GetType().Name}: {ex.Message}");
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return Failed(source, upstream, PollOutcome.Failed, $"no complete answer within {timeout.TotalSeconds:0} s");
        }
    }

    private async Task<OnDemandPart> FetchAsync(ISource source, UpstreamQuery upstream, Plan plan, CancellationToken ct)
    {
        var (request, now) = (plan.Request, time.GetUtcNow());
        var fetched = await source.FetchAllAsync(
            new FetchRequest { Query = upstream, From = request.Since ?? now.AddYears(-1), To = now, Limit = request.Limit }, ct);
        var widened = (IReadOnlyList<string>)[.. upstream.Widened, .. fetched.Widened];
        var match = new LocalMatch(Asking(plan), source.Feeds.Count > 0 ? upstream with { Checked = null } : upstream, fetched);
        var hits = Matching(fetched.Records.Select(r => r.Document), match, request.Limit, now, ct);
        var outcome = hits.Count == 0 && (fetched.Total ?? 0) == 0 ? PollOutcome.Empty : PollOutcome.Ok;
        return new OnDemandPart(new SourceAnswer(source.Name, upstream.Text, outcome, fetched.Total ?? hits.Count, null) { Widened = widened }, hits);
    }

    internal static WatchQuery Asking(Plan plan) => new(new Watch { Name = "on-demand", Title = "on demand", Query = plan.Request.Query }, plan.Query);

    /// <summary>Those that satisfy the query, each with its reasons.</summary>
    internal static IReadOnlyList<Hit> Matching(
        IEnumerable<Hit> documents, LocalMatch match, int limit, DateTimeOffset now, CancellationToken ct) =>
        [.. documents.DistinctBy(d => d.Id)
            .Select(d => (Document: d, Reasons: Reasons(d, match, ct)))
            .Where(m => m.Reasons is not null)
            .Select(m => FactReader.Tagged(m.Document with { Matches = m.Reasons!, FirstSeen = now, LastChanged = now })) // non-null: filtered just before
            .Take(limit)];

    /// <summary>A wide answer is many records: nobody waits for the rest of them any more once the time is over.</summary>
    private static IReadOnlyList<Match>? Reasons(Hit document, LocalMatch match, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        return match.Of(document);
    }

    /// <summary>Where nothing can be found nothing is missed: that is a note, and no error.</summary>
    private static OnDemandPart NotAsked(ISource source, UpstreamQuery upstream, Query query, string reason) => new(
        new SourceAnswer(source.Name, query.ToString(), PollOutcome.NeverAsked, upstream.Impossible ? 0 : null, upstream.Impossible ? null : reason)
        {
            Widened = upstream.Widened, Note = upstream.Impossible ? reason : null,
        }, []);

    private static OnDemandPart Failed(ISource source, UpstreamQuery upstream, PollOutcome outcome, string error) =>
        new(new SourceAnswer(source.Name, upstream.Text, outcome, null, error), []);
}
