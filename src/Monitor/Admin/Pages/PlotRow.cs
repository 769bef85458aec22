using System.Globalization;
using Monitor.Store.Sql;

namespace Monitor.Admin.Pages;

/// <summary>One strip of the plot: a number for each day. A strip for each kind, so that nothing hangs on colours.</summary>
/// <param name="Name">What is counted.</param>
/// <param name="First">The first day.</param>
/// <param name="Counts">Per day.</param>
internal sealed record PlotRow(string Name, DateOnly First, IReadOnlyList<int> Counts)
{
    /// <summary>Units of the drawing per day.</summary>
    public const int Step = 10;

    public const int Height = 40;

    public int Total => Counts.Sum();

    public int Most => Counts.Count == 0 ? 0 : Counts.Max();

    /// <summary>Height of a day's bar; the least number is still to be seen.</summary>
    public string Bar(int day) => Math.Max(2, Counts[day] * (double)Height / Math.Max(1, Most)).ToString("0.#", CultureInfo.InvariantCulture);

    public string Top(int day) => (Height - Math.Max(2, Counts[day] * (double)Height / Math.Max(1, Most))).ToString("0.#", CultureInfo.InvariantCulture);

    public DateOnly Day(int day) => First.AddDays(day);

    public static IReadOnlyList<PlotRow> Of(IReadOnlyList<DayOfNews> days, DateOnly first, int span)
    {
        var byDay = days.ToDictionary(d => d.Day);
        PlotRow Row(string name, Func<DayOfNews, int> count) =>
            new(name, first, [.. Enumerable.Range(0, span).Select(i => byDay.TryGetValue(first.AddDays(i), out var day) ? count(day) : 0)]);
        return [Row("Papers", d => d.Papers), Row("Trials", d => d.Trials), Row("Regulatory events", d => d.Events), Row("Changes", d => d.Changes)];
    }
}
