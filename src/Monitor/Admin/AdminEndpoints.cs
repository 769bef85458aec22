using Monitor.Store;

namespace Monitor.Admin;

/// <summary>Registers and maps everything that is served over HTTP.</summary>
internal static class AdminEndpoints
{
    public static IServiceCollection AddAdmin(this IServiceCollection services)
    {
        services.AddSingleton<AdminToken>();
        services.AddProblemDetails();
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
        app.MapOpenApi();
        app.MapHealth();
        app.MapFeeds();
        app.MapGet("/", () => Results.Redirect("/openapi/v1.json")).ExcludeFromDescription();
        var api = app.MapGroup("/api").AddEndpointFilter(async (context, next) =>
            context.HttpContext.RequestServices.GetRequiredService<AdminToken>().Allows(context.HttpContext)
                ? await next(context)
                : TypedResults.Problem("This route wants the admin token as bearer token.", statusCode: StatusCodes.Status401Unauthorized, title: "Not allowed"));
        api.MapHits();
        api.MapLedger();
        api.MapQuery();
        api.MapMessages();
    }
}
