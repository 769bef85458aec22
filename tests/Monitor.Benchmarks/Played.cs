namespace Monitor.Benchmarks;

/// <summary>Something that went wrong, and the one command that plays it again.</summary>
internal sealed record Red(string What, string Replay)
{
    public const string Command = "dotnet run -c Release --project tests/Monitor.Benchmarks --";

    public override string ToString() => $"{What}\n  {Replay}";
}

/// <summary>What a long run came to.</summary>
/// <param name="Summary">For people.</param>
/// <param name="Reds">Empty = it held.</param>
internal sealed record Played(string Summary, IReadOnlyList<Red> Reds)
{
    /// <summary>Prints it; what was red stood there when it happened.</summary>
    /// <returns>The exit code.</returns>
    public int Print()
    {
        Console.WriteLine(Summary);
        return Reds.Count == 0 ? 0 : 1;
    }
}
