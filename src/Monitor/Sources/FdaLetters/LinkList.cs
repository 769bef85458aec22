using System.Text.RegularExpressions;
using HtmlAgilityPack;
using Monitor.Documents;
using Monitor.Sources.Fda;
using Monitor.Sources.Feeds;
using Monitor.Text;

namespace Monitor.Sources.FdaLetters;

/// <summary>A page that lists letters: each entry with a link and a day is a notice; links without a day lead elsewhere.</summary>
internal static partial class LinkList
{
    private static readonly HashSet<string> Entries = ["li", "tr", "p", "dd"];

    /// <exception cref="SourceException">As <see cref="FdaPage.Read"/>.</exception>
    public static List<SourceRecord> Read(Payload payload, Uri list)
    {
        var (_, main) = FdaPage.MainOf(payload);
        var records = new Dictionary<string, SourceRecord>(StringComparer.Ordinal);
        var read = new HashSet<HtmlNode>();
        foreach (var link in main.Descendants("a"))
        {
            // One entry is one letter, whatever else it links to.
            if (link.Ancestors().FirstOrDefault(node => Entries.Contains(node.Name)) is not { } entry || read.Contains(entry)) continue;
            if (Address(link, list) is not { } address || CleanText.OneLine(HtmlText.Of(entry)) is not { } text || FdaDay.Find(text) is not { } day) continue;
            read.Add(entry);
            var record = Record(link, address, text, day, list, payload.Hash);
            records.TryAdd(record.Document.ExternalId, record);
        }

        return [.. records.Values];
    }

    /// <summary>The last part of the address, which outlives its folders; of a file its number.</summary>
    public static string KeyOf(Uri address)
    {
        var parts = address.AbsolutePath.Trim('/').Split('/');
        var media = Array.IndexOf(parts, "media");
        return media >= 0 && media + 1 < parts.Length ? $"media/{parts[media + 1]}" : parts[^1];
    }

    /// <summary>Whether what the link leads to is a file and no page.</summary>
    public static bool IsFile(string? link) => link is not null && File().IsMatch(link);

    private static SourceRecord Record(HtmlNode link, Uri address, string text, PartialDate day, Uri list, string payload)
    {
        var words = CleanText.OneLine(HtmlText.Of(link));
        var key = KeyOf(address);
        var notice = new Notice
        {
            Id = HitId.Of(FdaLettersSource.SourceName, key),
            Source = FdaLettersSource.SourceName,
            ExternalId = key,
            NoticeType = KeyOf(list).Contains("untitled", StringComparison.OrdinalIgnoreCase) || text.Contains("untitled letter", StringComparison.OrdinalIgnoreCase) ? "untitled-letter" : "notice",
            Title = words is null || Generic().IsMatch(words) ? text : words,
            Link = address.AbsoluteUri,
            Abstract = text,
            Published = day,
        };
        return new SourceRecord(notice, day, payload);
    }

    private static Uri? Address(HtmlNode link, Uri list)
    {
        var href = CleanText.OneLine(HtmlEntity.DeEntitize(link.GetAttributeValue("href", "")));
        if (href is null || href.StartsWith('#') || !Uri.TryCreate(list, href, out var address) || CleanText.WebLink(address.AbsoluteUri) is null) return null;
        return address.AbsolutePath.Length > 1 && !IsBinary().IsMatch(address.AbsolutePath) ? new UriBuilder(address) { Fragment = "" }.Uri : null;
    }

    [GeneratedRegex(@"\.pdf($|\?)|/media/\d+", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex File();

    [GeneratedRegex(@"\.(jpe?g|png|gif|svg|css|js)$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex IsBinary();

    [GeneratedRegex(@"^(\W*(pdf|letter|untitled letter|notice|view|download|read more|here)\W*(\(?pdf.*)?|.{0,4})$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Generic();
}
