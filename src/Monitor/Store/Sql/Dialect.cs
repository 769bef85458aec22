using System.Data.Common;
using Dapper;

namespace Monitor.Store.Sql;

/// <summary>What the two engines write differently. All else in this folder is SQL that both read alike.</summary>
internal abstract class Dialect
{
    /// <summary>Where documents are kept.</summary>
    public required IDocuments Documents { get; init; }

    /// <summary>Whether a column holds one of the values of a parameter, which is an array.</summary>
    /// <param name="column">Name of the column.</param>
    /// <param name="parameter">Name of the parameter, without the <c>@</c>.</param>
    public abstract string In(string column, string parameter);

    /// <summary>Ends a SELECT of rows to be changed: one that another connection is changing just now is left out, not waited for. Empty where there is one writer only.</summary>
    public abstract string SkipLocked { get; }

    /// <summary>How the full text is asked for all these words.</summary>
    /// <param name="phrases">At least one.</param>
    /// <param name="args">Receives what the answer refers to.</param>
    public abstract TextMatch MatchOf(IReadOnlyList<Phrase> phrases, DynamicParameters args);

    /// <summary>
    /// A page of the hits that hold the words of a question, which has some; null where an identifier names hits too, which is asked
    /// otherwise.
    /// </summary>
    public abstract Task<FoundIds?> FindAsync(DbConnection connection, HitQuestion question, PageOf page);

    /// <summary>Runs a statement of <see cref="ManyRows"/> for all rows.</summary>
    /// <param name="once">Takes each column as an array.</param>
    /// <param name="each">Takes one row.</param>
    public abstract Task<int> RunAsync(DbTransaction tx, string once, string each, ManyRows.Columns columns, object[] rows);

    /// <summary>Stores what hits are listed and searched by. They are all different; their documents are stored already.</summary>
    /// <returns>The number of each, by its id.</returns>
    public abstract Task<IReadOnlyDictionary<string, long>> SaveIndexAsync(DbTransaction tx, IReadOnlyList<HitRow> rows);

    /// <summary>How the SQL of an open transaction is written.</summary>
    public static Dialect Of(DbTransaction tx) => Database.DialectOf(tx.Connection!); // non-null: the transaction is open

    public static Dialect Of(DbConnection connection) => Database.DialectOf(connection);
}
