using Monitor.Documents;

namespace Monitor.Sources;

/// <summary>A known item of a watch among the items of a feed, which have no common kind of id.</summary>
internal static class KnownItem
{
    /// <summary>Whether a name stands for this item: its external id, its address, the last part of that, or its whole title.</summary>
    public static bool Is(Hit item, string name) =>
        item.ExternalId == name
        || string.Equals(item.Title, name, StringComparison.OrdinalIgnoreCase)
        || (item.Link is { } link && (link == name || link.TrimEnd('/').EndsWith("/" + name, StringComparison.OrdinalIgnoreCase)));
}
