using System.Data.Common;
using System.Text.Json;
using Dapper;
using Monitor.Documents;

namespace Monitor.Store.Sql;

/// <summary>The ledger of runs, and the records that could not be read.</summary>
internal sealed class PollTable(Database database)
{
    /// <summary>Adds a line to the ledger.</summary>
    /// <returns>Its number.</returns>
    public static Task<long> AddAsync(DbTransaction tx, Poll poll, string queryKey, IEnumerable<string> payloads) => AddAsync(tx, poll, queryKey, [.. payloads]);

    private static async Task<long> AddAsync(DbTransaction tx, Poll p, string queryKey, IReadOnlyList<string> payloads)
    {
        var connection = tx.Connection!; // non-null: the transaction is open
        var id = await connection.ExecuteScalarAsync<long>("""
            INSERT INTO poll (source, watch, query, query_key, window_from, window_to, outcome, widened, new, changed, known,
                duplicates, unmatched, quarantined, error, started, finished, quiet)
            VALUES (@Source, @Watch, @Query, @queryKey, @From, @To, @Outcome, @Widened, @New, @Changed, @Known,
                @Duplicates, @Unmatched, @Quarantined, @Error, @Started, @Finished, @Quiet)
            RETURNING id
            """,
            new
            {
                p.Source, p.Watch, p.Query, queryKey, From = p.From.Ms(), To = p.To.Ms(),
                Outcome = JsonSerializer.Serialize(p.Outcome).Trim('"'), Widened = StoreJson.Write(p.Widened),
                p.New, p.Changed, p.Known, p.Duplicates, p.Unmatched, p.Quarantined, Error = StoredText.OrNull(p.Error),
                Started = p.Started.Ms(), Finished = p.Finished.Ms(), p.Quiet,
            }, tx);
        await ManyRows.InsertAsync(tx, "poll_payload", payloads.Distinct(StringComparer.Ordinal).Select(hash => new { PollId = id, Hash = hash }), "ON CONFLICT DO NOTHING");
        return id;
    }

    /// <summary>Keeps unreadable records whole; one seen before is only marked as seen again.</summary>
    public static Task QuarantineAsync(DbTransaction tx, IEnumerable<QuarantineRow> rows) =>
        ManyRows.InsertAsync(
            tx, "quarantine",
            rows.DistinctBy(r => (r.Source, r.RawHash)).Select(r => new
            {
                r.Source, ExternalId = StoredText.OrNull(r.ExternalId), Reason = StoredText.Of(r.Reason), r.RawHash, Raw = StoredText.Of(r.Raw), r.PollId,
                FirstSeen = r.LastSeen.Ms(), LastSeen = r.LastSeen.Ms(),
            }),
            "ON CONFLICT (source, raw_hash) DO UPDATE SET last_seen = excluded.last_seen");

    /// <summary>The newest lines of the ledger first.</summary>
    public Task<IReadOnlyList<Poll>> ListAsync(string? source, string? watch, int skip, int take, CancellationToken ct) =>
        ReadAsync("WHERE (@source IS NULL OR source = @source) AND (@watch IS NULL OR watch = @watch) ORDER BY id DESC LIMIT @take OFFSET @skip",
            new { source, watch, skip, take }, ct);

    /// <summary>Lines finished in a stretch of time, oldest first: what a digest says was looked at.</summary>
    public Task<IReadOnlyList<Poll>> BetweenAsync(DateTimeOffset after, DateTimeOffset until, CancellationToken ct) =>
        ReadAsync("WHERE finished > @after AND finished <= @until ORDER BY id", new { after = after.Ms(), until = until.Ms() }, ct);

    public Task<int> CountAsync(string? source, string? watch, CancellationToken ct) =>
        database.ReadAsync(c => c.ExecuteScalarAsync<int>(
            "SELECT count(*) FROM poll WHERE (@source IS NULL OR source = @source) AND (@watch IS NULL OR watch = @watch)", new { source, watch }), ct);

    /// <summary>What could not be read, newest first.</summary>
    public Task<IReadOnlyList<QuarantineRow>> QuarantinedAsync(int skip, int take, CancellationToken ct) =>
        database.ReadAsync<IReadOnlyList<QuarantineRow>>(async c =>
            [.. (await c.QueryAsync<(long Id, string Source, string? ExternalId, string Reason, string Hash, string Raw, long Poll, long First, long Last)>(
                "SELECT id, source, external_id, reason, raw_hash, raw, poll_id, first_seen, last_seen FROM quarantine ORDER BY id DESC LIMIT @take OFFSET @skip", new { skip, take }))
                .Select(r => new QuarantineRow(r.Source, r.ExternalId, r.Reason, r.Hash, r.Raw, r.Poll, r.First.At(), r.Last.At()))], ct);

    public Task<int> QuarantineCountAsync(CancellationToken ct) =>
        database.ReadAsync(c => c.ExecuteScalarAsync<int>("SELECT count(*) FROM quarantine"), ct);

    private Task<IReadOnlyList<Poll>> ReadAsync(string where, object args, CancellationToken ct) =>
        database.ReadAsync<IReadOnlyList<Poll>>(async c => [.. (await c.QueryAsync<Row>($"""
            SELECT id, source, watch, query, window_from AS WindowFrom, window_to AS WindowTo, outcome, widened, new, changed, known,
                duplicates, unmatched, quarantined, error, started, finished, quiet FROM poll {where}
            """, args)).Select(r => r.Poll)], ct);

    private sealed class Row
    {
        public long Id { get; init; }
        public string Source { get; init; } = "";
        public string? Watch { get; init; }
        public string Query { get; init; } = "";
        public long WindowFrom { get; init; }
        public long WindowTo { get; init; }
        public string Outcome { get; init; } = "";
        public string Widened { get; init; } = "[]";
        public int New { get; init; }
        public int Changed { get; init; }
        public int Known { get; init; }
        public int Duplicates { get; init; }
        public int Unmatched { get; init; }
        public int Quarantined { get; init; }
        public string? Error { get; init; }
        public long Started { get; init; }
        public long Finished { get; init; }
        public bool Quiet { get; init; }

        public Poll Poll => new()
        {
            Id = Id, Source = Source, Watch = Watch, Query = Query, From = WindowFrom.At(), To = WindowTo.At(),
            Outcome = JsonSerializer.Deserialize<PollOutcome>($"\"{Outcome}\""), Widened = StoreJson.Read<IReadOnlyList<string>>(Widened),
            New = New, Changed = Changed, Known = Known, Duplicates = Duplicates, Unmatched = Unmatched, Quarantined = Quarantined,
            Error = Error, Started = Started.At(), Finished = Finished.At(), Quiet = Quiet,
        };
    }
}

/// <summary>A record that could not be read, kept whole.</summary>
internal sealed record QuarantineRow(
    string Source, string? ExternalId, string Reason, string RawHash, string Raw, long PollId, DateTimeOffset FirstSeen, DateTimeOffset LastSeen);
