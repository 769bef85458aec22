using System.Data.Common;
using Monitor.Documents;

namespace Monitor.Store.Sql;

/// <summary>Documents by kind and id, in Marten's tables: nothing else reads or writes those.</summary>
internal interface IDocuments
{
    /// <summary>Those of a kind among these ids, in any order.</summary>
    /// <param name="tx">The transaction that is open on the connection; null = none is.</param>
    /// <exception cref="System.Text.Json.JsonException">A document is none of that kind.</exception>
    Task<IReadOnlyList<T>> LoadAsync<T>(DbConnection connection, DbTransaction? tx, string[] ids)
        where T : class, IDocument;

    /// <summary>Stores documents, new or known, all different, when the transaction is committed.</summary>
    /// <exception cref="StoreException">Another program stored one of them meanwhile.</exception>
    Task SaveAsync<T>(DbTransaction tx, IReadOnlyList<T> documents, DateTimeOffset now)
        where T : class, IDocument;
}
