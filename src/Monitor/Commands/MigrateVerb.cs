using System.CommandLine;
using Monitor.Store.Sql;

namespace Monitor.Commands;

/// <summary><c>migrate</c>: makes or updates the schema; with <c>--from</c> moves a SQLite store into PostgreSQL.</summary>
internal static class MigrateVerb
{
    public static Command Command(CommandLine line)
    {
        var from = new Option<string?>("--from") { Description = "Move the SQLite store in this file into the PostgreSQL store, which is empty" };
        var command = new Command("migrate", "Make or update the schema of the store") { from };
        command.SetAction(async (result, ct) =>
        {
            await using var host = await VerbHost.StartAsync(line, ct, migrate: false);
            var database = host.Get<Database>();
            var file = result.GetValue(from);
            if (file is not null && database is not PostgreSqlDatabase) throw new UsageException("--from moves a SQLite store into PostgreSQL: set Store:Provider PostgreSql");
            Console.Out.WriteLine($"{database.Name}: schema {await database.MigrateAsync(ct)}");
            if (file is not null) await MoveAsync(file, (PostgreSqlDatabase)database, ct);
            return 0;
        });
        return command;
    }

    private static async Task MoveAsync(string file, PostgreSqlDatabase to, CancellationToken ct)
    {
        using var source = new SqliteDatabase(file, TimeSpan.FromSeconds(30));
        var moved = await StoreMove.RunAsync(source, to, ct);
        foreach (var table in moved.Where(t => t.Rows > 0)) Console.Out.WriteLine($"{table.Rows,10} {table.Table}");
        Console.Out.WriteLine($"moved {moved.Sum(t => t.Rows)} rows from {file}, which is as it was");
    }
}
