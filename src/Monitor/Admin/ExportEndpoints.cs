using System.ComponentModel;
using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;
using Monitor.Delivery.Export;
using Monitor.Store.Sql;

namespace Monitor.Admin;

/// <summary>Stored hits as files for reference managers and screening tools.</summary>
internal static class ExportEndpoints
{
    public static void MapExport(this IEndpointRouteBuilder api)
    {
        var route = api.MapGet("/export", ExportAsync).WithName("Export").WithSummary("The hits that pass the filters as a file: all of them, or one page where page or size is given");
        route.Produces<string>(StatusCodes.Status200OK, ExportFormats.All[0].Type, [.. ExportFormats.All.Skip(1).Select(f => f.Type)]);
    }

    private static async Task<Results<ExportAnswer, ProblemHttpResult>> ExportAsync(
        [Description("ris, nbib, bibtex, csl or csv")] string? format, [AsParameters] HitEndpoints.HitQuery query, HitSearch search, HitTable hits, ReportStates states, TimeProvider time, CancellationToken ct)
    {
        if (ExportFormats.Find(format) is not { } chosen) return Problems.Bad($"format: one of {string.Join(", ", ExportFormats.All.Select(f => f.Name))}");
        if (HitEndpoints.Filter(query, out var filter) is { } problem) return Problems.Bad(problem);
        var ids = await search.IdsAsync(filter, ct);
        if (query.Page is not null || query.Size is not null) ids = [.. ids.Skip((int)Math.Min((filter.Page - 1) * (long)filter.Size, int.MaxValue)).Take(filter.Size)];
        var name = string.Create(CultureInfo.InvariantCulture, $"monitor-{time.GetUtcNow():yyyyMMdd}-{ids.Count}.{chosen.Extension}");
        return new ExportAnswer(chosen, ids, hits, states, name);
    }

    /// <summary>Written portion by portion, so that memory does not grow with the export; one that fails on the way is cut off, which a client notices.</summary>
    internal sealed class ExportAnswer(IExportFormat format, IReadOnlyList<string> ids, HitTable hits, ReportStates states, string name) : IResult
    {
        private const int Portion = 200;

        public async Task ExecuteAsync(HttpContext httpContext)
        {
            var (response, ct) = (httpContext.Response, httpContext.RequestAborted);
            response.ContentType = $"{format.Type}; charset=utf-8";
            response.Headers.ContentDisposition = new ContentDispositionHeaderValue("attachment") { FileName = name }.ToString();
            response.Headers.CacheControl = "no-store";
            var text = new StringBuilder(format.Head);
            var first = true;
            foreach (var portion in ids.Chunk(Portion))
            {
                var found = await hits.FindAsync(portion, ct);
                var now = await states.OfAsync(found, ct);
                foreach (var hit in found)
                {
                    if (!first) text.Append(format.Between);
                    text.Append(format.Record(Reference.Of(hit, now[hit.Id])));
                    first = false;
                }

                await SendAsync(response, text, ct);
            }

            text.Append(format.Tail);
            await SendAsync(response, text, ct);
        }

        private static async Task SendAsync(HttpResponse response, StringBuilder text, CancellationToken ct)
        {
            await response.Body.WriteAsync(Encoding.UTF8.GetBytes(text.ToString()), ct);
            text.Clear();
        }
    }
}
