using Monitor.Polling.Reports;

namespace Monitor.Admin.Pages;

/// <summary>One page of the pairs that wait for a person.</summary>
/// <param name="Done">What was just decided; null = nothing.</param>
internal sealed record ReportsModel(FrameModel Frame, IReadOnlyList<ReportPairView> Pairs, int Total, int Page, int Size, string? Done)
{
    public int Pages => Math.Max(1, (Total + Size - 1) / Size);
}

/// <summary>One report with its records.</summary>
internal sealed record OneReportModel(FrameModel Frame, ReportView Report);

/// <summary>Are these two one report? A list with two buttons a pair, and each report with a button to take a record out.</summary>
internal static class ReportPages
{
    private const int Size = 20;

    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/reports", ListAsync);
        pages.MapGet("/reports/{**id}", GetAsync);
        pages.MapPost("/reports/merge", MergeAsync).WithMetadata(new RequestLimit(8 * 1024));
        pages.MapPost("/reports/split", SplitAsync).WithMetadata(new RequestLimit(8 * 1024));
    }

    private static async Task<IResult> ListAsync(string? page, string? done, FrameReader frame, SameReports reports, PageHtml html, CancellationToken ct)
    {
        var number = int.TryParse(page, System.Globalization.CultureInfo.InvariantCulture, out var given) ? Math.Clamp(given, 1, 1_000_000) : 1;
        var (pairs, total) = await reports.ToDecideAsync((number - 1) * Size, Size, ct);
        var said = done switch { "one" => "They are one report now.", "two" => "They are two reports now.", _ => null };
        return await html.ShowAsync<ReportsPage>(new ReportsModel(frame.Read("/reports", "One report?"), pairs, total, number, Size, said));
    }

    private static async Task<IResult> GetAsync(string id, FrameReader frame, SameReports reports, PageHtml html, CancellationToken ct) =>
        await AddressedId.FindAsync(id, i => reports.FindAsync(i, ct)) is { } report
            ? await html.ShowAsync<OneReportPage>(new OneReportModel(frame.Read("/reports", report.Members[0].Title), report))
            : await html.ProblemAsync(StatusCodes.Status404NotFound, "No such report", $"No article has the id {id}.");

    private static Task<IResult> MergeAsync(HttpContext context, ReportDecisions decisions, PageHtml html, PageLinks links, CancellationToken ct) =>
        DecideAsync(context, decisions.MergeAsync, html, links, ct);

    private static Task<IResult> SplitAsync(HttpContext context, ReportDecisions decisions, PageHtml html, PageLinks links, CancellationToken ct) =>
        DecideAsync(context, decisions.SplitAsync, html, links, ct);

    private static async Task<IResult> DecideAsync(
        HttpContext context, Func<string, string, string, CancellationToken, Task<ReportDecided?>> decide, PageHtml html, PageLinks links, CancellationToken ct)
    {
        if (!FormOrigin.IsHere(context.Request)) return await FormOrigin.RefusedAsync(html);
        var form = context.Request.HasFormContentType ? await context.Request.ReadFormAsync(ct) : FormCollection.Empty;
        var (a, b) = (form["a"].ToString(), form["b"].ToString());
        if (a.Length == 0 || b.Length == 0 || a == b) return await html.ProblemAsync(StatusCodes.Status400BadRequest, "Nothing was decided", "The form names no two records.");
        return await decide(a, b, "page", ct) is { } decided
            ? new SeeOther(links.At(decided.AreOne ? "/reports?done=one" : "/reports?done=two"))
            : await html.ProblemAsync(StatusCodes.Status404NotFound, "Nothing was decided", $"{a} and {b} are not both stored articles.");
    }
}
