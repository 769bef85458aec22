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
    /// <param name="schema">Holds the tables; <see cref="MartenModel.Problem"/> has nothing against it.</param>
    public MartenDocuments(NpgsqlDataSource source, string schema) => _store = DocumentStore.For(options =>
    {
        options.Connection(source);
        MartenModel.Apply(options, schema);
        // On a transaction that is not its own a second try can only hide why the first one failed.
        options.ConfigurePolly(_ => { });
        options.ConfigureWritePolly(_ => { });
    });

    public async Task<IReadOnlyList<T>> LoadAsync<T>(DbConnection connection, DbTransaction? tx, string[] ids)
        where T : class, IDocument
    {
        if (tx is not null) return await LoadAsync<T>(Session(tx), ids);
        // A session on a bare connection closes it at its end; one on a transaction leaves it.
        await using var reading = await connection.BeginTransactionAsync();
        await using var session = _store.QuerySession(On(reading));
        return await LoadAsync<T>(session, ids);
    }

    public async Task SaveAsync<T>(DbTransaction tx, IReadOnlyList<T> documents, DateTimeOffset now)
        where T : class, IDocument
    {
        var session = Session(tx);
        var versions = await VersionsAsync<T>(tx, [.. documents.Where(d => session.VersionFor(d) is null).Select(d => d.Id)]);
        foreach (var document in documents)
        {
            if (versions.TryGetValue(document.Id, out var version)) session.UpdateExpectedVersion(document, version);
            else session.Store(document);
        }

        await MartenErrors.PlainAsync(() => session.SaveChangesAsync());
    }

    /// <summary>Compares the tables with what this Marten would make.</summary>
    /// <exception cref="StoreException">A table is missing, or another one.</exception>
    public Task CheckAsync(DbConnection connection, CancellationToken ct) => MartenSchema.CheckAsync(_store, (NpgsqlConnection)connection, ct);

    public void Dispose() => _store.Dispose();

    private static SessionOptions On(DbTransaction tx) => SessionOptions.ForTransaction((NpgsqlTransaction)tx);

    /// <summary>One for a whole transaction: it knows the versions of what was read in it.</summary>
    private IDocumentSession Session(DbTransaction tx) => _sessions.GetValue(tx.Connection!, _ => _store.LightweightSession(On(tx))); // non-null: the transaction is open

    private static Task<IReadOnlyList<T>> LoadAsync<T>(IQuerySession session, string[] ids)
        where T : class, IDocument => MartenErrors.PlainAsync(() => session.LoadManyAsync<T>(ids));

    /// <summary>What was not read in this transaction is new, or follows the version that it has now.</summary>
    private static async Task<Dictionary<string, Guid>> VersionsAsync<T>(DbTransaction tx, string[] ids) =>
        ids.Length == 0 ? [] : (await tx.Connection!.QueryAsync<(string Id, Guid Version)>( // non-null: the transaction is open
            $"SELECT id, mt_version FROM mt_doc_{DocumentKinds.NameOf<T>()} WHERE id = ANY(@ids)", new { ids }, tx)).ToDictionary(r => r.Id, r => r.Version, StringComparer.Ordinal);
}
