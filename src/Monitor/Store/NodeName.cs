namespace Monitor.Store;

/// <summary>This process among those on one store: what leases and claims are written under. Never the same twice.</summary>
/// <param name="Value">Machine, process, and a number of its own.</param>
internal sealed record NodeName(string Value)
{
    public static NodeName New() => new($"{Environment.MachineName}:{Environment.ProcessId}:{Guid.NewGuid():N}");

    /// <summary>What people are shown of such a name: machine and process.</summary>
    public static string Short(string name) => name.LastIndexOf(':') is var colon and > 0 ? name[..colon] : name;
}
