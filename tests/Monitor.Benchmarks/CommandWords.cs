using System.Globalization;

namespace Monitor.Benchmarks;

/// <summary>The words of a command line of the form <c>--name value</c>.</summary>
internal sealed class CommandWords(IReadOnlyList<string> words)
{
    /// <summary>The value of a name; null = not given.</summary>
    public string? Of(string name)
    {
        for (var i = 0; i + 1 < words.Count; i++) if (words[i] == name) return words[i + 1];
        return null;
    }

    public bool Has(string name) => words.Contains(name);

    public int Number(string name, int usual) => Of(name) is { } given ? Parse(name, given) : usual;

    /// <summary>The first word, where it is a number.</summary>
    public int First(int usual) => words.Count > 0 && !words[0].StartsWith('-') ? Parse("", words[0]) : usual;

    /// <summary><c>7</c> or <c>1-100</c>.</summary>
    public (int First, int Last) Range(string name, int first, int last)
    {
        if (Of(name) is not { } given) return (first, last);
        var ends = given.Split('-');
        return ends.Length > 2 ? throw new FormatException($"{name} {given}: not a range") : (Parse(name, ends[0]), Parse(name, ends[^1]));
    }

    /// <summary>Of <c>--minutes</c>.</summary>
    public Deadline Deadline(double usual = double.PositiveInfinity)
    {
        var minutes = Of("--minutes") is { } given ? double.Parse(given, CultureInfo.InvariantCulture) : usual;
        return double.IsInfinity(minutes) ? Benchmarks.Deadline.None : new Deadline(TimeSpan.FromMinutes(minutes));
    }

    private static int Parse(string name, string value) =>
        int.TryParse(value, CultureInfo.InvariantCulture, out var number) ? number : throw new FormatException($"{name} {value}: not a whole number");
}
