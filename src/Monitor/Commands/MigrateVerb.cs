using System.CommandLine;
using Monitor.Store.Sql;

namespace Monitor.Commands;

/// <summary><c>migrate</c>: makes or updates the schema.</summary>
internal static class MigrateVerb
{
    public static Command Command(CommandLine line)
    {
        var command = new Command("migrate", "Make or update the schema of the store");
        command.SetAction(async (_, ct) =>
        {
            await using var host = await VerbHost.StartAsync(line, ct, migrate: false);
            var database = host.Get<Database>();
            Console.Out.WriteLine($"{database.Name}: schema {await database.MigrateAsync(ct)}");
            return 0;
        });
        return command;
    }
}
