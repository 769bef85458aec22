using System.CommandLine;
using Monitor.Configuration;
using Monitor.Queries;
using Monitor.Store;

namespace Monitor.Commands;

/// <summary>The verbs. Exit code 0 = ok, 1 = what was asked failed, 2 = wrong usage or configuration.</summary>
internal static class Verbs
{
    /// <summary>Every verb with its options; without a verb it is <c>run</c>.</summary>
    public static RootCommand Root(CommandLine line)
    {
        var root = new RootCommand("Monitor watches literature, trial registries and regulators for saved searches.")
        {
            RunVerb.Command(line), DemoVerb.Command(line), PollVerb.Command(line), SearchVerb.Command(line), DigestVerb.Command(line),
            MailTestVerb.Command(line), ImportVerb.Command(line), TranslateVerb.Command(line), CheckConfigVerb.Command(line),
            CheckVerb.Command(line), MigrateVerb.Command(line), BackupVerb.Command(line), HealthcheckVerb.Command(line),
        };
        root.Options.Add(RunVerb.Urls);
        // They are taken out of the arguments before these are read; here they are for the help of every verb.
        root.Options.Add(new Option<string>("--config")
        {
            Description = "Folder of the configuration: monitor.yaml, recipients.yaml, watches/; default config", HelpName = "DIR", Recursive = true,
        });
        root.Options.Add(new Option<string>("--Section:Key")
        {
            Description = "Any key of the configuration, such as --Data:Directory DIR", HelpName = "VALUE", Recursive = true,
        });
        root.SetAction((result, ct) => RunVerb.RunAsync(line, result.GetValue(RunVerb.Urls), ct));
        return root;
    }

    /// <summary>After the default of two seconds a worker that is told to stop would be ended before it has given back what it holds; its own limit is 30 seconds.</summary>
    private static readonly TimeSpan LongestStop = TimeSpan.FromSeconds(40);

    public static async Task<int> RunAsync(string[] args)
    {
        try
        {
            var line = CommandLine.Read(args);
            var root = Root(line);
            // No response files: a query may begin with @.
            var parsed = root.Parse(line.Rest, new ParserConfiguration { ResponseFileTokenReplacer = null });
            if (parsed.Errors.Count == 0) return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = LongestStop });
            foreach (var error in parsed.Errors) await Console.Error.WriteLineAsync(error.Message);
            await Console.Error.WriteLineAsync("See --help.");
            return 2;
        }
        catch (Exception ex) when (ex is UsageException or QueryException)
        {
            await Console.Error.WriteLineAsync(ex.Message);
            return 2;
        }
        catch (ConfigException ex)
        {
            foreach (var error in ex.Errors) await Console.Error.WriteLineAsync(error.ToString());
            await Console.Error.WriteLineAsync($"{ex.Errors.Count} error(s) in the configuration; nothing was started.");
            return 2;
        }
        catch (Exception ex) when (ex is StoreException or FenceException or IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync(ex.Message);
            return 1;
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync("Stopped.");
            return 1;
        }
        catch (Exception ex)
        {
            await Console.Error.WriteLineAsync($"A defect in this program; please report it: {ex}");
            return 1;
        }
    }
}

/// <summary>The configuration has errors; exit code 2.</summary>
internal sealed class ConfigException(IReadOnlyList<ConfigError> errors) : Exception("The configuration has errors.")
{
    public IReadOnlyList<ConfigError> Errors { get; } = errors;
}
