namespace Monitor.Telemetry;

/// <summary>Reads the file with headers for the collector into what the exporter takes: <c>name=value</c> with commas between, which it splits after it has unescaped: a value cannot hold one.</summary>
internal static class OtlpHeaders
{
    /// <summary>What is wrong with the file; null = nothing. It says which line, and not what stands there.</summary>
    public static string? Problem(string file) =>
        Lines(file).Where(l => l.Text.IndexOf('=', StringComparison.Ordinal) <= 0 || l.Text.Contains(',', StringComparison.Ordinal))
            .Select(l => $"{file}, line {l.Number}: write name=value, without a comma").FirstOrDefault();

    /// <returns>Null without a file, or when it names none.</returns>
    public static string? Read(string? file)
    {
        if (string.IsNullOrEmpty(file)) return null;
        var headers = Lines(file).Select(l => l.Text.Split('=', 2)).Select(l => $"{l[0].Trim()}={Uri.EscapeDataString(l[1].Trim())}").ToList();
        return headers.Count == 0 ? null : string.Join(',', headers);
    }

    private static IEnumerable<(int Number, string Text)> Lines(string file) =>
        File.ReadLines(file).Index().Select(l => (l.Index + 1, l.Item.Trim())).Where(l => l.Item2.Length > 0 && l.Item2[0] != '#');
}
