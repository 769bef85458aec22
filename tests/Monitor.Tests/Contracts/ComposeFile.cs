using Monitor.Tests.Infrastructure;
using YamlDotNet.Core;
using YamlDotNet.Serialization;

namespace Monitor.Tests.Contracts;

/// <summary>One of the compose files in docker/, its anchors resolved.</summary>
internal sealed class ComposeFile
{
    private readonly Dictionary<object, object> _root;

    private ComposeFile(Dictionary<object, object> root) => _root = root;

    public static IReadOnlyList<string> Names { get; } = ["compose.yaml", "compose.sqlite.yaml"];

    public IEnumerable<string> TopLevel => _root.Keys.Cast<string>();

    public IEnumerable<string> Services => Map("services").Keys;

    public static ComposeFile Read(string name)
    {
        using var text = new StringReader(File.ReadAllText(Path.Combine(Shared.Repository, "docker", name)));
        var parser = new MergingParser(new Parser(text));
        return new ComposeFile(new DeserializerBuilder().Build().Deserialize<Dictionary<object, object>>(parser));
    }

    /// <summary>A map by its way from the top; empty when there is none.</summary>
    public IReadOnlyDictionary<string, object> Map(params string[] way) => At(way) is Dictionary<object, object> map
        ? map.ToDictionary(p => (string)p.Key, p => p.Value ?? "", StringComparer.Ordinal)
        : new Dictionary<string, object>(StringComparer.Ordinal);

    public IReadOnlyList<string> List(params string[] way) => At(way) is List<object> list ? [.. list.Cast<string>()] : [];

    public string Text(params string[] way) => At(way) as string ?? "";

    private object? At(string[] way)
    {
        object? at = _root;
        foreach (var step in way) at = at is Dictionary<object, object> map ? map.GetValueOrDefault(step) : null;
        return at;
    }
}
