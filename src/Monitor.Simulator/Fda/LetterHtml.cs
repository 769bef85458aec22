using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using Monitor.Simulator.Records;

namespace Monitor.Simulator.Fda;

/// <summary>Writes the rows of the listing and the pages of letters as FDA's site does.</summary>
internal static class LetterHtml
{
    public const string Folder = "/inspections-compliance-enforcement-and-criminal-investigations/warning-letters/";

    public static string Listing(string draw, int total, IEnumerable<LetterContent> letters) =>
        JsonSerializer.Serialize(new { draw, recordsTotal = total, recordsFiltered = total, data = letters.Select(Cells) });

    public static string Page(LetterContent letter)
    {
        var html = new StringBuilder();
        html.Append(CultureInfo.InvariantCulture, $"""
            <!DOCTYPE html>
            <html lang="en"><head><title>{Text(letter.Company)} - {letter.Number} | FDA</title></head><body>
            <header role="banner"><nav><ul><li>Exosome and stem cell topics</li></ul></nav></header>
            <article id="main-content" class="article main-content" role="article">
            <header class="content-header"><p class="content-type-label">WARNING LETTER</p><h1>{Text(letter.Company)}
            <span>MARCS-CMS {letter.Number} — <time datetime="{letter.Issued:yyyy-MM-dd}T00:00:00Z">{letter.Issued:MMMM d, yyyy}</time></span></h1></header>
            <aside class="col-md-2" role="complementary"><a href="/warning-letters">More Warning Letters</a><p>Exosome products (example)</p></aside>
            <div class="col-md-8" role="main">
            <dl><dt>Delivery Method:</dt><dd>VIA COURIER</dd><dt>Product:</dt><dd>{(letter.Office.Contains("CBER", StringComparison.Ordinal) ? "Biologics" : "Drugs")}</dd></dl>
            <dl><dt>Recipient:</dt><dd>Owner</dd><dd>{Text(letter.Company)}</dd></dl>
            <dl><dt>Issuing Office:</dt><dd>{Text(letter.Office)}</dd></dl>
            <p>Dear Owner:</p>

            """);
        foreach (var paragraph in letter.Paragraphs) html.Append(CultureInfo.InvariantCulture, $"<p>{Text(paragraph)}</p>\n");
        return html.Append("<p>Sincerely,<br>An Invented Officer</p>\n</div></article>\n<footer><p>Exosome products · Contact</p></footer></body></html>\n").ToString();
    }

    private static string[] Cells(LetterContent letter) =>
    [
        Day(letter.Posted), Day(letter.Issued), $"<a href=\"{Folder}{letter.Slug}\" hreflang=\"en\">{Text(letter.Company)}</a>",
        Text(letter.Office), Text(letter.Subject), Link(letter.Response), Link(letter.CloseOut), "",
    ];

    // The attribute is UTC, what is printed is the day of the east coast.
    private static string Day(DateOnly day) => string.Create(CultureInfo.InvariantCulture, $"<time datetime=\"{day:yyyy-MM-dd}T05:00:00Z\">{day:MM/dd/yyyy}</time>");

    private static string Link(DateOnly? day) => day is { } d ? string.Create(CultureInfo.InvariantCulture, $"<a href=\"/media/1/download\">{d:MM/dd/yyyy}</a>") : "";

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}
