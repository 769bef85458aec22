using Microsoft.AspNetCore.Diagnostics;
using Monitor.Admin.Pages;
using Monitor.Store;

namespace Monitor.Admin;

/// <summary>
/// A store that does not answer is no defect of the route that asked it: 503 everywhere, and when to come again if that may help.
/// </summary>
internal sealed partial class StoreProblems(PageHtml html, ILogger<StoreProblems> logger) : IExceptionHandler
{
    public const string Title = "The store does not answer";

    private static readonly string[] ForPrograms = ["/api", "/feeds", "/health", "/openapi"], OfMail = ["/unsubscribe", "/seen"];

    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is not StoreException problem) return false;
        // Never the address: it may hold a token.
        var route = httpContext.Features.Get<IExceptionHandlerFeature>()?.Endpoint?.DisplayName ?? "A request";
        if (IsPassing(exception)) Log.NotNow(logger, route, problem.Message);
        SayWhen(httpContext, problem);
        // Whoever follows a link of a mail need not be known here, and is not told where the store lies.
        var says = IsBelow(httpContext, OfMail) ? Plain(problem.Failure) : problem.Message;
        IResult result = IsBelow(httpContext, ForPrograms)
            ? TypedResults.Problem(says, statusCode: StatusCodes.Status503ServiceUnavailable, title: Title)
            : await html.ProblemAsync(StatusCodes.Status503ServiceUnavailable, Title, says);
        await result.ExecuteAsync(httpContext);
        return true;
    }

    /// <summary>Whether it is no defect: a line in the log is enough.</summary>
    public static bool IsPassing(Exception ex) => ex is StoreException { Failure: not StoreFailure.Other };

    /// <summary>Says when to ask again, if waiting may help: by how long what is in the way may last.</summary>
    public static void SayWhen(HttpContext context, StoreException problem)
    {
        TimeSpan? wait = problem.Failure switch
        {
            StoreFailure.Busy => TimeSpan.FromSeconds(5),
            StoreFailure.Unreachable => TimeSpan.FromSeconds(30),
            StoreFailure.Full => TimeSpan.FromMinutes(5),
            _ => null,
        };
        if (wait is { } known) Limits.Wait(context, known);
    }

    private static string Plain(StoreFailure failure) =>
        "Nothing was changed. " + (failure == StoreFailure.Other ? "Tell whoever runs Monitor." : "Please try again in a few minutes.");

    private static bool IsBelow(HttpContext context, string[] begins) =>
        begins.Any(begin => context.Request.Path.StartsWithSegments(begin, StringComparison.OrdinalIgnoreCase));

    private static partial class Log
    {
        [LoggerMessage(EventId = 1, Level = LogLevel.Warning, Message = "{Route} was not answered: {Problem}")]
        public static partial void NotNow(ILogger logger, string route, string problem);
    }
}
