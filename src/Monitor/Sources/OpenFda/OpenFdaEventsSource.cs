using Microsoft.Extensions.Options;
using Monitor.Documents;
using Monitor.Queries;

namespace Monitor.Sources.OpenFda;

/// <summary>
/// Reports of adverse events that name a safety watch's products: drugs, devices, food, cosmetics. They are counted by day
/// of receipt, with seriousness and reactions, and yield no records: a report is one reporter's suspicion, not news by
/// itself. Nothing can be checked here: a clause that openFDA cannot be asked adds nothing to a count, and one that it takes
/// more widely is counted so.
/// </summary>
internal sealed class OpenFdaEventsSource(SourceClient client, IOptions<OpenFdaEventsOptions> options, IOptions<HttpOptions> http) : ISource
{
    public const string SourceName = "openfda-events";

    public string Name => SourceName;
    public bool Enabled => options.Value.Enabled;
    public bool Notices => true;
    public bool Counts => true;
    public string Schedule => options.Value.Schedule;
    public TimeSpan Overlap => options.Value.Overlap;
    public IReadOnlyList<UpstreamQuery> Feeds => [];
    public IReadOnlyList<ReliedField> Relied => [];

    public bool Serves(Watch watch) => watch.IsSafety;

    /// <summary>A line for each index: <c>drug/event: (…)</c>. Indexes that cannot hold what is asked have none.</summary>
    /// <exception cref="QueryException">openFDA cannot search for it, or it is too long for one address.</exception>
    public UpstreamQuery Translate(Query query, int most = RequestQuota.MostParts)
    {
        var asked = ReportKind.All.Select(kind => (kind.Name, Upstream: OpenFdaQuery.Count(query, kind)))
            .Where(a => !a.Upstream.Impossible).ToList();
        return new UpstreamQuery(string.Join('\n', asked.Select(a => $"{a.Name}/event: {a.Upstream.Text}")), [.. asked.SelectMany(a => a.Upstream.Widened).Distinct(StringComparer.Ordinal)])
        {
            Checked = null, Impossible = asked.Count == 0,
        };
    }

    /// <inheritdoc/>
    /// <remarks><see cref="Fetched.Total"/> is the number of reports in the window.</remarks>
    public async Task<Fetched> FetchAsync(FetchRequest request, CancellationToken ct)
    {
        var calls = OpenFdaCalls.Begin(client, http.Value, options.Value.Spacing, options.Value.ApiKeyFile, "Sources:OpenFdaEvents:ApiKeyFile");
        var counts = new List<Counted>();
        foreach (var (name, search) in request.Query.Text.Split('\n').Select(line => line.Split("/event: ", 2)).Select(parts => (parts[0], parts[1])))
        {
            counts.Add(await CountAsync(calls, ReportKind.All.Single(k => k.Name == name), search, request, ct));
        }

        return new Fetched { Counts = counts, Payloads = calls.Payloads, Total = counts.Sum(c => c.Days.Sum(d => d.Reports)) };
    }

    private async Task<Counted> CountAsync(OpenFdaCalls calls, ReportKind kind, string search, FetchRequest request, CancellationToken ct)
    {
        // A day more: the day of receipt is one of FDA's zone, and of its own future here.
        var (from, to) = (DateOnly.FromDateTime(request.From.UtcDateTime), DateOnly.FromDateTime(request.To.UtcDateTime).AddDays(1));
        var (all, disclaimer) = await DaysAsync(calls, kind, search, from, to, serious: false, ct);
        // Who has no report has no serious one.
        var (serious, _) = all.Count == 0 ? ([], null) : await DaysAsync(calls, kind, search, from, to, serious: true, ct);
        List<AdverseDay> days = [.. all.Select(d => new AdverseDay(kind.Name, d.Key, d.Value, Math.Min(d.Value, serious.GetValueOrDefault(d.Key)))).OrderBy(d => d.Day)];
        var known = request.Counted.ToHashSet();
        List<DateOnly> changed = request.Limit is null ? [.. days.Where(d => !known.Contains(d)).Select(d => d.Day)] : [];
        return new Counted(kind.Name, from, days, changed.Count == 0 ? [] : await ReactionsAsync(calls, kind, search, changed, ct), disclaimer);
    }

    private async Task<(Dictionary<DateOnly, int> Days, string? Disclaimer)> DaysAsync(
        OpenFdaCalls calls, ReportKind kind, string search, DateOnly from, DateOnly to, bool serious, CancellationToken ct)
    {
        var payload = await calls.AskAsync(ReportRequests.ByDay(options.Value.BaseUrl, kind, search, from, to, serious), ct);
        if (payload is null) return ([], null);
        var page = OpenFdaPage.Read(payload);
        if (page.Results.Count < ReportRequests.Most) return (ReportCounts.Days(page, payload).Where(d => d.Count > 0).GroupBy(d => d.Day).ToDictionary(g => g.Key, g => g.Sum(d => d.Count)), page.Disclaimer);
        // A full answer may lack days: both halves are asked for.
        var middle = from.AddDays((to.DayNumber - from.DayNumber) / 2);
        if (middle >= to) throw OpenFdaPage.Malformed(payload, "more counts than days");
        var (first, disclaimer) = await DaysAsync(calls, kind, search, from, middle, serious, ct);
        var (second, _) = await DaysAsync(calls, kind, search, middle.AddDays(1), to, serious, ct);
        foreach (var (day, count) in second) first[day] = count;
        return (first, disclaimer);
    }

    private async Task<IReadOnlyList<Reaction>> ReactionsAsync(OpenFdaCalls calls, ReportKind kind, string search, List<DateOnly> days, CancellationToken ct) =>
        await calls.AskAsync(ReportRequests.ByReaction(options.Value.BaseUrl, kind, search, days), ct) is { } payload ? ReportCounts.Reactions(OpenFdaPage.Read(payload), payload) : [];
}
