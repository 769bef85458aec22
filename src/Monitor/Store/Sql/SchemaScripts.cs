using System.Reflection;

namespace Monitor.Store.Sql;

/// <summary>The numbered scripts of an engine; the version of a schema is how many of them have run.</summary>
internal static class SchemaScripts
{
    /// <summary>In their order.</summary>
    /// <param name="engine">As their files are named: <c>Sqlite</c> or <c>PostgreSql</c>.</param>
    public static IReadOnlyList<string> Of(string engine)
    {
        var assembly = Assembly.GetExecutingAssembly();
        return [.. assembly.GetManifestResourceNames()
            .Where(name => name.Contains($".Schema.{engine}.", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(name =>
            {
                using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!); // non-null: the name was just listed
                return reader.ReadToEnd();
            })];
    }

    /// <exception cref="StoreException">The schema is newer than this program.</exception>
    public static void Check(string database, int version, int known)
    {
        if (version > known)
        {
            throw new StoreException($"{database} has schema {version}; this program knows up to {known}. Use the newer program, or restore the backup made before the upgrade.");
        }
    }
}
