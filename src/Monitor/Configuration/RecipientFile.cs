using Monitor.Documents;

namespace Monitor.Configuration;

/// <summary>Reads <c>recipients.yaml</c>: a list, bare or under <c>recipients:</c>.</summary>
internal static class RecipientFile
{
    /// <summary>The recipients without errors; none when there is no such file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="watches">Names of all watches declared, also of those with errors.</param>
    /// <param name="errors">Receives what is wrong.</param>
    public static IReadOnlyList<Recipient> Read(string path, IReadOnlyCollection<string> watches, List<ConfigError> errors)
    {
        // A folder of that name, which Docker makes where a mounted file is missing, is not "no file": reading it is an error.
        if (!Path.Exists(path)) return [];
        var maps = Maps(YamlFile.Read(path, errors), errors);
        var ids = maps.Select(map => (map.Find("id")?.Value as YamlText)?.Text).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var recipients = new List<Recipient>();
        var seen = new Dictionary<string, Place>(StringComparer.Ordinal);
        foreach (var map in maps)
        {
            var recipient = RecipientReader.Read(map, watches, ids, errors);
            if (map.Find("id") is { Value: YamlText id } && !seen.TryAdd(id.Text, id.Place)) errors.Add(new ConfigError(id.Place, "id", $"a second recipient with the id {id.Text}; the first is in line {seen[id.Text].Line}"));
            else if (recipient is not null) recipients.Add(recipient);
        }

        var kept = recipients.Select(recipient => recipient.Id).ToHashSet(StringComparer.Ordinal);
        // Whoever was to be told in the end is left out: there is nobody to escalate to, but the recipient stays.
        return [.. recipients.Select(recipient => recipient.EscalateTo is { } to && !kept.Contains(to) ? recipient with { EscalateTo = null, EscalateAfter = null } : recipient)];
    }

    private static IReadOnlyList<YamlMap> Maps(YamlValue? value, List<ConfigError> errors)
    {
        if (value is YamlMap top)
        {
            var outer = new MapReader(top, ["recipients"], errors);
            value = outer.Any("recipients");
        }

        if (value is null) return [];
        if (value is not YamlList list)
        {
            errors.Add(new ConfigError(value.Place, "recipients", "a list is expected, each recipient after a hyphen"));
            return [];
        }

        foreach (var odd in list.Items.Where(item => item is not YamlMap)) errors.Add(new ConfigError(odd.Place, "recipients", "the keys of one recipient are expected, beginning with id:"));
        return [.. list.Items.OfType<YamlMap>()];
    }
}
