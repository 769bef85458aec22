using Monitor.Documents;

namespace Monitor.Configuration;

/// <summary>What was found in files, environment and command line, and everything that is wrong with it.</summary>
internal sealed record LoadedConfiguration
{
    /// <summary>The values that count and can be bound; what is missing, or was unreadable, keeps the default of its options class.</summary>
    public required IConfiguration Values { get; init; }

    /// <summary>The watches without errors.</summary>
    public required IReadOnlyList<Watch> Watches { get; init; }

    /// <summary>The recipients without errors.</summary>
    public required IReadOnlyList<Recipient> Recipients { get; init; }

    /// <summary>Makers and products with a public source, which link notices to sponsors and funders.</summary>
    public IReadOnlyList<NamedProduct> Names { get; init; } = [];

    /// <summary>By the name of a watch: where its file says in which sources it looks, or else its name.</summary>
    public IReadOnlyDictionary<string, Place> SourcesOfWatches { get; init; } = new Dictionary<string, Place>();

    /// <summary>Every problem: options, watches, recipients, and in each file by line. The caller decides whether to stop or go on with the watches and recipients that are left.</summary>
    public required IReadOnlyList<ConfigError> Errors { get; init; }

    /// <summary>Whether every option is right. If not, nothing may start, whatever is decided about watches and recipients: what was wrong would run on its default.</summary>
    public required bool OptionsAreRight { get; init; }

    /// <summary>Every key, in the order of the catalog.</summary>
    public required IReadOnlyList<EffectiveValue> Effective { get; init; }
}

/// <summary>The value that a key has in the end.</summary>
/// <param name="Key">Full path.</param>
/// <param name="Value">As it would be written; <c>***</c> for a secret; empty for none.</param>
/// <param name="IsDefault">Whether it equals the default, wherever it was written.</param>
/// <param name="Where"><c>default</c>, <c>file:line</c>, <c>environment</c> or <c>command line</c>.</param>
internal sealed record EffectiveValue(string Key, string Value, bool IsDefault, string Where);
