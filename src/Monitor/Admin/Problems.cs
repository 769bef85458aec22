using Microsoft.AspNetCore.Http.HttpResults;

namespace Monitor.Admin;

/// <summary>Errors of the API as problem details (RFC 9457).</summary>
internal static class Problems
{
    public static ProblemHttpResult Bad(string detail) => TypedResults.Problem(detail, statusCode: StatusCodes.Status400BadRequest, title: "The request cannot be read");

    public static ProblemHttpResult NotFound(string detail) => TypedResults.Problem(detail, statusCode: StatusCodes.Status404NotFound, title: "Not found");
}
