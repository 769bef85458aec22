using System.Data.Common;
using System.Runtime.CompilerServices;
using Dapper;
using Marten;
using Monitor.Documents;
using Monitor.Store.Sql;
using Npgsql;
using SessionOptions = Marten.Services.SessionOptions;

namespace Monitor.Store.Marten;

/// <summary>
/// Documents through Marten sessions on our transaction: they are stored or not together with our SQL. A document that
/// another program stored between our reading it and our storing it is not overwritten.
/// </summary>
internal sealed class MartenDocuments : IDocuments, IDisposable
{
    private readonly DocumentStore _store;

    /// <summary>By connection, not by transaction: Npgsql uses one transaction object for many transactions, and ours open a connection each.</summary>
    private readonly ConditionalWeakTable<DbConnection, IDocumentSession> _sessions = [];

    /// <param name="source">Connects to the database; Marten itself opens nothing here.</param>
    /// <param name="schema">Holds the tables.</param>
    /// <exception cref="StoreException">Marten cannot name that schema.</exception>
    public MartenDocuments(NpgsqlDataSource source, string schema)
    {
        if (!schema.All(c => c is '_' || char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c)))
        {
            throw new StoreException($"Marten writes names of schemas in small letters and unquoted: rename {schema} (letters a to z, digits, underscores), or set Store:Documents to Sql.");
        }

        _store = DocumentStore.For(options =>
        {
            options.Connection(source);
            MartenModel.Apply(options, schema);
            // On a transaction that is not its own a second try can only hide why the first one failed.
            options.ConfigurePolly(_ => { });
            options.ConfigureWritePolly(_ => { });
        });
    }

    public async Task<IReadOnlyList<Hit>> LoadAsync(DbConnection connection, DbTransaction? tx, string kind, string[] ids)
    {
        if (tx is not null) return await LoadAsync(Session(tx), kind, ids);
        // A session on a bare connection closes it at its end; one on a transaction leaves it.
        await using var reading = await connection.BeginTransactionAsync();
        await using var session = _store.QuerySession(On(reading));
        return await LoadAsync(session, kind, ids);
    }

    public Task SaveAsync(DbTransaction tx, string kind, IReadOnlyList<Hit> hits, DateTimeOffset now) => kind switch
    {
        "article" => SaveAsync(tx, kind, [.. hits.Cast<Article>()], now),
        "trial" => SaveAsync(tx, kind, [.. hits.Cast<Trial>()], now),
        "notice" => SaveAsync(tx, kind, [.. hits.Cast<Notice>()], now),
        _ => throw Unknown(kind),
    };

    public void Dispose() => _store.Dispose();

    private static SessionOptions On(DbTransaction tx) => SessionOptions.ForTransaction((NpgsqlTransaction)tx);

    /// <summary>One for a whole transaction: it knows the versions of what was read in it.</summary>
    private IDocumentSession Session(DbTransaction tx) => _sessions.GetValue(tx.Connection!, _ => _store.OpenSession(On(tx))); // non-null: the transaction is open

    private static async Task<IReadOnlyList<Hit>> LoadAsync(IQuerySession session, string kind, string[] ids) => kind switch
    {
        "article" => await LoadAsync<Article>(session, ids),
        "trial" => await LoadAsync<Trial>(session, ids),
        "notice" => await LoadAsync<Notice>(session, ids),
        _ => throw Unknown(kind),
    };

    private static Task<IReadOnlyList<T>> LoadAsync<T>(IQuerySession session, string[] ids)
        where T : Hit => MartenErrors.PlainAsync(() => session.LoadManyAsync<T>(ids));

    private async Task SaveAsync<T>(DbTransaction tx, string kind, T[] hits, DateTimeOffset now)
        where T : Hit
    {
        var session = Session(tx);
        var unread = hits.Where(hit => session.VersionFor(hit) is null).Select(hit => hit.Id).ToArray();
        var versions = await VersionsAsync(tx, kind, unread);
        foreach (var hit in hits)
        {
            if (versions.TryGetValue(hit.Id, out var version)) session.UpdateExpectedVersion(hit, version);
            else session.Store(hit);
        }

        // Marten writes the server's time; ours is injected.
        session.QueueSqlCommand($"UPDATE mt_doc_{kind} SET mt_last_modified = ? WHERE id = ANY(?)", now.ToUniversalTime(), hits.Select(hit => hit.Id).ToArray());
        await MartenErrors.PlainAsync(() => session.SaveChangesAsync());
    }

    /// <summary>What was not read in this transaction is new, or follows the version that it has now.</summary>
    private static async Task<Dictionary<string, Guid>> VersionsAsync(DbTransaction tx, string kind, string[] ids) =>
        ids.Length == 0 ? [] : (await tx.Connection!.QueryAsync<(string Id, Guid Version)>( // non-null: the transaction is open
            $"SELECT id, mt_version FROM mt_doc_{kind} WHERE id = ANY(@ids)", new { ids }, tx)).ToDictionary(r => r.Id, r => r.Version, StringComparer.Ordinal);

    private static ArgumentOutOfRangeException Unknown(string kind) => new(nameof(kind), kind, "no kind of document");
}
