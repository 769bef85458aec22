using Microsoft.Extensions.Options;
using Monitor.Admin.Pages;
using Monitor.Admin.Studies;
using Monitor.Delivery;
using Monitor.Store;
using Monitor.Store.Sql;

namespace Monitor.Admin;

/// <summary>Registers and maps everything that is served over HTTP.</summary>
internal static class AdminEndpoints
{
    public static IServiceCollection AddAdmin(this IServiceCollection services)
    {
        services.AddSingleton<LoopbackTrust>();
        services.AddSingleton<AdminToken>();
        services.AddSingleton<SeenPages>();
        services.AddSingleton<FeedToken>();
        services.AddSingleton<GuessLimits>();
        services.AddSingleton<FeedDesk>();
        services.AddSingleton<Idempotency>();
        services.AddSingleton<StudyReader>();
        services.AddSingleton<HitContext>();
        services.AddSingleton<SameReports>();
        services.AddSingleton<NameMatches>();
        Limits.Add(services);
        services.AddPages();
        services.AddProblemDetails(problems => problems.CustomizeProblemDetails = Problems.Explain);
        services.AddExceptionHandler<StoreProblems>();
        // A parameter or body that cannot be read says which one and why, as every other problem does.
        services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
        services.Configure<ExceptionHandlerOptions>(handler =>
        {
            handler.StatusCodeSelector = ex => ex is BadHttpRequestException bad ? bad.StatusCode : StatusCodes.Status500InternalServerError;
            handler.SuppressDiagnosticsCallback = context => context.Exception is BadHttpRequestException || StoreProblems.IsPassing(context.Exception);
        });
        services.AddOpenApi(OpenApiPapers.Add);
        services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.DefaultIgnoreCondition = StoreJson.Options.DefaultIgnoreCondition;
            json.SerializerOptions.Encoder = StoreJson.Options.Encoder;
        });
        return services;
    }

    public static void MapMonitor(this WebApplication app)
    {
        ProxiedAddress.Use(app, app.Services.GetRequiredService<IOptions<AdminOptions>>().Value);
        PublicPath.Use(app, app.Services.GetRequiredService<IOptions<DeliveryOptions>>().Value.PublicUrl);
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        app.Use(Guard.HeadAsync);
        app.Use(PageSession.CarryAsync);
        app.Use(Guard.CheckAsync);
        app.UseRouting();
        app.UseRateLimiter();
        app.MapOpenApi();
        app.MapGroup("").AddEndpointFilter(ApartAsync).MapHealth();
        app.MapFeeds();
        app.MapSeen();
        app.MapUnsubscribe();
        app.MapPages();
        var api = app.MapGroup("/api");
        api.MapHits();
        api.MapStudies();
        api.MapEvents();
        api.MapLedger();
        api.MapQuery();
        api.MapMessages();
        api.MapRecipients();
        api.MapAdverse();
        api.MapReports();
        api.MapAlerts();
        api.MapDigests();
        api.MapExport();
    }

    /// <summary>Health is told by a connection of its own, also while all others are in use.</summary>
    private static async ValueTask<object?> ApartAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        using var apart = context.HttpContext.RequestServices.GetRequiredService<Database>().Apart();
        return await next(context);
    }
}
