using System.Globalization;
using System.Text.Json;
using System.Web;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Monitor.Sources;
using Monitor.Sources.FdaWarningLetters;
using Monitor.Tests.Infrastructure;

namespace Monitor.Tests.Sources.FdaWarningLetters;

/// <summary>A listing of rows made by a test, served as FDA's does, and pages behind it; all synthetic but what a test reads from a sample.</summary>
internal sealed class LetterEdge
{
    public const string Folder = "/inspections-compliance-enforcement-and-criminal-investigations/warning-letters/";

    public LetterEdge(params string[][] rows)
    {
        Rows = [.. rows];
        Page = _ => StubHandler.Html("<main><h1>Letter</h1><p>Dear Owner: your exosome product is unapproved.</p></main>");
        Listing = Ask;
        Handler = new StubHandler(a => a.AbsolutePath == "/datatables/views/ajax" ? Listing(a) : Page(a));
    }

    public List<string[]> Rows { get; }
    public Func<Uri, HttpResponseMessage> Page { get; set; }
    public Func<Uri, HttpResponseMessage> Listing { get; set; }
    public StubHandler Handler { get; }

    public static string[] Row(string slug, string posted = "11/17/2026", string issued = "11/03/2026", string company = "Example Labs", string closeOut = "") =>
        [$"<time datetime=\"2026-01-01T05:00:00Z\">{posted}</time>", issued, $"<a href=\"{Folder}{slug}\" hreflang=\"en\">{company}</a>", "Center for Biologics Evaluation and Research (CBER)", "Unapproved New Drug/Unlicensed Biological Product", "", closeOut, ""];

    /// <summary>The rows asked for, with their true number.</summary>
    public HttpResponseMessage Ask(Uri address)
    {
        var query = HttpUtility.ParseQueryString(address.Query);
        var (start, length) = (int.Parse(query["start"]!, CultureInfo.InvariantCulture), int.Parse(query["length"]!, CultureInfo.InvariantCulture)); // non-null: a request without them is a defect
        return Json(Rows.Count, [.. Rows.Skip(start).Take(length)]);
    }

    public static HttpResponseMessage Json(int total, string[][] rows) =>
        StubHandler.Json(JsonSerializer.Serialize(new { draw = 1, recordsTotal = total, recordsFiltered = total, data = rows }));

    public FdaWarningLettersSource Source(FdaWarningLettersOptions? options = null) =>
        new(Handler.Client(), Options.Create(options ?? new FdaWarningLettersOptions()), Handler.Clock, NullLogger<FdaWarningLettersSource>.Instance);

    public Task<Fetched> FetchAsync(FdaWarningLettersOptions? options = null, FetchRequest? like = null)
    {
        var source = Source(options);
        var now = Handler.Clock.GetUtcNow();
        return source.FetchAsync((like ?? new FetchRequest { Query = source.Feeds[0], From = now.AddYears(-1), To = now }) with { Query = source.Feeds[0], To = now }, CancellationToken.None);
    }

    public FetchRequest Like => new() { Query = new UpstreamQuery("", []), From = Handler.Clock.GetUtcNow().AddYears(-1), To = Handler.Clock.GetUtcNow() };
}
