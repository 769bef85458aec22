using System.ComponentModel;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.HttpResults;
using Monitor.Delivery;
using Monitor.Polling;

namespace Monitor.Admin;

/// <summary>What would be mailed now.</summary>
internal static class DigestEndpoints
{
    public static void MapDigests(this IEndpointRouteBuilder api) =>
        api.MapGet("/digests/preview", PreviewAsync).WithName("PreviewDigest").WithSummary("The digest that a recipient would get now; nothing is stored or sent")
            .Produces<PreviewShape>();

    private static async Task<Results<Ok<JsonObject>, ProblemHttpResult>> PreviewAsync(
        [Description("Id of the recipient")] string? recipient, Subscribers subscribers, DeliveryService delivery, CancellationToken ct)
    {
        if (string.IsNullOrEmpty(recipient)) return Problems.Bad("recipient: missing");
        if (subscribers.Recipients.All(r => r.Id != recipient)) return Problems.NotFound($"No recipient has the id {recipient}.");
        var message = await delivery.PreviewAsync(recipient, ct) is [var first, ..] ? first : null;
        return TypedResults.Ok(new JsonObject
        {
            ["recipient"] = recipient,
            // Nothing is due: the recipient's schedule may still send a sign of life.
            ["empty"] = message is null,
            ["subject"] = message?.Subject,
            ["text"] = message?.Text,
            ["html"] = message?.Html,
        });
    }
}
