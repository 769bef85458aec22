using Monitor.Documents;
using Monitor.Store.Sql;
using Monitor.Text;

namespace Monitor.Delivery.Feeds;

/// <summary>How a hit stands in a feed.</summary>
internal static class FeedEntries
{
    private const int SnippetLength = 400;
    private const int Authors = 10;

    public static FeedEntry Of(ChangedHit changed)
    {
        // A report was found when the first of its records was, and keeps the id of that one.
        var hit = changed.Records.Count == 0 ? changed.Hit : changed.Hit with { FirstSeen = changed.Records.Min(r => r.FirstSeen) };
        var news = changed.Revisions.Where(r => r.News).ToList();
        var published = changed.Silent ? Earlier(hit) : hit.FirstSeen;
        var last = news.LastOrDefault() ?? new Revision { HitId = hit.Id, Type = RevisionType.New, At = hit.FirstSeen };
        var watches = hit.Matches.Where(m => !m.Context).Select(m => m.Watch).Distinct(StringComparer.Ordinal).ToList();
        var shown = DigestItems.Of(new DueItem(last, hit, watches.FirstOrDefault() ?? "") { Also = [.. changed.Records.Where(r => r.Id != hit.Id)], State = changed.State });
        var mark = FeedMark.Of(changed.State, last.Type);
        return new FeedEntry
        {
            Id = changed.Report ?? hit.Id,
            Title = Titled(mark, CleanText.OneLine(shown.Title) ?? "(no title)"),
            Link = CleanText.WebLink(hit.Link),
            Published = published,
            Updated = last.Type == RevisionType.New ? published : last.At,
            Authors = [.. hit is Article a ? a.Authors.Take(Authors).Select(x => CleanText.OneLine(x.Name)).OfType<string>() : []],
            Categories = [hit.Kind, .. watches],
            Paragraphs = [.. new[] { shown.Glance }.Concat(shown.Facts).Concat(shown.Records).Append(Start(hit.Abstract)).Append($"Here because: {shown.Because}").Select(CleanText.OneLine).OfType<string>()],
        };
    }

    private static string Titled(string? mark, string title) => mark is null ? title : $"{mark}: {title}";

    /// <summary>What existed before is not shown as of today: a new watch must not fill the top of its readers' lists.</summary>
    private static DateTimeOffset Earlier(Hit hit)
    {
        if (hit is Notice { Posted: { } posted } && posted < hit.FirstSeen) return posted;
        return hit.Published is { } date && new DateTimeOffset(date.First, TimeOnly.MinValue, TimeSpan.Zero) is var day && day < hit.FirstSeen ? day : hit.FirstSeen;
    }

    private static string? Start(string? text)
    {
        if (text is null || text.Length <= SnippetLength) return text;
        var cut = text.LastIndexOf(' ', SnippetLength);
        // Between characters, never inside a surrogate pair.
        if (cut <= 0) cut = char.IsHighSurrogate(text[SnippetLength - 1]) ? SnippetLength - 1 : SnippetLength;
        return text[..cut] + " …";
    }
}
