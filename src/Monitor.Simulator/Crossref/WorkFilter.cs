using System.Globalization;
using Monitor.Simulator.Records;

namespace Monitor.Simulator.Crossref;

/// <summary>A filter: <c>name:value</c> joined by commas; DOIs are alternatives, all else must hold. Days are those of UTC.</summary>
internal sealed class WorkFilter
{
    private readonly HashSet<string> _dois = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<Func<WorkContent, bool>> _must = [];

    /// <returns>Null when Crossref would refuse it.</returns>
    public static WorkFilter? Read(string text, out string? wrong)
    {
        var filter = new WorkFilter();
        foreach (var part in text.Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            wrong = part;
            var (name, value) = part.Split(':', 2) is [var before, var after] ? (before, after) : (part, "");
            if (name == "doi") filter._dois.Add(value);
            else if (!DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) || Dated(name, day) is not { } condition) return null;
            else filter._must.Add(condition);
        }

        wrong = null;
        return filter;
    }

    public bool Holds(WorkContent work) => (_dois.Count == 0 || _dois.Contains(work.Doi)) && _must.TrueForAll(condition => condition(work));

    private static Func<WorkContent, bool>? Dated(string name, DateOnly day) => name switch
    {
        "from-index-date" => w => Day(w.Indexed) >= day,
        "until-index-date" => w => Day(w.Indexed) <= day,
        "from-created-date" => w => Day(w.Created) >= day,
        "until-created-date" => w => Day(w.Created) <= day,
        _ => null,
    };

    private static DateOnly Day(DateTimeOffset at) => DateOnly.FromDateTime(at.UtcDateTime);
}
