using Monitor.Admin;
using Monitor.Configuration;

namespace Monitor.Commands;

/// <summary>Links lead to where the program listens, unless a public address is configured.</summary>
internal static class ServedAt
{
    private const string Key = "Delivery:PublicUrl";

    /// <summary>
    /// The configuration with the first loopback address of <c>--urls</c> as the public one, where that has its default. Of an address
    /// that others can reach nobody here knows by what name they do, and of port 0 not which it becomes.
    /// </summary>
    /// <param name="configuration">As loaded.</param>
    /// <param name="urls">Separated by semicolons.</param>
    public static LoadedConfiguration Public(LoadedConfiguration configuration, string urls)
    {
        var known = configuration.Effective.Single(e => e.Key == Key);
        // Who writes the default on the command line means it; the delivered file writes out every default.
        if (!known.IsDefault || known.Where == Place.CommandLine.File || known.Where == Place.Environment.File) return configuration;
        var address = urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Where(BoundAddresses.IsOne)
            .Select(BindingAddress.Parse).FirstOrDefault(a => a.Port > 0 && LoopbackTrust.NamesLoopback(a.Host));
        if (address is null) return configuration;
        var values = new ConfigurationBuilder().AddConfiguration(configuration.Values)
            .AddInMemoryCollection([KeyValuePair.Create(Key, (string?)$"http://{address.Host}:{address.Port}/")]).Build();
        return configuration with { Values = values };
    }
}
