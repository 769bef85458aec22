using System.ComponentModel;
using Microsoft.AspNetCore.Http.HttpResults;
using Monitor.Store.Sql;

namespace Monitor.Admin;

/// <summary>Reading the regulatory events that notices were joined to. (<c>/api/events</c> are counts of adverse events.)</summary>
internal static class EventEndpoints
{
    private const int MaxSize = 200;

    public static void MapEvents(this IEndpointRouteBuilder api)
    {
        api.MapGet("/regulatory-events", ListAsync).WithName("ListRegulatoryEvents").WithSummary("Regulatory events, the latest changed first");
        api.MapGet("/regulatory-events/{**id}", GetAsync).WithName("GetRegulatoryEvent").WithSummary("One event by the id of any of its notices: its life, its notices, why they are one, and what may belong to it");
    }

    internal sealed record EventQuery(
        [property: Description("Only events of at least so many notices; default 1")] int? Notices,
        [property: Description(Paging.PageText)] int? Page,
        [property: Description("1 to 200; default 20")] int? Size);

    private static async Task<Results<Ok<ListShape<EventLineShape>>, ProblemHttpResult>> ListAsync([AsParameters] EventQuery query, EventList events, CancellationToken ct)
    {
        if (Paging.Read(query.Page, query.Size, 20, MaxSize, out var paging) is { } problem) return Problems.Bad(problem);
        if (query.Notices is < 1) return Problems.Bad("notices: from 1");
        var (items, total) = await events.ListAsync(query.Notices ?? 1, paging.Page, paging.Size, ct);
        return TypedResults.Ok(new ListShape<EventLineShape>([.. items.Select(i => new EventLineShape(
            i.Id, new StoredEvent(i.Id, i.Notices, [], [], []).Title, i.Notices.Count, [.. i.Notices.Select(n => n.Firm).OfType<string>().Distinct(StringComparer.Ordinal)],
            [.. i.Notices.Select(n => n.NoticeType).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)], i.FirstSeen))], total, paging.Page, paging.Size));
    }

    private static async Task<Results<Ok<EventShape>, ProblemHttpResult>> GetAsync(string id, EventList events, CancellationToken ct) =>
        await AddressedId.FindAsync(id, i => events.FindAsync(i, ct)) is { } found
            ? TypedResults.Ok(Shape(found))
            : Problems.NotFound($"No notice has the id {id}.");

    private static EventShape Shape(StoredEvent e) => new(
        e.Id, e.Title,
        [.. e.Life.Select(s => new EventStepShape(s.Day.ToString(), s.What, s.Stated, s.Notices))],
        [.. e.Notices.Select(n => new EventNoticeShape(n.Id, n.Source, n.NoticeType, n.Title, n.Link, n.Published?.ToString(), n.Firm, n.Product, n.RecallClass, n.Status, n.EventId, n.FirstSeen))],
        [.. e.Links.Select(l => new EventLinkShape(l.A, l.B, l.Rule, l.Evidence, l.At))],
        [.. e.Possible.Select(p => new PossibleShape(p.Notice.Id, p.Notice.Title, p.Event, p.Link.Rule, p.Link.Evidence))]);

    internal sealed record EventLineShape(string Id, string Title, int Notices, IReadOnlyList<string> Firms, IReadOnlyList<string> NoticeTypes, DateTimeOffset FirstSeen);

    [Description("One regulatory event. Stated is false where the day is the one on which Monitor saw it.")]
    internal sealed record EventShape(
        string Id, string Title, IReadOnlyList<EventStepShape> Life, IReadOnlyList<EventNoticeShape> Notices, IReadOnlyList<EventLinkShape> Links, IReadOnlyList<PossibleShape> Possible);

    internal sealed record EventStepShape(string Date, string What, bool Stated, IReadOnlyList<string> Notices);

    internal sealed record EventNoticeShape(
        string Id, string Source, string NoticeType, string Title, string? Link, string? Published, string? Firm, string? Product, string? RecallClass, string? Status, string? EventId, DateTimeOffset FirstSeen);

    internal sealed record EventLinkShape(string A, string B, string Rule, string Evidence, DateTimeOffset At);

    internal sealed record PossibleShape(string Notice, string Title, string Event, string Rule, string Evidence);
}
