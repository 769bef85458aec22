using System.Globalization;

namespace Monitor.Sources.PubMed;

/// <summary>Days as PubMed counts them, both included.</summary>
internal readonly record struct DayRange(DateOnly From, DateOnly To)
{
    private static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("America/New_York");

    // Years of one to three digits PubMed would not read.
    private static readonly DateOnly Earliest = new(1800, 1, 1);
    private static readonly DateOnly Latest = new(3000, 12, 31);

    /// <summary>PubMed's own widest range.</summary>
    public static DayRange Everything { get; } = new(Earliest, Latest);

    public bool IsOneDay => From == To;

    /// <summary>As <c>mindate</c>.</summary>
    public string MinDate => From.ToString("yyyy'/'MM'/'dd", CultureInfo.InvariantCulture);

    /// <summary>As <c>maxdate</c>.</summary>
    public string MaxDate => To.ToString("yyyy'/'MM'/'dd", CultureInfo.InvariantCulture);

    /// <summary>
    /// Days that cover a window whole. That PubMed's days are New York's is not verified: one day more at the end covers
    /// the case that they are UTC's.
    /// </summary>
    public static DayRange Covering(DateTimeOffset from, DateTimeOffset to)
    {
        var first = Clamped(Day(from));
        var last = Clamped(Day(to));
        return new DayRange(first, last < first ? first : Clamped(last.AddDays(1)));
    }

    /// <summary>Two ranges that make up this one exactly; asked only of more than one day.</summary>
    public (DayRange Earlier, DayRange Later) Halves()
    {
        if (IsOneDay) throw new InvalidOperationException("A single day has no halves.");
        var middle = From.AddDays((To.DayNumber - From.DayNumber) / 2);
        return (this with { To = middle }, this with { From = middle.AddDays(1) });
    }

    public override string ToString() => IsOneDay ? MinDate : $"{MinDate} to {MaxDate}";

    private static DateOnly Day(DateTimeOffset instant) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, Zone).DateTime);

    private static DateOnly Clamped(DateOnly day) => day < Earliest ? Earliest : day > Latest ? Latest : day;
}
