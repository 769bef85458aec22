using Monitor.Documents;
using Monitor.Polling;
using Monitor.Store;
using Monitor.Store.Sql;

namespace Monitor.Delivery;

/// <summary>When each recipient's digest leaves, in the recipient's zone.</summary>
internal sealed class DigestTimes(Database database, MessageTable messages, ClockTable clock, TimeProvider time)
{
    /// <summary>Before anything is sent when it is due: what was stored while the clock was ahead is believed no more.</summary>
    public Task MendAsync(CancellationToken ct) => clock.MendAsync(ct);

    /// <summary>As stored; whoever is new begins now.</summary>
    public async Task<RecipientState> OfAsync(Recipient recipient, CancellationToken ct)
    {
        if (await messages.StateAsync(recipient.Id, ct) is { } known) return await MendedAsync(recipient, known, ct);
        var state = Begin(recipient);
        await database.WriteAsync(tx => MessageTable.SaveStateAsync(tx, state), ct);
        return state;
    }

    /// <summary>As <see cref="OfAsync"/>; nothing is stored.</summary>
    public async Task<RecipientState> PreviewAsync(Recipient recipient, CancellationToken ct) =>
        await messages.StateAsync(recipient.Id, ct) ?? Begin(recipient);

    public bool IsDue(RecipientState state) => state.NextDigest <= time.GetUtcNow();

    /// <summary>No digest now; the next is looked for at its time.</summary>
    public Task SkipAsync(Recipient recipient, RecipientState state, CancellationToken ct) =>
        database.WriteAsync(tx => MessageTable.SaveStateAsync(tx, state with { NextDigest = Next(recipient) }), ct);

    /// <summary>When the next one leaves.</summary>
    public DateTimeOffset Next(Recipient recipient)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(recipient.Zone);
        var schedule = Schedule.Parse(recipient.Schedule);
        var next = schedule.Next(time.GetUtcNow(), zone);
        while (recipient.Holidays.Contains(DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(next, zone).DateTime))) next = schedule.Next(next, zone);
        return next;
    }

    /// <summary>One further away than the schedule explains: the schedule was changed, and counts; or the clock was ahead, and it is due.</summary>
    private async Task<RecipientState> MendedAsync(Recipient recipient, RecipientState known, CancellationToken ct)
    {
        var now = time.GetUtcNow().Cut();
        if (known.NextDigest <= now || Next(recipient) is var next && !Ahead.Is(known.NextDigest, next)) return known;
        var surely = Ahead.IsSurely(known.NextDigest, next);
        var mended = known with { NextDigest = surely ? now : next };
        await database.WriteAsync(async tx =>
        {
            await MessageTable.SaveStateAsync(tx, mended);
            if (surely) await ClockTable.TellAsync(tx, known.NextDigest.Ms(), now);
        }, ct);
        return mended;
    }

    /// <summary>A new reader is told, in the first digest, what was looked at in the day before.</summary>
    private RecipientState Begin(Recipient recipient)
    {
        var now = time.GetUtcNow().Cut();
        return new RecipientState(recipient.Id, now, Next(recipient), now.AddDays(-1), null);
    }
}
