using System.Globalization;

namespace Monitor.Evidence;

/// <summary>How much each cue speaks for each kind of study; null where a cue says nothing.</summary>
internal sealed class DesignWeights
{
    /// <summary>How many places of a group of cues are asked about. Before <see cref="Current"/>: static values are made in the order of the file.</summary>
    public static int[] Steps { get; } = [1, 2, 4, 8];

    private readonly Dictionary<string, float[]> _rows = new(StringComparer.Ordinal);

    private DesignWeights(CueBook book)
    {
        foreach (var line in CueBook.Lines("design-weights.tsv").Skip(1))
        {
            var cells = line.Split('\t');
            var row = cells.Skip(1).Select(c => c.Length == 0 ? 0f : float.Parse(c, CultureInfo.InvariantCulture)).ToArray();
            // What speaks for all kinds alike decides nothing: each row is read as the difference from its mean.
            var mean = row.Average();
            _rows.Add(cells[0], [.. row.Select(w => w - mean)]);
        }

        Title = [.. book.Names.Select(n => Row("title:" + n))];
        Abstract = [.. book.Names.Select(n => Row("abstract:" + n))];
        TitleGroups = [.. book.Groups.Select(n => Row("title:" + n))];
        AbstractGroups = [.. book.Groups.Select(n => Steps.Select(s => Row($"abstract:{n}>={s}")).ToArray())];
        Pairs = [.. book.Pairs.Select(p => new[] { Row($"abstract:{p.Name}-only"), Row($"abstract:{p.Name}-more"), Row($"abstract:{p.Name}-twice") })];
    }

    public static DesignWeights Current { get; } = new(CueBook.Current);

    public float[]?[] Title { get; }
    public float[]?[] Abstract { get; }
    public float[]?[] TitleGroups { get; }
    public float[]?[][] AbstractGroups { get; }

    /// <summary>By pair: the left group alone, more often, twice as often.</summary>
    public float[]?[][] Pairs { get; }

    /// <summary>Names of all rows; a test holds that each is a cue.</summary>
    public IEnumerable<string> Names => _rows.Keys;

    public float[]? Row(string name) => _rows.GetValueOrDefault(name);
}
