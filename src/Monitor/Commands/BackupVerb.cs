using System.CommandLine;
using Monitor.Store.Sql;

namespace Monitor.Commands;

/// <summary><c>backup</c>: a consistent copy while the worker runs.</summary>
internal static class BackupVerb
{
    public static Command Command(CommandLine line)
    {
        var file = new Argument<string>("file") { Description = "A new file" };
        var command = new Command("backup", "Write a consistent copy of the store") { file };
        command.SetAction(async (result, ct) =>
        {
            var target = result.GetRequiredValue(file);
            if (File.Exists(target)) throw new UsageException($"{target} exists already");
            await using var host = await VerbHost.StartAsync(line, ct, migrate: false);
            var database = host.Get<Database>();
            await database.BackupAsync(target, ct);
            Console.Out.WriteLine($"{target}: {new FileInfo(target).Length} bytes");
            return 0;
        });
        return command;
    }
}
