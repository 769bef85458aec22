using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.HttpResults;
using Monitor.Delivery;
using Monitor.Polling;
using Monitor.Store;
using Monitor.Store.Sql;

namespace Monitor.Admin;

/// <summary>Who is told, and what stands in the way of it.</summary>
internal static class RecipientEndpoints
{
    public static void MapRecipients(this IEndpointRouteBuilder api)
    {
        api.MapGet("/recipients", ListAsync).WithName("ListRecipients").WithSummary("Who is told, when next, what is switched off or refused, and what waits");
        api.MapPost("/recipients/{id}/resume", ResumeAsync).WithName("ResumeRecipient").WithSummary("Tries a refused address again: what is held for it is due now; once or ten times is the same");
    }

    private static async Task<Ok<JsonObject>> ListAsync(
        Subscribers subscribers, Addressees addressees, MessageTable messages, AddressTable addresses, UnsubscribeTable unsubscribed, CancellationToken ct)
    {
        var refused = (await addresses.ListAsync(ct)).ToDictionary(a => a.Recipient, StringComparer.Ordinal);
        var off = (await unsubscribed.ListAsync(ct)).ToLookup(u => u.Recipient, StringComparer.Ordinal);
        var waiting = await messages.WaitingAsync(ct);
        var items = new JsonArray();
        var ids = subscribers.Recipients.Select(r => r.Id).Concat(addressees.Of(OperatorRun.Recipient) is null ? [] : [OperatorRun.Recipient]);
        foreach (var id in ids)
        {
            var recipient = subscribers.Recipients.FirstOrDefault(r => r.Id == id);
            items.Add(JsonSerializer.SerializeToNode(new
            {
                Id = id, recipient?.Zone, recipient?.Schedule, NextDigest = recipient is null ? null : (await messages.StateAsync(id, ct))?.NextDigest,
                Messages = (await messages.CountsAsync(id, ct)).States, Due = waiting.GetValueOrDefault(id),
                Unsubscribed = off[id].Select(u => new { u.Scope, u.At }),
                Refused = refused.GetValueOrDefault(id) is { } state ? new { state.Refusals, state.First, state.Last, state.Reply, state.Suppressed } : null,
            }, StoreJson.EveryKey));
        }

        return TypedResults.Ok(new JsonObject { ["items"] = items });
    }

    private static async Task<Results<Ok<JsonObject>, ProblemHttpResult>> ResumeAsync(string id, Addressees addressees, OutboxStops stops, CancellationToken ct)
    {
        if (addressees.Of(id) is null) return Problems.NotFound($"No recipient has the id {id}.");
        return TypedResults.Ok(new JsonObject { ["id"] = id, ["resumed"] = await stops.ResumeAsync(id, ct) });
    }
}
