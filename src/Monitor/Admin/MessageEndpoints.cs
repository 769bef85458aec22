using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.HttpResults;
using Monitor.Store;
using Monitor.Store.Sql;

namespace Monitor.Admin;

/// <summary>The messages sent, and all that stood in them.</summary>
internal static class MessageEndpoints
{
    public static void MapMessages(this IEndpointRouteBuilder api)
    {
        api.MapGet("/messages", ListAsync).WithName("ListMessages").WithSummary("Messages, newest first");
        api.MapGet("/messages/{id}", GetAsync).WithName("GetMessage").WithSummary("One message with every item it tells, also those beyond the cap of the mail");
        api.MapPost("/messages/{id}/resend", ResendAsync).WithName("ResendMessage")
            .WithSummary("Puts a message back into the outbox under the same Message-ID; one that waits there is due now, so that asking twice sends it once");
    }

    private static async Task<Results<Ok<JsonObject>, ProblemHttpResult>> ResendAsync(string id, MessageTable messages, TimeProvider time, CancellationToken ct) =>
        await messages.AgainAsync(id, time.GetUtcNow().Cut(), ct) && await messages.FindAsync(id, ct) is { } message
            ? TypedResults.Ok(View(message))
            : Problems.NotFound($"No message has the id {id}.");

    private static async Task<Results<Ok<JsonObject>, ProblemHttpResult>> ListAsync(string? recipient, int? page, int? size, MessageTable messages, CancellationToken ct)
    {
        if (page is < 1 or > 1_000_000) return Problems.Bad("page: from 1");
        if (size is < 1 or > 200) return Problems.Bad("size: 1 to 200");
        var (number, take) = (page ?? 1, size ?? 20);
        var found = await messages.ListAsync(recipient, (number - 1) * take, take, ct);
        return TypedResults.Ok(new JsonObject { ["items"] = new JsonArray([.. found.Select(m => View(m))]), ["page"] = number, ["size"] = take });
    }

    private static async Task<Results<Ok<JsonObject>, ProblemHttpResult>> GetAsync(
        string id, Database database, MessageTable messages, RevisionTable revisions, HitTable hits, ReportStates states, CancellationToken ct)
    {
        if (await messages.FindAsync(id, ct) is not { } message) return Problems.NotFound($"No message has the id {id}.");
        var told = await revisions.InMessageAsync(id, ct);
        var documents = (await hits.FindAsync([.. told.Select(t => t.Revision.HitId).Distinct(StringComparer.Ordinal)], ct)).ToDictionary(h => h.Id, StringComparer.Ordinal);
        var now = await states.OfAsync(documents.Values, ct);
        var view = View(message);
        view["text"] = message.Text;
        var reports = await database.ReadAsync(c => OneReport.OfAsync(c, null, told.Select(t => t.Revision.HitId)), ct);
        // An item is one change of one record; a report may have several.
        view["reports"] = told.Select(t => reports[t.Revision.HitId]).Distinct(StringComparer.Ordinal).Count();
        view["items"] = new JsonArray([.. told.Select(t =>
        {
            var item = HitView.Of(documents[t.Revision.HitId], now[t.Revision.HitId], [t.Revision]);
            item["watch"] = t.Watch;
            return item;
        })]);
        return TypedResults.Ok(view);
    }

    private static JsonObject View(OutMessage m) => JsonSerializer.SerializeToNode(
        new { m.Id, m.Recipient, m.Kind, m.Subject, m.Created, m.State, m.Attempts, NextAttempt = m.State == "pending" ? m.NextAttempt : (DateTimeOffset?)null, m.Sent, m.Error, m.InReplyTo }, StoreJson.Options)!.AsObject(); // non-null: not a null value
}
