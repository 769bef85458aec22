using Monitor.Simulator.Hosting;
using Monitor.Simulator.Records;

namespace Monitor.Simulator.Fda;

/// <summary>Public notifications, each a page, and untitled letters, a list with pages and files behind it.</summary>
internal sealed class NotificationEndpoints(World world, TimeProvider time)
{
    public void Map(IEndpointRouteBuilder app)
    {
        foreach (var record in world.Pages) app.MapGet(record.Versions[0].Content.Path, () => Answer(record.At(time.GetUtcNow()) is { } page ? NotificationHtml.Page(page) : null));
        app.MapGet(NotificationHtml.List, () => Answer(NotificationHtml.ListOf(Shown().OrderByDescending(l => l.Day).ThenBy(l => l.Path, StringComparer.Ordinal))));
        app.MapGet(NotificationHtml.Letters + "{slug}", (string slug) => Answer(Shown().FirstOrDefault(l => l.Path == NotificationHtml.Letters + slug) is { } letter ? NotificationHtml.Letter(letter) : null));
    }

    private IEnumerable<UntitledContent> Shown() => world.UntitledLetters.Select(l => l.At(time.GetUtcNow())).OfType<UntitledContent>();

    private IResult Answer(string? html) => world.Struck(Faults.NotificationsBlocked, time.GetUtcNow()) ? Results.Redirect(FdaEndpoints.Apology)
        : html is null ? FdaEndpoints.NotFound()
        : Replies.Text(html, "text/html");
}
