using Monitor.Admin.Pages;
using Monitor.Store;

namespace Monitor.Admin;

/// <summary>Registers and maps everything that is served over HTTP.</summary>
internal static class AdminEndpoints
{
    public static IServiceCollection AddAdmin(this IServiceCollection services)
    {
        services.AddSingleton<AdminToken>();
        services.AddPages();
        services.AddProblemDetails(problems => problems.CustomizeProblemDetails = Problems.Explain);
        // A parameter or body that cannot be read says which one and why, as every other problem does.
        services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
        services.Configure<ExceptionHandlerOptions>(handler =>
        {
            handler.StatusCodeSelector = ex => ex is BadHttpRequestException bad ? bad.StatusCode : StatusCodes.Status500InternalServerError;
            handler.SuppressDiagnosticsCallback = context => context.Exception is BadHttpRequestException;
        });
        services.AddOpenApi();
        services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.DefaultIgnoreCondition = StoreJson.Options.DefaultIgnoreCondition;
            json.SerializerOptions.Encoder = StoreJson.Options.Encoder;
        });
        return services;
    }

    public static void MapMonitor(this WebApplication app)
    {
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        app.Use(PageSession.CarryAsync);
        app.Use(GuardAsync);
        app.MapOpenApi();
        app.MapHealth();
        app.MapFeeds();
        app.MapPages();
        var api = app.MapGroup("/api");
        api.MapHits();
        api.MapLedger();
        api.MapQuery();
        api.MapMessages();
        api.MapReports();
    }

    /// <summary>Before routing and binding: a caller without the token learns nothing about routes, and no body of theirs is read.</summary>
    private static Task GuardAsync(HttpContext context, RequestDelegate next) =>
        !context.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase) || context.RequestServices.GetRequiredService<AdminToken>().Allows(context)
            ? next(context)
            : TypedResults.Problem("This route wants the admin token as bearer token.", statusCode: StatusCodes.Status401Unauthorized, title: "Not allowed").ExecuteAsync(context);
}
