using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.HttpResults;
using Monitor.Polling.Reports;
using Monitor.Store;

namespace Monitor.Admin;

/// <summary>Which articles are one report, why, and what a person has to decide or decides otherwise.</summary>
internal static class ReportEndpoints
{
    public static void MapReports(this IEndpointRouteBuilder api)
    {
        api.MapGet("/reports", ListAsync).WithName("ListReports").WithSummary("Pairs of articles of which a person must say whether they are one report, the likeliest first, with what was compared");
        api.MapGet("/reports/{**id}", GetAsync).WithName("GetReport").WithSummary("One report by its id or that of any article in it: the articles, the leading one first, and why they are one");
        api.MapPost("/reports/merge", MergeAsync).WithName("MergeReports").AddEndpointFilter(Idempotency.FilterAsync)
            .WithSummary("Two articles are one report: takes an earlier split of the pair back, or joins them whatever rules say; nothing is sent because of it");
        api.MapPost("/reports/split", SplitAsync).WithName("SplitReports").AddEndpointFilter(Idempotency.FilterAsync)
            .WithSummary("Two articles are two reports: takes an earlier merge of the pair back, or holds them apart; what was held back because they were one becomes due");
    }

    internal sealed record PairRequest(
        [property: Description("Id of an article, such as pubmed:1")] string? A,
        [property: Description("Id of another")] string? B,
        [property: Description("Who decides; absent = api")] string? By);

    private static async Task<Results<Ok<JsonObject>, ProblemHttpResult>> ListAsync(
        [Description("to-decide, which is the default and the only one")] string? state, [Description(Paging.PageText)] int? page, [Description("1 to 200; default 20")] int? size, SameReports reports, CancellationToken ct)
    {
        if (state is not (null or "to-decide")) return Problems.Bad("state: to-decide");
        if (Paging.Read(page, size, 20, 200, out var paging) is { } problem) return Problems.Bad(problem);
        var (pairs, total) = await reports.ToDecideAsync((paging.Page - 1) * paging.Size, paging.Size, ct);
        return TypedResults.Ok(new JsonObject { ["items"] = Node(pairs), ["total"] = total, ["page"] = paging.Page, ["size"] = paging.Size });
    }

    private static async Task<Results<Ok<JsonObject>, ProblemHttpResult>> GetAsync(string id, SameReports reports, CancellationToken ct) =>
        await AddressedId.FindAsync(id, i => reports.FindAsync(i, ct)) is { } report
            ? TypedResults.Ok(Node(report)!.AsObject()) // non-null: a report was found
            : Problems.NotFound($"No article has the id {id}.");

    private static Task<Results<Ok<JsonObject>, ProblemHttpResult>> MergeAsync(PairRequest request, ReportDecisions decisions, CancellationToken ct) =>
        DecideAsync(request, decisions.MergeAsync, ct);

    private static Task<Results<Ok<JsonObject>, ProblemHttpResult>> SplitAsync(PairRequest request, ReportDecisions decisions, CancellationToken ct) =>
        DecideAsync(request, decisions.SplitAsync, ct);

    private static async Task<Results<Ok<JsonObject>, ProblemHttpResult>> DecideAsync(PairRequest request, Func<string, string, string, CancellationToken, Task<ReportDecided?>> decide, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(request.A)) return Problems.Bad("a: missing");
        if (string.IsNullOrWhiteSpace(request.B)) return Problems.Bad("b: missing");
        if (request.A == request.B) return Problems.Bad("b: the same as a");
        if (request.By is { Length: > 200 }) return Problems.Bad("by: at most 200 characters");
        return await decide(request.A, request.B, string.IsNullOrWhiteSpace(request.By) ? "api" : request.By, ct) is { } decided
            ? TypedResults.Ok(new JsonObject { ["a"] = request.A, ["b"] = request.B, ["areOne"] = decided.AreOne, ["reportOfA"] = decided.A, ["reportOfB"] = decided.B })
            : Problems.NotFound($"{request.A} and {request.B} are not both stored articles.");
    }

    private static JsonNode? Node<T>(T value) => JsonSerializer.SerializeToNode(value, StoreJson.Options);
}
