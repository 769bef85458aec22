using System.Globalization;
using System.Net;
using System.Text;
using Monitor.Simulator.Records;

namespace Monitor.Simulator.Fda;

/// <summary>Writes public notifications and the list of untitled letters as FDA's site does.</summary>
internal static class NotificationHtml
{
    public const string List = "/vaccines-blood-biologics/enforcement-actions-cber/untitled-letters-example";
    public const string Letters = "/vaccines-blood-biologics/enforcement-actions-cber/letters/";

    public static string Page(PageContent page)
    {
        var paragraphs = page.Paragraphs.Select(p => $"<p>{Text(p)}</p>").Append(string.Create(CultureInfo.InvariantCulture, $"<ul><li><p>Content current as of:</p><p>{page.Reviewed:MM/dd/yyyy}</p></li></ul>"));
        return Document(page.Heading, (page.Banner is null ? "" : $"<div class=\"notice\"><p>{Text(page.Banner)}</p></div>\n") + "<ol><li>Home</li><li>Biologics</li></ol>\n",
            string.Create(CultureInfo.InvariantCulture, $"<p>{page.Day:MMMM d, yyyy}</p>\n") + string.Join('\n', paragraphs));
    }

    public static string ListOf(IEnumerable<UntitledContent> letters)
    {
        var items = letters.Select(l => string.Create(CultureInfo.InvariantCulture, $"<li><a href=\"{l.Path}\">{Text(l.Title)}</a>{(l.IsFile ? " (PDF)" : "")} - {l.Day:MM/dd/yyyy}</li>"));
        return Document("Untitled Letters (example)", "", "<p>See also <a href=\"/about\">about these letters</a>.</p>\n<ul>\n" + string.Join('\n', items) + "\n</ul>");
    }

    public static string Letter(UntitledContent letter) =>
        Document(letter.Title, "", string.Create(CultureInfo.InvariantCulture, $"<p>{letter.Day:MMMM d, yyyy}</p>\n") + string.Join('\n', letter.Paragraphs.Select(p => $"<p>{Text(p)}</p>")));

    private static string Document(string heading, string above, string body) => new StringBuilder("<!DOCTYPE html>\n<html lang=\"en\"><head><title>")
        .Append(Text(heading)).Append(" | FDA</title></head><body>\n<header role=\"banner\"><nav><ul><li>Exosome topics</li></ul></nav></header>\n<main id=\"main-content\">\n").Append(above)
        .Append("<article><h1>").Append(Text(heading)).Append("</h1>\n").Append(body)
        .Append("\n</article>\n<aside class=\"sidebar\"><p>Exosome products (related)</p></aside></main>\n<footer><p>Contact</p></footer></body></html>\n").ToString();

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}
