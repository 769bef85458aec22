using System.Text;

namespace Monitor.Benchmarks;

/// <summary>Reads comma-separated values as RFC 4180 has them: quotation marks, doubled inside, line breaks within.</summary>
internal static class CsvRows
{
    /// <summary>Each row by the names of the first.</summary>
    public static IEnumerable<Dictionary<string, string>> Read(string path)
    {
        string[]? head = null;
        foreach (var row in Rows(File.ReadAllText(path)))
        {
            if (head is null) head = [.. row];
            else if (row.Count == head.Length) yield return head.Zip(row).ToDictionary(p => p.First, p => p.Second, StringComparer.Ordinal);
            else if (row is not [""]) throw new InvalidDataException($"A row of {row.Count} values under {head.Length} names.");
        }
    }

    private static IEnumerable<List<string>> Rows(string text)
    {
        var row = new List<string>();
        var value = new StringBuilder();
        var quoted = false;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (quoted && c == '"' && i + 1 < text.Length && text[i + 1] == '"') value.Append(text[i++]);
            else if (c == '"') quoted = !quoted;
            else if (quoted || c is not (',' or '\n' or '\r')) value.Append(c);
            else if (c != '\r')
            {
                row.Add(value.ToString());
                value.Clear();
                if (c == ',') continue;
                yield return row;
                row = [];
            }
        }

        if (value.Length == 0 && row.Count == 0) yield break;
        row.Add(value.ToString());
        yield return row;
    }
}
