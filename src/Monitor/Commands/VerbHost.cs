using System.Text.Json;
using Monitor.Configuration;
using Monitor.Sources;
using Monitor.Store;
using Monitor.Store.Sql;

namespace Monitor.Commands;

/// <summary>What a verb without a web host runs in: configuration, services, a migrated store.</summary>
internal sealed class VerbHost : IAsyncDisposable
{
    private static readonly JsonSerializerOptions Indented = new(StoreJson.EveryKey) { WriteIndented = true };
    private readonly ServiceProvider _services;

    private VerbHost(ServiceProvider services) => _services = services;

    public T Get<T>() where T : notnull => _services.GetRequiredService<T>();

    /// <exception cref="ConfigException">With every error of the configuration.</exception>
    /// <exception cref="StoreException">The store cannot be used.</exception>
    public static async Task<VerbHost> StartAsync(CommandLine line, CancellationToken ct, bool migrate = true, LogLevel least = LogLevel.Warning)
    {
        var host = Of(Load(line), least);
        if (migrate) await host.Get<Database>().MigrateAsync(ct);
        return host;
    }

    /// <summary>The services alone: no store is opened before one of them needs it.</summary>
    public static VerbHost Of(LoadedConfiguration configuration, LogLevel least = LogLevel.Warning)
    {
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.AddMonitorLogging(least));
        services.AddMonitor(configuration, TimeProvider.System);
        return new VerbHost(services.BuildServiceProvider());
    }

    /// <exception cref="ConfigException">With every error of the configuration.</exception>
    public static LoadedConfiguration Load(CommandLine line)
    {
        var configuration = ConfigurationLoader.Load(
            line.ConfigFolder, line.Overrides, Environment.GetEnvironmentVariables(), SourceCatalog.KnownNames, line.ConfigNamed);
        if (!configuration.OptionsAreRight) throw new ConfigException(configuration.Errors);
        // One bad watch or recipient never stops the others; it is said here, in the health and in every digest.
        foreach (var error in configuration.Errors) Console.Error.WriteLine($"{error} (left out; the rest goes on)");
        return configuration;
    }

    /// <summary>One JSON document on standard output.</summary>
    public static void WriteJson<T>(T value) =>
        Console.Out.WriteLine(JsonSerializer.Serialize(value, Indented));

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
