using Monitor.Polling;

namespace Monitor.Admin.Pages;

/// <summary>What stands around every page.</summary>
/// <param name="Path">Address of the section that the page belongs to; empty = none.</param>
/// <param name="Title">Of the page.</param>
/// <param name="Feeds">Feeds to subscribe to.</param>
/// <param name="SignedIn">Whether there is a session to leave.</param>
internal sealed record FrameModel(string Path, string Title, IReadOnlyList<FeedLink> Feeds, bool SignedIn)
{
    /// <summary>Of pages that are shown to anybody.</summary>
    public static FrameModel Bare(string title) => new("", title, [], SignedIn: false);
}

/// <summary>A feed by its address.</summary>
internal sealed record FeedLink(string Title, string Type, string Address);

/// <summary>Knows which feeds there are.</summary>
internal sealed class FrameReader(EndpointDataSource endpoints, Subscribers subscribers, PageSession session, PageLinks links)
{
    public FrameModel Read(string path, string title) => new(path, title, Feeds(""), session.IsWanted);

    /// <summary>The feeds that are served, each with the same filters.</summary>
    /// <param name="query">Such as <c>?q=hair</c>; empty = none.</param>
    /// <param name="watch">Only the feed of this one; null = all.</param>
    public IReadOnlyList<FeedLink> Feeds(string query, string? watch = null)
    {
        if (!PageLinks.Serves(endpoints, "/feeds/{watch}.atom"))
        {
            return watch is null && query.Length == 0 && PageLinks.Serves(endpoints, "/feeds/all.rss") ? [new FeedLink("All watches", "application/rss+xml", links.At("/feeds/all.rss"))] : [];
        }

        var names = watch is null
            ? new[] { (Name: "all", Title: "All watches") }.Concat(subscribers.Watches.Select(w => (w.Name, w.Title)))
            : subscribers.Watches.Where(w => w.Name == watch).Select(w => (w.Name, w.Title));
        return [.. names.Select(n => new FeedLink(n.Title, "application/atom+xml", links.At($"/feeds/{Uri.EscapeDataString(n.Name)}.atom{query}")))];
    }

    /// <summary>Whether hits can be taken away as files.</summary>
    public bool Exports => PageLinks.Serves(endpoints, "/api/export");
}
