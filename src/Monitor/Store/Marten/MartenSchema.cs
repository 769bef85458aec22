using Marten;
using Npgsql;
using Weasel.Postgresql.Tables;

namespace Monitor.Store.Marten;

/// <summary>Whether the tables of documents are those that the Marten of this program reads and writes.</summary>
internal static class MartenSchema
{
    /// <exception cref="StoreException">A table is missing, or has not the columns or the key; the message says which. Indexes and columns that somebody added are left alone.</exception>
    public static async Task CheckAsync(DocumentStore store, NpgsqlConnection connection, CancellationToken ct)
    {
        var wrong = new List<string>();
        // Its functions are left out: sessions need none of them.
        foreach (var table in store.Storage.AllObjects().OfType<Table>().Where(t => t.Identifier.Name.StartsWith("mt_doc_", StringComparison.Ordinal)))
        {
            wrong.AddRange(Wrong(table, await table.FetchExistingAsync(connection, ct)));
        }

        if (wrong.Count > 0) throw new StoreException($"The tables of documents are not as Marten needs them: {string.Join("; ", wrong)}. Bring them back from a backup, or use a schema of its own (Search Path).");
    }

    private static IEnumerable<string> Wrong(Table wanted, Table? there)
    {
        var name = wanted.Identifier.Name;
        if (there is null) return [$"there is no {name}"];
        return [
            .. wanted.Columns.Select(c => (Wanted: c, There: there.ColumnFor(c.Name))).Where(c => !c.Wanted.Equals(c.There))
                .Select(c => c.There is { } other ? $"{name}.{other.Name} is {other.Type}, not {c.Wanted.Type}" : $"{name} has no column {c.Wanted.Name} ({c.Wanted.Type})"),
            .. wanted.PrimaryKeyColumns.SequenceEqual(there.PrimaryKeyColumns) ? [] : (string[])[$"the key of {name} is not {string.Join(", ", wanted.PrimaryKeyColumns)}"],
        ];
    }
}
