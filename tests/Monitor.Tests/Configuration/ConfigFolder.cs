using System.Collections;
using Monitor.Configuration;

namespace Monitor.Tests.Configuration;

/// <summary>A configuration folder of one test, gone afterwards.</summary>
internal sealed class ConfigFolder : IDisposable
{
    public static readonly string[] Sources = ["pubmed", "clinicaltrials.gov", "fda-rss"];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("monitor-config-");

    public string Path => _folder.FullName;

    /// <summary>Writes a file below the folder.</summary>
    public ConfigFolder With(string name, string text)
    {
        var path = System.IO.Path.Combine(Path, name);
        // non-null: the path lies below the folder
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return this;
    }

    /// <summary>Loads the folder with nothing but what is given here.</summary>
    public LoadedConfiguration Load(IDictionary? environment = null, params (string Key, string Value)[] commandLine) =>
        ConfigurationLoader.Load(Path, [.. commandLine.Select(pair => KeyValuePair.Create(pair.Key, pair.Value))], environment ?? new Hashtable(), Sources);

    /// <summary>The errors as printed, without the folder's own name.</summary>
    public string[] Errors(LoadedConfiguration? loaded = null) => [.. (loaded ?? Load()).Errors.Select(error => error.ToString().Replace(Path + "/", "", StringComparison.Ordinal))];

    public void Dispose() => _folder.Delete(recursive: true);
}
