using System.Data.Common;
using Monitor.Documents;
using Monitor.Sources;
using Monitor.Store.Sql;

namespace Monitor.Polling;

/// <summary>What a run must know of the turn of its source.</summary>
/// <param name="Fence">Fencing number of the lease.</param>
/// <param name="Since">An earlier start, asked for by hand.</param>
/// <param name="After">The targets still to be asked, which are left alone if the turn ends now.</param>
/// <param name="Targets">How many the source has, due or not.</param>
internal sealed record PollTurn(long Fence, DateTimeOffset? Since, IReadOnlyList<PollTarget> After, int Targets);

/// <summary>
/// One run of one target: window from coverage, fetch, match, one commit. A failure is stored as a failure, with the
/// offending payload, and coverage stays where it was.
/// </summary>
internal sealed partial class PollRun(
    CoverageTable coverage, QueryAskedTable asked, SourceStateTable states, FeedTable feeds, Ingest ingest, TimeProvider time, ILogger<PollRun> logger)
{
    private static readonly TimeSpan RefusedWait = TimeSpan.FromHours(1);

    /// <summary>Runs a target under a lease already held.</summary>
    /// <returns>The ledger line as stored.</returns>
    /// <exception cref="Store.FenceException">The lease was lost; nothing was stored.</exception>
    public async Task<Poll> RunAsync(PollTarget target, PollTurn turn, CancellationToken ct)
    {
        using var signal = PollSignal.Begin(target.Source.Name, target.Watch?.Name);
        var poll = await PolledAsync(target, turn, ct);
        signal?.Stored(poll);
        return poll;
    }

    /// <summary>A line of the ledger and nothing else: no gap, no wait, no word on the source.</summary>
    private async Task<Poll> NotAskedAsync(PollTarget target, string reason, PollTurn turn, DateTimeOffset now, CancellationToken ct)
    {
        var state = await coverage.StateAsync(target.Source.Name, target.Key, target.Watch?.Name, target.Upstream.Text, now, ct);
        return await ingest.CommitAsync(new IngestBatch
        {
            Source = target.Source.Name, QueryKey = target.Key, Fence = turn.Fence,
            Poll = new Poll
            {
                Source = target.Source.Name, Watch = target.Watch?.Name, Query = target.Watches[0].Query.ToString(), From = now, To = now,
                Outcome = PollOutcome.NeverAsked, Widened = target.Upstream.Widened, Error = reason, Started = now,
            },
            Due = new QueryDue(target.Schedule.Next(now, TimeZoneInfo.Utc), state.Level, null),
        }, ct);
    }

    private async Task<Poll> PolledAsync(PollTarget target, PollTurn turn, CancellationToken ct)
    {
        var started = Store.Instants.Cut(time.GetUtcNow());
        if (target.NeverAsked is { } reason) return await NotAskedAsync(target, reason, turn, started, ct);
        var source = target.Source;
        var query = await coverage.StateAsync(source.Name, target.Key, target.Watch?.Name, target.Upstream.Text, started, ct);
        var covered = await coverage.OfAsync(source.Name, target.Key, ct);
        var late = covered.Count == 0 && await coverage.FailedSinceAsync(source.Name, query.Started, ct);
        var before = covered.Count == 0 ? await asked.BeforeAsync(source.Name, target.Key, ct) : null;
        // Where a query takes over from another, old is what lies inside the time that the other one proved.
        var begun = before?.Proved ?? query.Started;
        var window = PollWindow.Next(covered, target.Watch?.Baseline, source.Overlap, begun, turn.Since, started, late || before is not null) with
        {
            Late = source.Late,
        };
        var state = await states.GetAsync(source.Name, ct);
        var batch = new IngestBatch
        {
            Source = source.Name, QueryKey = target.Key, Fence = turn.Fence, ProvedUntil = covered.Count > 0 ? target.IsFeed ? covered[^1].To : covered[0].To : query.Started,
            Poll = new Poll
            {
                Source = source.Name, Watch = target.Watch?.Name, Query = target.Upstream.Text, From = window.From, To = window.To,
                Outcome = PollOutcome.Ok, Widened = target.Upstream.Widened, Started = started, Quiet = window.First,
            },
        };
        try
        {
            batch = target.IsFeed
                ? await new FeedRun(target, feeds, ingest, time).ReadAsync(batch, window, covered, query, ct)
                : await SearchAsync(target, batch, window, PollWindow.Beginning(target.Watch?.Baseline, query.Started),
                    before is null ? null : new OldQuestion(before, target), ct);
            var done = time.GetUtcNow();
            batch = batch.Poll.Outcome == PollOutcome.Ok
                ? batch with
                {
                    Due = BackOff.AfterSuccess(query.Level, Sooner(batch.Sooner, target.Schedule.Next(done, TimeZoneInfo.Utc))),
                    State = BackOff.AfterSuccess(state, PollOutcome.Ok, done),
                }
                : HeldBack(batch, new Setback(batch.Poll.Outcome, batch.Poll.Error ?? "") { Told = true }, state, query, turn);
        }
        catch (SourceException ex) when (ex.Failure == SourceFailure.Refused)
        {
            batch = Refused(batch, target, ex, state, query);
        }
        catch (SourceException ex)
        {
            var what = new Setback(ex.Failure == SourceFailure.Blocked ? PollOutcome.Blocked : PollOutcome.Failed, ex.Message)
            {
                RetryAfter = ex.RetryAfter, Told = ex.Failure is SourceFailure.Blocked or SourceFailure.Throttled,
            };
            batch = HeldBack(Failed(batch, what, ex.Payload), what, state, query, turn);
        }
        catch (Exception ex) when (ex is not (OperationCanceledException or Store.StoreException))
        {
            // A defect of ours in one source must not stop the others, nor pass for "nothing new".
            Log.Defect(logger, source.Name, ex);
            var what = new Setback(PollOutcome.Failed, $"defect: {ex.GetType().Name}: {ex.Message}");
            batch = HeldBack(Failed(batch, what, null), what, state, query, turn);
        }

        Poll poll;
        try
        {
            poll = await CommitAsync(batch, turn, ct);
        }
        catch (Exception ex) when (batch.Poll.Outcome == PollOutcome.Ok
            && ex is not (OperationCanceledException or Store.StoreException or Store.FenceException or DbException { IsTransient: true }))
        {
            // What cannot be stored fails as what cannot be read does. If nothing can be stored, this cannot either.
            Log.Defect(logger, source.Name, ex);
            var what = new Setback(PollOutcome.Failed, $"the answer could not be stored: {ex.GetType().Name}: {ex.Message}");
            batch = HeldBack(Failed(batch, what, null), what, state, query, turn);
            poll = await CommitAsync(batch, turn, ct);
        }

        if (poll.Error is { } error) Log.Failed(logger, source.Name, poll.Watch ?? poll.Query, error);
        if (batch.Gap is { } gap) Log.Gap(logger, source.Name, gap.Window.From, gap.Window.To, gap.Reason);
        return poll;
    }

    private async Task<Poll> CommitAsync(IngestBatch batch, PollTurn turn, CancellationToken ct)
    {
        IReadOnlyList<PollTarget> after = [.. turn.After.Where(t => t.NeverAsked is null)];
        var ends = after.Count > 0 && batch.State?.NextAllowed > time.GetUtcNow();
        if (ends) batch = batch with { Unasked = await UnaskedAsync(after, batch.Poll.Started, ct) };
        return await ingest.CommitAsync(batch, ct);
    }

    /// <summary>A feed with pages still to be read goes on before its schedule says so.</summary>
    private static DateTimeOffset Sooner(DateTimeOffset? asked, DateTimeOffset scheduled) => asked < scheduled ? asked.Value : scheduled;

    private async Task<IReadOnlyList<Unasked>> UnaskedAsync(IReadOnlyList<PollTarget> targets, DateTimeOffset now, CancellationToken ct)
    {
        var ends = await coverage.EndsAsync(targets[0].Source.Name, ct);
        DateTimeOffset Proved(PollTarget t) => ends.TryGetValue((t.Source.Name, t.Key), out var end) ? t.IsFeed ? end.Last : end.First : now;
        return [.. targets.Select(t => new Unasked(t.Key, t.Watch?.Name, t.Upstream.Text, Proved(t)))];
    }

    private async Task<IngestBatch> SearchAsync(
        PollTarget target, IngestBatch batch, PollWindow window, DateTimeOffset baseline, OldQuestion? before, CancellationToken ct)
    {
        var name = target.Watches[0].Watch.Name;
        var counted = target.Source.Counts ? await coverage.CountedAsync(name, ct) : [];
        var known = target.Source.FollowsDois ? new KnownArticles(batch.Source, name, await coverage.KnownAsync(name, ct)) : KnownArticles.None;
        var fetched = await target.Source.FetchAllAsync(new FetchRequest
        {
            Query = target.Upstream, From = window.From, To = window.To, Counted = counted, Known = known.Asked, Baseline = baseline,
            Open = target.Source.Revisits ? await coverage.OpenAsync(batch.Source, name, ct) : [],
        }, ct);
        var (old, oldAnswer) = target.Source.Counts && before is not null ? await before.CountAsync(counted, fetched, window.To, ct) : (null, null);
        var widened = (IReadOnlyList<string>)[.. target.Upstream.Widened, .. fetched.Widened];
        var match = new LocalMatch(target.Watches[0], target.Upstream, fetched);
        return batch with
        {
            Poll = batch.Poll with { Widened = widened },
            Candidates = [.. fetched.Records.Select(r => new Candidate(r.Document,
                match.Of(r.Document) is { } reasons
                    ? [new WatchMatch(name, reasons, window.IsQuiet(r.Dated) && before?.MightTell(r) != true)]
                    : known.Of(r.Document)))],
            Tally = !target.Source.Counts ? null : AdverseTally.Of(name, counted, fetched.Counts, day => window.IsQuiet(day), old),
            Unreadable = fetched.Unreadable,
            Payloads = [.. fetched.Payloads, .. oldAnswer?.Payloads ?? []],
            Answer = Answer.Of(target, fetched),
            Covered = new TimeWindow(window.From, window.To),
        };
    }

    private static IngestBatch Failed(IngestBatch batch, Setback what, Payload? payload) => batch with
    {
        Poll = batch.Poll with { Outcome = what.Outcome, Error = what.Error },
        Candidates = [],
        Tally = null,
        Unreadable = [],
        Answer = null,
        Covered = null,
        Gap = null,
        FeedItems = [],
        FeedMatched = [],
        Validators = null,
        Payloads = payload is null ? [] : [payload],
        Deleted = [],
    };

    private IngestBatch HeldBack(IngestBatch batch, Setback what, SourceState state, QueryState query, PollTurn turn)
    {
        var now = time.GetUtcNow();
        return batch with
        {
            Due = BackOff.AfterFailure(query.Level, what, now),
            State = BackOff.AfterFailure(state, query.Key, turn.Targets, what with { Begun = batch.Poll.Started }, now),
        };
    }

    /// <summary>The upstream answers, but not to this query: only this query waits, and says nothing of the source.</summary>
    private IngestBatch Refused(IngestBatch batch, PollTarget target, SourceException ex, SourceState state, QueryState query)
    {
        var now = time.GetUtcNow();
        var scheduled = target.Schedule.Next(now, TimeZoneInfo.Utc);
        return Failed(batch, new Setback(PollOutcome.Failed, ex.Message), ex.Payload) with
        {
            Due = new QueryDue(scheduled < now + RefusedWait ? scheduled : now + RefusedWait, query.Level, now),
            State = state with { LastOutcome = "failed", LastError = ex.Message, FailingSince = state.FailingSince ?? now },
        };
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 1, Level = LogLevel.Warning, Message = "{Source} ({What}): {Error}")]
        public static partial void Failed(ILogger logger, string source, string what, string error);

        [LoggerMessage(EventId = 2, Level = LogLevel.Error, Message = "{Source}: a defect in this program.")]
        public static partial void Defect(ILogger logger, string source, Exception exception);

        [LoggerMessage(EventId = 3, Level = LogLevel.Warning, Message = "{Source}: gap from {From} to {To}: {Reason}")]
        public static partial void Gap(ILogger logger, string source, DateTimeOffset from, DateTimeOffset to, string reason);
    }
}
