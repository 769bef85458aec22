using System.Globalization;
using System.Net;
using System.Text;
using Monitor.Simulator.Generation;
using Monitor.Simulator.Records;

namespace Monitor.Simulator.Fda;

/// <summary>Writes the page behind a notice: its text in the article, much else around it.</summary>
internal static class PageHtml
{
    public static string Of(NoticeContent notice)
    {
        var html = new StringBuilder();
        html.Append(CultureInfo.InvariantCulture, $"""
            <!DOCTYPE html>
            <html lang="en" dir="ltr">
            <head><meta charset="utf-8"><title>{Text(notice.Title)} | FDA</title><script>var dataLayer = ["exosome", "menu"];</script></head>
            <body class="fontawesome path-node">
            <a href="#main-content" class="visually-hidden focusable">Skip to main content</a>
            <div class="usa-banner"><p>An official website of an invented government. Here's how you know.</p></div>
            <header role="banner"><nav aria-label="Main"><ul><li>Products</li><li>Exosome and stem cell topics</li><li>Hair dyes</li><li>News</li></ul></nav></header>
            <nav class="lcds-breadcrumb" aria-label="Breadcrumb"><ol><li>Home</li><li>Safety</li></ol></nav>
            <main id="main-content">
            <article class="article" role="article">
            <header><h1 class="content-title text-center">{Text(notice.Title)}</h1></header>
            <div class="lcds-share"><a href="/share">Share</a></div>
            <p><time datetime="{notice.Published.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ}">{Eastern.Local(notice.Published):MMMM d, yyyy}</time></p>

            """);
        html.Append(CultureInfo.InvariantCulture, $"<p>{Text(notice.Description)}</p>\n");
        foreach (var paragraph in notice.Paragraphs) html.Append(CultureInfo.InvariantCulture, $"<p>{Text(paragraph)}</p>\n");
        foreach (var link in notice.Links) html.Append(CultureInfo.InvariantCulture, $"<p><a href=\"{link}\">Read the announcement</a></p>\n");
        html.Append("</article>\n<aside class=\"sidebar\"><h2>Related Information</h2><ul>\n");
        foreach (var heading in notice.Related) html.Append(CultureInfo.InvariantCulture, $"<li><a href=\"/related\">{Text(heading)}</a></li>\n");
        return html.Append("</ul></aside>\n</main>\n<footer role=\"contentinfo\"><p>Was this page helpful? Exosome products · Contact</p></footer>\n</body></html>\n").ToString();
    }

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}
