using Xunit;

namespace Monitor.Tests.Infrastructure;

/// <summary>The recorded payloads that stand beside the repository, or where MONITOR_SHARED says; a test without them skips.</summary>
internal static class Shared
{
    /// <summary>Path below shared/, such as <c>samples/pubmed/esearch1.xml</c>; skips the test when there is no such folder.</summary>
    public static string File(string path)
    {
        Assert.SkipWhen(Folder is null, "no recorded payloads: ../shared is not there and MONITOR_SHARED is not set");
        return Path.Combine(Folder!, path); // non-null: the line above skips otherwise
    }

    /// <summary>Root of the repository: the folder that holds Monitor.sln.</summary>
    public static string Repository { get; } = Up(AppContext.BaseDirectory) ?? throw new InvalidOperationException("Monitor.sln not found above the tests.");

    /// <summary>The folder shared/; null where there is none. Declared after <see cref="Repository"/>, which it is found by.</summary>
    public static string? Folder { get; } = Find();

    private static string? Find()
    {
        var named = Environment.GetEnvironmentVariable("MONITOR_SHARED");
        if (!string.IsNullOrEmpty(named)) return named;
        var beside = Path.Combine(Repository, "..", "shared");
        return Directory.Exists(Path.Combine(beside, "samples")) ? beside : null;
    }

    private static string? Up(string folder)
    {
        for (var dir = new DirectoryInfo(folder); dir is not null; dir = dir.Parent)
        {
            if (System.IO.File.Exists(Path.Combine(dir.FullName, "Monitor.sln"))) return dir.FullName;
        }

        return null;
    }
}
