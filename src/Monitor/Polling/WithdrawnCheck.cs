using Monitor.Documents;
using Monitor.Sources;
using Monitor.Store.Sql;

namespace Monitor.Polling;

/// <summary>
/// Asks once a week whether a source still has what is stored of it: a record that is withdrawn stands in no window, and
/// nothing else says that it is gone. One that is missing is asked for again after a day, and told as withdrawn when it is
/// missing then too. When many are missing at once it is the answer that is not believed.
/// </summary>
internal sealed partial class WithdrawnCheck(WithdrawnTable table, Ingest ingest, TimeProvider time, ILogger<WithdrawnCheck> logger)
{
    private const int AtOnce = 200;

    private static readonly TimeSpan Interval = TimeSpan.FromDays(7);
    private static readonly TimeSpan Again = TimeSpan.FromDays(1);

    /// <summary>What is younger may not be in the source's index again after an outage of it.</summary>
    private static readonly TimeSpan Settled = TimeSpan.FromDays(14);

    /// <summary>Looks when it is time, under the lease of the source. A failure ends with itself: it is tried again the next day.</summary>
    public async Task RunAsync(ISource source, long fence, CancellationToken ct)
    {
        if (source is not IRecordHolder holder) return;
        var now = Store.Instants.Cut(time.GetUtcNow());
        var last = await table.GetAsync(source.Name, ct);
        if (last is null) await table.SaveAsync(new WithdrawnLook(source.Name, now + Interval, []), ct);
        if (last is null || last.NextDue > now) return;
        try
        {
            await LookAsync(source, holder, last, fence, now, ct);
        }
        catch (SourceException ex)
        {
            Log.Failed(logger, source.Name, ex.Message);
            await table.SaveAsync(last with { NextDue = now + Again }, ct);
        }
    }

    private async Task LookAsync(ISource source, IRecordHolder holder, WithdrawnLook last, long fence, DateTimeOffset now, CancellationToken ct)
    {
        var held = await table.HeldAsync(source.Name, now - Settled, ct);
        var asked = last.Suspects.Count > 0 ? [.. held.Intersect(last.Suspects, StringComparer.Ordinal)] : held;
        var missing = await MissingAsync(holder, asked, ct);
        if (missing.Count > Math.Max(2, held.Count / 20))
        {
            Log.Disbelieved(logger, source.Name, missing.Count, held.Count);
            await table.SaveAsync(new WithdrawnLook(source.Name, now + Again, []), ct);
            return;
        }

        if (last.Suspects.Count > 0 && missing.Count > 0) await TellAsync(source, missing, fence, now, ct);
        var suspects = last.Suspects.Count > 0 ? [] : missing;
        await table.SaveAsync(new WithdrawnLook(source.Name, now + (suspects.Count > 0 ? Again : Interval), suspects), ct);
    }

    private static async Task<IReadOnlyList<string>> MissingAsync(IRecordHolder holder, IReadOnlyList<string> hits, CancellationToken ct)
    {
        var missing = new List<string>();
        foreach (var chunk in hits.Chunk(AtOnce))
        {
            var there = (await holder.StillThereAsync([.. chunk.Select(id => HitId.Split(id).ExternalId)], ct)).ToHashSet(StringComparer.Ordinal);
            missing.AddRange(chunk.Where(id => !there.Contains(HitId.Split(id).ExternalId)));
        }

        return missing;
    }

    /// <summary>With a line of the ledger: who asks later why it was told finds what was asked.</summary>
    private async Task TellAsync(ISource source, IReadOnlyList<string> missing, long fence, DateTimeOffset now, CancellationToken ct)
    {
        Log.Withdrawn(logger, source.Name, string.Join(", ", missing));
        await ingest.CommitAsync(new IngestBatch
        {
            Source = source.Name, QueryKey = "withdrawn", Fence = fence, Deleted = missing,
            Poll = new Poll
            {
                Source = source.Name, Query = $"still there? {string.Join(", ", missing.Select(id => HitId.Split(id).ExternalId))}",
                From = now, To = now, Outcome = PollOutcome.Empty, Started = now, Finished = now,
            },
        }, ct);
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 1, Level = LogLevel.Warning, Message = "{Source} has withdrawn {Ids}: missing on two days.")]
        public static partial void Withdrawn(ILogger logger, string source, string ids);

        [LoggerMessage(EventId = 2, Level = LogLevel.Error, Message = "{Source} does not show {Missing} of {Held} stored records any more: not believed, it is asked again.")]
        public static partial void Disbelieved(ILogger logger, string source, int missing, int held);

        [LoggerMessage(EventId = 3, Level = LogLevel.Warning, Message = "{Source} could not be asked for what it has withdrawn: {Error}")]
        public static partial void Failed(ILogger logger, string source, string error);
    }
}
