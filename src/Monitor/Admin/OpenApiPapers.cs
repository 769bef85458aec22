using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Monitor.Admin;

/// <summary>What the description of the API says of every route alike: its refusals, its token, its limits.</summary>
internal static class OpenApiPapers
{
    private const string Scheme = "token";

    /// <summary>What a parameter means wherever it stands without words of its own.</summary>
    private static readonly Dictionary<string, string> Parameters = new(StringComparer.Ordinal)
    {
        ["id"] = "The id, as lists show it",
        ["page"] = Paging.PageText,
        ["size"] = "Items on a page",
        ["recipient"] = "Id of the recipient",
        ["watch"] = "Name of a watch",
        ["source"] = "Name of a source",
        ["seen"] = "true: only those that were marked as seen; false: only the others",
        ["token"] = "The token that stands in the link",
    };

    public static void Add(OpenApiOptions options)
    {
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new OpenApiInfo
            {
                Title = "Monitor", Version = "v1",
                Description = "Stored hits, the ledger of searches, on-demand queries, exports and feeds. Errors are problem details (RFC 9457). HEAD is GET without the body.",
            };
            document.Components ??= new OpenApiComponents();
            document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>();
            document.Components.SecuritySchemes[Scheme] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "Admin:Token. Without one this machine itself is served, and what changes something wants Content-Type: application/json, also without a body.",
            };
            return Task.CompletedTask;
        });
        options.AddOperationTransformer(RefusalsAsync);
    }

    private static async Task RefusalsAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken ct)
    {
        var path = context.Description.RelativePath ?? "";
        var (api, feeds) = (path.StartsWith("api/", StringComparison.Ordinal), path.StartsWith("feeds/", StringComparison.Ordinal));
        var problem = await context.GetOrCreateSchemaAsync(typeof(ProblemDetails), cancellationToken: ct);
        operation.Responses ??= [];
        void Refused(int status, string text) => operation.Responses[status.ToString(System.Globalization.CultureInfo.InvariantCulture)] = new OpenApiResponse
        {
            Description = text,
            Content = new Dictionary<string, OpenApiMediaType> { ["application/problem+json"] = new() { Schema = problem } },
        };

        if (api || feeds)
        {
            Refused(401, "The token is missing or wrong");
            Refused(429, "Too many requests, or too many wrong tokens; Retry-After says how long to wait");
        }

        if (path == "health/ready") Refused(503, "Monitor does not do its work, or the store does not answer");
        else if (path != "health/live") Refused(503, "The store does not answer; Retry-After says when to ask again, where that may help");
        foreach (var parameter in (operation.Parameters ?? []).OfType<OpenApiParameter>()) parameter.Description ??= Parameters.GetValueOrDefault(parameter.Name ?? "");
        if (api && operation.Parameters is { Count: > 0 }) Refused(400, "A parameter cannot be read; the detail names it");
        if (path.Contains('{', StringComparison.Ordinal) || path.EndsWith("preview", StringComparison.Ordinal)) Refused(404, "Nothing has that name or id");
        if (api && !HttpMethods.IsGet(context.Description.HttpMethod ?? "")) Refused(403, "No admin token is set, and the request has no Content-Type: application/json, or comes from a page of another site");
        if (operation.RequestBody is not null) Posted(operation, Refused);
        foreach (var (status, response) in operation.Responses)
        {
            if (response is OpenApiResponse written && string.IsNullOrEmpty(written.Description)) written.Description = status;
            if (response is OpenApiResponse { Description: "OK" } good) good.Description = operation.Summary;
        }

        if (api) operation.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Scheme, context.Document)] = [] }];
    }

    private static void Posted(OpenApiOperation operation, Action<int, string> refused)
    {
        refused(400, "The body cannot be read; the detail names what");
        refused(409, "The first request with this Idempotency-Key is still being answered");
        refused(413, "The body is larger than a megabyte");
        refused(415, "The body is not JSON");
        refused(422, "This Idempotency-Key came before with another question");
        operation.Parameters ??= [];
        operation.Parameters.Add(new OpenApiParameter
        {
            Name = Idempotency.Header, In = ParameterLocation.Header, Schema = new OpenApiSchema { Type = JsonSchemaType.String, MaxLength = 255 },
            Description = "Sent again within a day, the request is answered as before and does nothing",
        });
    }
}
