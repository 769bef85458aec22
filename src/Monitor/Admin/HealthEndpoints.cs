using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.HttpResults;
using Monitor.Delivery.Email;
using Monitor.Health;
using Monitor.Polling;
using Monitor.Sources;
using Monitor.Store;
using Monitor.Store.Sql;

namespace Monitor.Admin;

/// <summary>Honest health: alive = the process answers; ready = it does its work; what others do wrong is named and does not take the service down.</summary>
internal static class HealthEndpoints
{
    /// <summary>Most of what stops the work is judged by the minute.</summary>
    private static readonly TimeSpan AskAgain = TimeSpan.FromMinutes(1);

    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/health/live", () => TypedResults.Ok(new JsonObject { ["status"] = "ok" })).WithName("Live").WithSummary("The process answers");
        routes.MapGet("/health/ready", ReadyAsync).WithName("Ready")
            .WithSummary("Monitor does its work; 503 says what has stopped. Sources that fail are listed");
    }

    private static async Task<Results<Ok<JsonObject>, ProblemHttpResult>> ReadyAsync(
        Database database, SourceStateTable sources, ExpectTable expect, AlarmTable table, HeartbeatTable heartbeat, SourceCatalog catalog, Subscribers subscribers,
        MessageTable messages, IMailTransport transport, Readiness readiness, NodeName node, TimeProvider time, HttpContext context, CancellationToken ct)
    {
        try
        {
            await database.ProbeAsync(ct);
            var judged = await readiness.JudgeAsync(ct);
            if (judged.Stopped.Count > 0)
            {
                Limits.Wait(context, AskAgain);
                return Unready("Monitor does not do its work", string.Join(" ", judged.Stopped));
            }

            var states = await sources.ListAsync(ct);
            var failing = states.Where(s => s.FailingSince is not null).ToList();
            var alarms = ExpectState.Alarms(await expect.ListAsync(ct), subscribers.Watches);
            string[] configuration = [.. subscribers.Problems, .. NeverAsked.Of(catalog.Enabled, subscribers.Watches).Where(n => n.IsError).Select(n => n.ToString())];
            var enabled = catalog.Enabled.Select(s => s.Name).ToHashSet(StringComparer.Ordinal);
            var open = (await table.OpenAsync(ct)).Where(a => a.Cause.Source.Length == 0 || enabled.Contains(a.Cause.Source)).ToList();
            return TypedResults.Ok(new JsonObject
            {
                ["status"] = failing.Count + judged.Overdue.Count + alarms.Count + open.Count + configuration.Length == 0 ? "ok" : "degraded",
                ["sources"] = JsonSerializer.SerializeToNode(failing.Select(s => new { s.Source, s.FailingSince, s.LastError }), StoreJson.Options),
                ["overdue"] = JsonSerializer.SerializeToNode(judged.Overdue, StoreJson.Options),
                ["alarms"] = JsonSerializer.SerializeToNode(open.Select(a => new { a.Cause.Kind, a.Cause.Source, a.Cause.Watch, a.Cause.Text, a.Opened }), StoreJson.Options),
                ["heartbeat"] = JsonSerializer.SerializeToNode(await heartbeat.GetAsync(ct), StoreJson.Options),
                ["mail"] = await MailAsync(messages, transport, ct),
                ["expect"] = JsonSerializer.SerializeToNode(alarms, StoreJson.Options),
                ["standby"] = JsonSerializer.SerializeToNode(Standby(states, node, time.GetUtcNow()), StoreJson.Options),
                ["schema"] = Schema(await database.VersionsAsync(ct)),
                ["configuration"] = JsonSerializer.SerializeToNode(configuration, StoreJson.Options),
            });
        }
        catch (StoreException ex)
        {
            StoreProblems.SayWhen(context, ex);
            return Unready(StoreProblems.Title, ex.Message);
        }
    }

    private static ProblemHttpResult Unready(string title, string detail) =>
        TypedResults.Problem(detail, statusCode: StatusCodes.Status503ServiceUnavailable, title: title);

    /// <summary>What others have taken on: a node with nothing to poll is as ready as they are.</summary>
    private static IEnumerable<string> Standby(IEnumerable<SourceState> states, NodeName node, DateTimeOffset now) =>
        states.Where(s => s.LeaseUntil > now && s.LeaseOwner is { } owner && owner != node.Value).Select(s => $"another node polls {s.Source}");

    /// <summary>While nodes are replaced one by one, those not yet replaced go on under the schema of their successors.</summary>
    private static JsonObject Schema((int Stored, int Known) versions)
    {
        var schema = new JsonObject { ["stored"] = versions.Stored, ["known"] = versions.Known };
        if (versions.Stored > versions.Known) schema["note"] = "A newer program has changed the schema. This one goes on working, and will not start again: replace it.";
        return schema;
    }

    /// <summary>What takes mail, and what has not left. Where the files lie is nobody's business here.</summary>
    private static async Task<JsonNode?> MailAsync(MessageTable messages, IMailTransport transport, CancellationToken ct)
    {
        var (states, waiting) = await messages.CountsAsync(null, ct);
        return JsonSerializer.SerializeToNode(new
        {
            Transport = transport.Leaves ? "smtp" : "pickup", transport.Leaves,
            Note = transport.Leaves ? null : "No mail leaves this machine: Email:Transport is Pickup, which writes files.",
            Pending = states.GetValueOrDefault("pending"), Waiting = waiting, Held = states.GetValueOrDefault("held"),
            Refused = states.GetValueOrDefault("refused"), GivenUp = states.GetValueOrDefault("given-up"),
        }, StoreJson.Options);
    }
}
