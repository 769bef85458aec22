namespace Monitor.Admin.Pages;

/// <summary>Marks the routes for people: no part of the described API, guarded by the login.</summary>
internal sealed class PageRoute
{
    public static PageRoute Instance { get; } = new();
}

/// <summary>The pages: server-rendered, no script. Their addresses are stable, because mails point to them.</summary>
internal static class PageEndpoints
{
    /// <summary>Where the addresses of pages begin, but for that of the first page.</summary>
    public static IReadOnlyList<string> Sections { get; } = ["/hits", "/studies", "/events", "/coverage", "/watches", "/messages", "/reports"];

    public static IServiceCollection AddPages(this IServiceCollection services)
    {
        services.AddSingleton<PageLinks>();
        services.AddSingleton<PageHtml>();
        services.AddSingleton<PageSession>();
        services.AddSingleton<FrameReader>();
        services.AddSingleton<OverviewReader>();
        services.AddSingleton<OverviewMissed>();
        services.AddSingleton<SourceHealth>();
        services.AddSingleton<HitsReader>();
        services.AddSingleton<HitReader>();
        services.AddSingleton<StudyPageReader>();
        services.AddSingleton<EventReader>();
        services.AddSingleton<CoverageReader>();
        return services;
    }

    public static void MapPages(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/site.css", SiteCss.Get).WithMetadata(PageRoute.Instance).ExcludeFromDescription();
        LoginEndpoints.Map(routes);
        var pages = routes.MapGroup("").WithMetadata(PageRoute.Instance).ExcludeFromDescription().AddEndpointFilter(GuardAsync);
        pages.MapGet("/", OverviewAsync);
        pages.MapGet("/hits", HitsAsync);
        pages.MapGet("/hits/{**id}", HitAsync);
        pages.MapGet("/studies/{**id}", StudyAsync);
        pages.MapGet("/events/{**id}", EventAsync);
        pages.MapGet("/coverage", CoverageAsync);
        pages.MapGet("/watches", WatchesAsync);
        MessagePages.Map(pages);
        ReportPages.Map(pages);
    }

    private static async Task<IResult> OverviewAsync(OverviewReader reader, PageHtml html, CancellationToken ct) =>
        await html.ShowAsync<OverviewPage>(await reader.ReadAsync(ct));

    private static async Task<IResult> HitsAsync(HttpRequest request, HitsReader reader, PageHtml html, CancellationToken ct)
    {
        var model = await reader.ReadAsync(name => request.Query[name].ToString() is { Length: > 0 } value ? value : null, ct);
        return await html.ShowAsync<HitsPage>(model, model.Problem is null ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest);
    }

    private static async Task<IResult> HitAsync(string id, HitReader reader, PageHtml html, CancellationToken ct) =>
        await reader.ReadAsync(id, ct) is { } model
            ? await html.ShowAsync<OneHitPage>(model)
            : await html.ProblemAsync(StatusCodes.Status404NotFound, "No such hit", $"No hit has the id {id}.");

    private static async Task<IResult> StudyAsync(string id, StudyPageReader reader, PageHtml html, CancellationToken ct) =>
        await reader.ReadAsync(id, ct) is { } model
            ? await html.ShowAsync<StudyPage>(model)
            : await html.ProblemAsync(StatusCodes.Status404NotFound, "No such study", $"No study is known by {id}.");

    private static async Task<IResult> EventAsync(string id, EventReader reader, PageHtml html, CancellationToken ct) =>
        await reader.ReadAsync(id, ct) is { } model
            ? await html.ShowAsync<EventPage>(model)
            : await html.ProblemAsync(StatusCodes.Status404NotFound, "No such event", $"No notice has the id {id}.");

    private static async Task<IResult> CoverageAsync(string? days, CoverageReader reader, PageHtml html, CancellationToken ct) =>
        await html.ShowAsync<CoveragePage>(await reader.ReadAsync(days, ct));

    private static async Task<IResult> WatchesAsync(FrameReader frame, Polling.Subscribers subscribers, Sources.SourceCatalog catalog, PageHtml html) =>
        await html.ShowAsync<WatchesPage>(new WatchesModel(frame.Read("/watches", "Watches"), [.. subscribers.Watches.Select(w => WatchText.Of(w, catalog.Enabled))], subscribers.Problems));

    /// <summary>A form on a page of ours, sent by whoever signed in: the cookie comes from no other site, and the browser says so once more.</summary>
    private static async Task<bool> IsOurFormAsync(HttpContext context, PageSession session) =>
        HttpMethods.IsPost(context.Request.Method) && FormOrigin.IsHere(context.Request) && await session.HoldsAsync(context);

    /// <summary>The rule of the API for people: the token, or a session made from it; without a token loopback only.</summary>
    private static async ValueTask<object?> GuardAsync(EndpointFilterInvocationContext invocation, EndpointFilterDelegate next)
    {
        var context = invocation.HttpContext;
        var services = context.RequestServices;
        var html = services.GetRequiredService<PageHtml>();
        var session = services.GetRequiredService<PageSession>();
        if (services.GetRequiredService<AdminToken>().Check(context) is not Pass.Allowed && !await IsOurFormAsync(context, session))
        {
            return session.IsWanted
                ? await html.ShowAsync<LoginPage>(new LoginModel(services.GetRequiredService<PageLinks>().Asked(context), null), StatusCodes.Status401Unauthorized)
                : await html.ProblemAsync(StatusCodes.Status403Forbidden, "Refused", "Without an admin token only this machine itself is served, under the name localhost or its loopback address, and nothing that a proxy passes on.");
        }

        return await next(invocation);
    }
}
