namespace Monitor.Configuration;

/// <summary>One thing that is wrong with the configuration.</summary>
/// <param name="File">The file as the user named it, or <c>environment</c>, <c>command line</c>, <c>this machine</c>.</param>
/// <param name="Line">From 1; 0 where there are no lines.</param>
/// <param name="Column">From 1; 0 when not known.</param>
/// <param name="Key">The key as written there; empty when the whole file is meant.</param>
/// <param name="Message">What is wrong, and what would be right.</param>
internal sealed record ConfigError(string File, int Line, int Column, string Key, string Message)
{
    public ConfigError(Place place, string key, string message) : this(place.File, place.Line, place.Column, key, message)
    {
    }

    public override string ToString() => $"{new Place(File, Line, Column)}: {(Key.Length == 0 ? "" : Key + ": ")}{Message}";
}

/// <summary>Where something was written.</summary>
/// <param name="File">As in <see cref="ConfigError"/>.</param>
/// <param name="Line">From 1; 0 where there are no lines.</param>
/// <param name="Column">From 1; 0 when not known.</param>
internal readonly record struct Place(string File, int Line, int Column)
{
    public static Place Machine { get; } = new("this machine", 0, 0);

    public static Place Environment { get; } = new("environment", 0, 0);

    public static Place CommandLine { get; } = new("command line", 0, 0);

    public override string ToString() => Line == 0 ? File : $"{File}:{Line}";
}
