namespace Monitor.Commands;

/// <summary>
/// Takes the configuration out of the arguments before the verbs are read: <c>--config DIR</c> and any
/// <c>--Section:Key value</c> or <c>--Section:Key=value</c>, wherever they stand.
/// </summary>
internal sealed record CommandLine(string ConfigFolder, bool ConfigNamed, IReadOnlyList<KeyValuePair<string, string>> Overrides, string[] Rest)
{
    /// <exception cref="UsageException">A key without its value.</exception>
    public static CommandLine Read(string[] args)
    {
        string? folder = null;
        var overrides = new List<KeyValuePair<string, string>>();
        var rest = new List<string>();
        for (var i = 0; i < args.Length; i++)
        {
            var arg = args[i];
            var (name, value) = Split(arg);
            if (name != "--config" && !(name.StartsWith("--", StringComparison.Ordinal) && name.Contains(':', StringComparison.Ordinal)))
            {
                rest.Add(arg);
                continue;
            }

            if (value is null)
            {
                if (i + 1 == args.Length) throw new UsageException($"{name}: its value is missing");
                value = args[++i];
            }

            if (name == "--config") folder = value;
            else overrides.Add(new KeyValuePair<string, string>(name[2..], value));
        }

        return new CommandLine(folder ?? "config", folder is not null, overrides, [.. rest]);
    }

    private static (string Name, string? Value) Split(string arg)
    {
        var equals = arg.IndexOf('=', StringComparison.Ordinal);
        return arg.StartsWith("--", StringComparison.Ordinal) && equals > 0 ? (arg[..equals], arg[(equals + 1)..]) : (arg, null);
    }
}

/// <summary>The command line is wrong; exit code 2.</summary>
internal sealed class UsageException(string message) : Exception(message);
