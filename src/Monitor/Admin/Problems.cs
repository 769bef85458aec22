using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Monitor.Admin;

/// <summary>Errors of the API as problem details (RFC 9457).</summary>
internal static class Problems
{
    public static ProblemHttpResult Bad(string detail) => TypedResults.Problem(detail, statusCode: StatusCodes.Status400BadRequest, title: "The request cannot be read");

    public static ProblemHttpResult NotFound(string detail) => TypedResults.Problem(detail, statusCode: StatusCodes.Status404NotFound, title: "Not found");

    public static ProblemHttpResult Conflict(string detail) => TypedResults.Problem(detail, statusCode: StatusCodes.Status409Conflict, title: "Not now");

    public static ProblemHttpResult Unprocessable(string detail) => TypedResults.Problem(detail, statusCode: StatusCodes.Status422UnprocessableEntity, title: "The request contradicts an earlier one");

    /// <summary>Adds what could not be read to the problem of a request that was refused before its handler.</summary>
    public static void Explain(ProblemDetailsContext context)
    {
        if (context.Exception is not BadHttpRequestException bad) return;
        context.ProblemDetails.Title = "The request cannot be read";
        context.ProblemDetails.Detail = bad.InnerException is JsonException json ? $"{bad.Message} {json.Message}"
            // The framework speaks to the programmer here.
            : bad.Message.Contains("no body was provided", StringComparison.Ordinal) ? "The body is missing: it is a JSON object."
            : bad.Message;
    }
}
