using System.ComponentModel;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.HttpResults;
using Monitor.Store;
using Monitor.Store.Sql;

namespace Monitor.Admin.Studies;

/// <summary>Reading studies: registration, preprint, article, results and notices as one story.</summary>
internal static class StudyEndpoints
{
    private const int MaxSize = 100;

    public static void MapStudies(this IEndpointRouteBuilder api)
    {
        api.MapGet("/studies", ListAsync).WithName("ListStudies").WithSummary("Studies of more than one hit, those first whose members changed last");
        api.MapGet("/studies/{**id}", GetAsync).WithName("GetStudy").WithSummary("One study as a time line; by its id, or the registry number, id or PMID of any of its hits");
    }

    private static async Task<Results<Ok<JsonObject>, ProblemHttpResult>> ListAsync(
        [Description("Name of a watch")] string? watch, [Description(Paging.PageText)] int? page, [Description("1 to 100; default 20")] int? size, StudyReads studies, StudyReader reader, CancellationToken ct)
    {
        if (Paging.Read(page, size, 20, MaxSize, out var paging) is { } problem) return Problems.Bad(problem);
        var (items, total) = await studies.ListAsync(watch, paging.Page, paging.Size, ct);
        var list = new JsonArray();
        foreach (var (id, hits, changed) in items)
        {
            var story = await reader.ReadAsync(id, ct);
            list.Add(new JsonObject
            {
                ["id"] = id, ["title"] = story?.Title, ["hits"] = hits, ["contradictions"] = story?.Contradictions.Count ?? 0, ["changed"] = changed.At(),
            });
        }

        return TypedResults.Ok(new JsonObject { ["items"] = list, ["total"] = total, ["page"] = paging.Page, ["size"] = paging.Size });
    }

    private static async Task<Results<Ok<JsonObject>, ProblemHttpResult>> GetAsync(string id, StudyReader reader, CancellationToken ct) =>
        await reader.ReadAsync(id, ct) is { } story ? TypedResults.Ok(StudyView.Of(story)) : Problems.NotFound($"No study is known by {id}: it is not the id of one, nor the number, id or PMID of a stored hit.");
}
