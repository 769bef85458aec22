using System.Globalization;
using Monitor.Simulator.Hosting;
using Monitor.Simulator.Records;

namespace Monitor.Simulator.Fda;

/// <summary>The listing of warning letters, paged, and the pages of the letters.</summary>
internal sealed class LetterEndpoints(World world, TimeProvider time)
{
    private const string NoData = "<!DOCTYPE html>\n<html><head><title>Warning Letters | FDA</title></head><body><p>Loading…</p></body></html>\n";

    public void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/datatables/views/ajax", Listing);
        app.MapGet(LetterHtml.Folder + "{slug}", Page);
    }

    private IResult Listing(HttpContext context)
    {
        var now = time.GetUtcNow();
        if (world.Struck(Faults.LettersBlocked, now)) return Results.Redirect(FdaEndpoints.Apology);
        if (world.Struck(Faults.LettersHtml, now)) return Replies.Text(NoData, "text/html");
        var query = context.Request.Query;
        // Without the name of the view the real site answers an error page.
        if (query["view_name"] != "warning_letter_solr_index") return Replies.Text(NoData, "text/html", 500);
        var letters = Listed(now).OrderByDescending(l => l.Posted).ThenBy(l => l.Number, StringComparer.Ordinal).ToList();
        var total = letters.Count;
        if (world.Struck(Faults.LettersFew, now)) letters = [.. letters.Take(total = 3)];
        if (world.Struck(Faults.LettersShort, now)) letters = [.. letters.Take(total / 2)];
        var (start, length) = (Number(query["start"], 0), Math.Clamp(Number(query["length"], 10), 1, 1000));
        return Replies.Text(LetterHtml.Listing(query["draw"].ToString(), total, letters.Skip(start).Take(length)), "application/json");
    }

    private IResult Page(string slug)
    {
        var now = time.GetUtcNow();
        if (world.Struck(Faults.LettersBlocked, now)) return Results.Redirect(FdaEndpoints.Apology);
        if (Listed(now).FirstOrDefault(l => l.Slug == slug) is { } letter) return Replies.Text(LetterHtml.Page(letter), "text/html");
        // A page under an old address leads to the new one.
        return Listed(now).FirstOrDefault(l => l.Slug.StartsWith(slug + "-", StringComparison.Ordinal)) is { } moved
            ? Results.Redirect(LetterHtml.Folder + moved.Slug, permanent: true)
            : FdaEndpoints.NotFound();
    }

    private IEnumerable<LetterContent> Listed(DateTimeOffset now) => world.Letters.Select(l => l.At(now)).OfType<LetterContent>().Where(l => l.Listed);

    private static int Number(string? text, int otherwise) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : otherwise;
}
