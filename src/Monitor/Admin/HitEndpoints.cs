using System.ComponentModel;
using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.HttpResults;
using Monitor.Documents;
using Monitor.Store;
using Monitor.Store.Sql;

namespace Monitor.Admin;

/// <summary>Reading the stored hits.</summary>
internal static class HitEndpoints
{
    private const int MaxSize = 200;

    public static void MapHits(this IEndpointRouteBuilder api)
    {
        api.MapGet("/hits", ListAsync).WithName("ListHits").Produces<HitListShape>().WithSummary(
            "Stored hits by words, identifiers and filters, newest or best first: a paper and a regulatory event each once, or every record");
        api.MapGet("/hits/{**id}", GetAsync).WithName("GetHit").WithSummary("One hit with matches and revisions").Produces<HitShape>();
    }

    internal sealed record HitQuery(
        [property: Description("Words (all must occur; trailing * truncates; quotation marks make a phrase) or an identifier")] string? Q,
        [property: Description("Name of a watch")] string? Watch,
        [property: Description("Name of a source")] string? Source,
        [property: Description("article, trial or notice")] string? Kind,
        [property: Description("A study design, such as rct or case-report; not-stated for articles that name none")] string? Design,
        [property: Description("First seen at or after: YYYY[-MM[-DD]] or an instant")] string? Since,
        [property: Description("First seen before")] string? Until,
        [property: Description("newest (default) or best")] string? Sort,
        [property: Description("report (default): of the records of one paper and of the notices of one regulatory event the one that speaks; record: each of them")] string? By,
        [property: Description(Paging.PageText)] int? Page,
        [property: Description("1 to 200; default 20")] int? Size);

    private static async Task<Results<Ok<JsonObject>, ProblemHttpResult>> ListAsync([AsParameters] HitQuery query, HitSearch search, RevisionTable revisions, HitContext context, CancellationToken ct)
    {
        if (Filter(query, out var filter) is { } problem) return Problems.Bad(problem);
        var page = await search.FindAsync(filter, ct);
        var history = await revisions.OfAsync([.. page.Items.Select(h => h.Id)], ct);
        return TypedResults.Ok(new JsonObject
        {
            ["items"] = new JsonArray([.. await context.ViewsAsync(page.Items, history, ct)]),
            ["total"] = page.Total,
            ["records"] = page.Records,
            ["page"] = filter.Page,
            ["size"] = filter.Size,
        });
    }

    private static async Task<Results<Ok<JsonObject>, ProblemHttpResult>> GetAsync(string id, HitTable hits, RevisionTable revisions, HitContext context, CancellationToken ct)
    {
        if (await AddressedId.FindAsync(id, i => hits.FindAsync(i, ct)) is not { } hit) return Problems.NotFound($"No hit has the id {id}.");
        var view = (await context.ViewsAsync([hit], await revisions.OfAsync([hit.Id], ct), ct))[0];
        await context.AddNamesAsync(hit, view, ct);
        return TypedResults.Ok(view);
    }

    /// <returns>What is wrong with the parameters; null = nothing.</returns>
    internal static string? Filter(HitQuery query, out HitFilter filter)
    {
        filter = new HitFilter();
        if (Paging.Read(query.Page, query.Size, 20, MaxSize, out var paging) is { } problem) return problem;
        if (query.Sort is not (null or "newest" or "best")) return "sort: newest or best";
        if (query.By is not (null or "report" or "record")) return "by: report or record";
        if (query.Kind is not (null or "article" or "trial" or "notice")) return "kind: article, trial or notice";
        if (!Moment(query.Since, out var since)) return "since: not a date";
        if (!Moment(query.Until, out var until)) return "until: not a date";
        filter = new HitFilter
        {
            Text = query.Q, Watch = query.Watch, Source = query.Source, Kind = query.Kind, Design = query.Design,
            Since = since, Until = until, BestFirst = query.Sort == "best", OncePerReport = query.By != "record", Page = paging.Page, Size = paging.Size,
        };
        return null;
    }

    /// <summary>A partial date (its first day, UTC) or an instant.</summary>
    internal static bool Moment(string? text, out DateTimeOffset? moment)
    {
        moment = null;
        if (string.IsNullOrEmpty(text)) return true;
        if (PartialDate.TryParse(text, out var date)) moment = new DateTimeOffset(date.First, TimeOnly.MinValue, TimeSpan.Zero);
        else if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant)) moment = instant;
        return moment is not null;
    }
}
