using System.Globalization;
using Monitor.Documents;
using Monitor.Identity.Reports;
using Monitor.Polling;
using Monitor.Sources;
using Monitor.Store;
using Monitor.Store.Sql;

namespace Monitor.Admin.Pages;

/// <summary>Searches as <c>GET /api/hits</c> does.</summary>
internal sealed class HitsReader(
    FrameReader frame, HitSearch search, RevisionTable revisions, CountsTable counts, Subscribers subscribers, SameReports same, ReportStates states, EventList events)
{
    private const int SnippetLength = 260;

    /// <param name="given">The value of a parameter; null = not given or empty.</param>
    /// <param name="ct">Gives up.</param>
    public async Task<HitsModel> ReadAsync(Func<string, string?> given, CancellationToken ct)
    {
        var form = new HitForm(given("q"), given("watch"), given("source"), given("kind"), given("design"), given("since"), given("until"), given("sort"));
        var filter = new HitFilter();
        var problem = Number(given("page"), out var page) ?? HitEndpoints.Filter(
            new HitEndpoints.HitQuery(form.Q, form.Watch, form.Source, form.Kind, form.Design, form.Since, form.Until, form.Sort, null, page, null), out filter);
        var found = problem is null ? await search.FindAsync(filter, ct) : new HitPage([], 0, 0);
        var history = await revisions.OfAsync([.. found.Items.Select(h => h.Id)], ct);
        var now = await states.OfAsync(found.Items, ct);
        var reports = await same.OfAsync(found.Items, ct);
        var known = await events.OfAsync([.. found.Items.OfType<Notice>().Select(n => n.Id)], ct);
        return new HitsModel(
            frame.Read("/hits", "Hits"), form, problem,
            [.. found.Items.Select(h => Line(h, now[h.Id], history[h.Id], reports(h).Others) with { Event = known.TryGetValue(h.Id, out var e) ? e : null })],
            found.Total, found.Records, filter.Page, filter.Size,
            subscribers.Watches, SourceCatalog.KnownNames, await counts.DesignsAsync(ct), form.Until is null && problem is null ? Feeds(form) : [], frame.Exports);
    }

    private static string? Number(string? text, out int? page)
    {
        page = null;
        if (text is null) return null;
        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return "page: from 1";
        page = number;
        return null;
    }

    private IReadOnlyList<FeedLink> Feeds(HitForm form) =>
        frame.Feeds((form with { Watch = null, Until = null, Sort = null }).At(""), form.Watch) is [var first, ..] ? [first] : [];

    private static HitLine Line(Hit hit, ReportState state, IEnumerable<Revision> revisions, IReadOnlyList<SameReportOf> same) => new(
        hit,
        state,
        revisions.LastOrDefault(r => r is { News: true, Type: not RevisionType.New })?.Type,
        Marked.Of(hit.Title, "title", hit.Matches),
        Marked.Snippet(Marked.Of(hit.Abstract, "abstract", hit.Matches), SnippetLength),
        same);
}
