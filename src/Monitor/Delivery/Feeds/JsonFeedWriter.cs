using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace Monitor.Delivery.Feeds;

/// <summary>A feed as JSON Feed 1.1 (jsonfeed.org).</summary>
internal static class JsonFeedWriter
{
    // Angle brackets are escaped: a browser that guesses types must find no HTML here.
    private static readonly JsonWriterOptions Written = new() { Indented = true, Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    /// <returns>UTF-8.</returns>
    public static byte[] Write(Feed feed)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Written))
        {
            json.WriteStartObject();
            json.WriteString("version", "https://jsonfeed.org/version/1.1");
            json.WriteString("title", feed.Title);
            json.WriteString("home_page_url", feed.Site.AbsoluteUri);
            json.WriteString("feed_url", feed.Self.AbsoluteUri);
            json.WriteString("description", "New studies, trials and notices, each once.");
            json.WriteStartArray("items");
            foreach (var entry in feed.Entries) Item(json, entry);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return buffer.ToArray();
    }

    private static void Item(Utf8JsonWriter json, FeedEntry entry)
    {
        json.WriteStartObject();
        json.WriteString("id", entry.Id);
        if (entry.Link is not null) json.WriteString("url", entry.Link);
        json.WriteString("title", entry.Title);
        json.WriteString("content_html", entry.Html);
        json.WriteString("summary", entry.Summary);
        json.WriteString("date_published", AtomWriter.Date(entry.Published));
        json.WriteString("date_modified", AtomWriter.Date(entry.Updated));
        if (entry.Authors.Count > 0)
        {
            json.WriteStartArray("authors");
            foreach (var author in entry.Authors)
            {
                json.WriteStartObject();
                json.WriteString("name", author);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        json.WriteStartArray("tags");
        foreach (var category in entry.Categories) json.WriteStringValue(category);
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
