using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.HttpResults;
using Monitor.Delivery;
using Monitor.Delivery.Alerts;
using Monitor.Delivery.Email;
using Monitor.Store;
using Monitor.Store.Sql;

namespace Monitor.Admin;

/// <summary>"I have seen it": the link in an alert opens a page, and only the button on it acts, because mail scanners open links.</summary>
internal static class SeenEndpoints
{
    public static void MapSeen(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/seen/{token}", ShowAsync).WithName("ShowSeen").WithSummary("The page behind the link in an alert; opening it does nothing").Produces(200, contentType: "text/html").Produces(404, contentType: "text/html");
        routes.MapPost("/seen/{token}", MarkAsync).WithName("MarkSeen").WithSummary("Marks the alerts of that mail as seen; again is harmless").Produces(200, contentType: "text/html").Produces(404, contentType: "text/html");
    }

    public static void MapAlerts(this IEndpointRouteBuilder api) =>
        api.MapGet("/alerts", ListAsync).WithName("ListAlerts").WithSummary("Alerts, newest first: who was told, who has seen it when, who was told because nobody had");

    private static async Task<IResult> ShowAsync(string token, SeenPages pages, HttpContext context, CancellationToken ct) =>
        await AnswerAsync(await pages.FindAsync(token, ct), pages, context);

    private static async Task<IResult> MarkAsync(string token, SeenPages pages, HttpContext context, CancellationToken ct) =>
        await AnswerAsync(await pages.MarkAsync(token, ct), pages, context);

    private static async Task<IResult> AnswerAsync(SeenView? view, SeenPages pages, HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.CacheControl = "no-store";
        headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";
        headers["Referrer-Policy"] = "no-referrer";
        headers["X-Robots-Tag"] = "noindex";
        headers.XContentTypeOptions = "nosniff";
        return TypedResults.Content(await pages.HtmlAsync(view), "text/html; charset=utf-8", statusCode: view is null ? StatusCodes.Status404NotFound : StatusCodes.Status200OK);
    }

    private static async Task<Results<Ok<JsonObject>, ProblemHttpResult>> ListAsync(string? recipient, bool? seen, int? page, int? size, AlertTable alerts, CancellationToken ct)
    {
        if (page is < 1 or > 1_000_000) return Problems.Bad("page: from 1");
        if (size is < 1 or > 200) return Problems.Bad("size: 1 to 200");
        var (number, take) = (page ?? 1, size ?? 20);
        var found = await alerts.ListAsync(recipient, seen, (number - 1) * take, take, ct);
        return TypedResults.Ok(new JsonObject
        {
            ["items"] = JsonSerializer.SerializeToNode(found, StoreJson.Options), ["page"] = number, ["size"] = take,
        });
    }
}

/// <summary>What the page behind a link shows.</summary>
/// <param name="Recipient">Whose mail the link stood in.</param>
/// <param name="Alerts">What that mail was about.</param>
internal sealed record SeenView(string Recipient, IReadOnlyList<Alert> Alerts)
{
    public bool Done => Alerts.All(a => a.Seen is not null);
}

/// <summary>From the token of a link to its page.</summary>
internal sealed class SeenPages(Tokens tokens, AlertTable alerts, MailHtml html, TimeProvider time)
{
    /// <summary>Null = no link of ours, or one that is over.</summary>
    public async Task<SeenView?> FindAsync(string token, CancellationToken ct) =>
        await MailAsync(token, ct) is { } mail && await alerts.InMailAsync(mail, ct) is { } found ? new SeenView(found.Recipient, found.Alerts) : null;

    /// <summary>Notes that the alerts were seen; who said it first stays.</summary>
    public async Task<SeenView?> MarkAsync(string token, CancellationToken ct)
    {
        if (await MailAsync(token, ct) is not { } mail) return null;
        await alerts.SeenAsync(mail, time.GetUtcNow().Cut(), ct);
        return await FindAsync(token, ct);
    }

    public Task<string> HtmlAsync(SeenView? view) => html.RenderAsync<SeenPage>(nameof(SeenPage.Model), (object?)view ?? "");

    private async Task<long?> MailAsync(string token, CancellationToken ct) =>
        (await tokens.SignerAsync(ct)).Read(AlertComposer.SeenPurpose, token, time.GetUtcNow()) is { } text
        && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var mail) ? mail : null;
}
