using System.Collections.Concurrent;
using System.Data.Common;
using System.Globalization;
using System.Reflection;
using System.Text;

namespace Monitor.Store.Sql;

/// <summary>
/// Writes a list of rows: on PostgreSQL by one statement over <c>unnest</c>, on SQLite by a prepared one that is run for each.
/// The properties of a row are its columns, in their order: <c>HitId</c> is <c>hit_id</c>. An empty list asks nothing.
/// </summary>
internal static class ManyRows
{
    private static readonly ConcurrentDictionary<Type, Columns> Known = [];

    /// <summary>Inserts all rows.</summary>
    /// <param name="table">Name of the table.</param>
    /// <param name="rows">Where <paramref name="end"/> updates, all under different keys.</param>
    /// <param name="end">What follows the values, such as <c>ON CONFLICT DO NOTHING</c>.</param>
    /// <returns>How many rows were inserted or updated.</returns>
    public static Task<int> InsertAsync<T>(DbTransaction tx, string table, IEnumerable<T> rows, string end = "")
        where T : notnull
    {
        var columns = Of<T>();
        var into = $"INSERT INTO {table} ({columns.Names})";
        return Dialect.Of(tx).RunAsync(tx, $"{into} SELECT * FROM unnest({columns.Parameters}) {end}", $"{into} VALUES ({columns.Parameters}) {end}", columns, [.. rows.Cast<object>()]);
    }

    /// <summary>Runs an UPDATE or DELETE that reads the rows as the table <c>given</c>.</summary>
    /// <param name="sql">A statement that both engines read alike.</param>
    /// <param name="rows">All under different keys.</param>
    /// <returns>How many stored rows were changed.</returns>
    public static Task<int> ChangeAsync<T>(DbTransaction tx, string sql, IEnumerable<T> rows)
        where T : notnull
    {
        var columns = Of<T>();
        var given = $"WITH given ({columns.Names}) AS";
        return Dialect.Of(tx).RunAsync(tx, $"{given} (SELECT * FROM unnest({columns.Parameters})) {sql}", $"{given} (VALUES ({columns.Parameters})) {sql}", columns, [.. rows.Cast<object>()]);
    }

    private static Columns Of<T>() => Known.GetOrAdd(typeof(T), type => new Columns(type.GetProperties(BindingFlags.Public | BindingFlags.Instance)));

    /// <summary>What a row consists of.</summary>
    internal sealed class Columns(PropertyInfo[] properties)
    {
        public string Names { get; } = string.Join(", ", properties.Select(p => Snake(p.Name)));

        public string Parameters { get; } = string.Join(", ", properties.Select((_, i) => Name(i)));

        public int Count => properties.Length;

        /// <summary>Name of the parameter of a column.</summary>
        public static string Name(int column) => string.Create(CultureInfo.InvariantCulture, $"@p{column}");

        /// <summary>One value of a row.</summary>
        public object? Value(object row, int column) => properties[column].GetValue(row);

        /// <summary>The values of all rows in one column, as an array of the column's own type.</summary>
        public Array Values(object[] rows, int column)
        {
            var values = Array.CreateInstance(properties[column].PropertyType, rows.Length);
            for (var i = 0; i < rows.Length; i++) values.SetValue(Value(rows[i], column), i);
            return values;
        }

        private static string Snake(string name)
        {
            var text = new StringBuilder();
            foreach (var c in name)
            {
                if (char.IsUpper(c) && text.Length > 0) text.Append('_');
                text.Append(char.ToLowerInvariant(c));
            }

            return text.ToString();
        }
    }
}
