using Monitor.Documents;
using Monitor.Store.Sql;

namespace Monitor.Admin.Pages;

/// <summary>One page of the list of messages.</summary>
/// <param name="More">Whether older ones follow.</param>
internal sealed record MessagesModel(FrameModel Frame, IReadOnlyList<OutMessage> Items, int Page, bool More);

/// <summary>A message with all that it tells.</summary>
/// <param name="Reports">What it tells, each report with all that is told of it.</param>
internal sealed record MessageModel(FrameModel Frame, OutMessage Message, IReadOnlyList<IReadOnlyList<ToldItem>> Reports);

/// <summary>One thing that a message tells.</summary>
/// <param name="Hit">Null = no longer stored.</param>
internal sealed record ToldItem(Revision Revision, string Watch, Hit? Hit);

/// <summary>The outbox: what was sent, what waits, what was refused, and each message as its reader sees it.</summary>
internal static class MessagePages
{
    private const int Size = 25;

    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/messages", ListAsync);
        pages.MapGet("/messages/{id}", GetAsync);
        pages.MapGet("/messages/{id}/html", MailAsync);
    }

    private static async Task<IResult> ListAsync(string? page, FrameReader frame, MessageTable messages, PageHtml html, CancellationToken ct)
    {
        var number = int.TryParse(page, System.Globalization.CultureInfo.InvariantCulture, out var given) ? Math.Clamp(given, 1, 1_000_000) : 1;
        var found = await messages.ListAsync(null, (number - 1) * Size, Size + 1, ct);
        return await html.ShowAsync<MessagesPage>(new MessagesModel(frame.Read("/messages", "Messages"), [.. found.Take(Size)], number, found.Count > Size));
    }

    private static async Task<IResult> GetAsync(
        string id, FrameReader frame, MessageTable messages, Database database, RevisionTable revisions, HitTable hits, PageHtml html, CancellationToken ct)
    {
        if (await messages.FindAsync(id, ct) is not { } message) return await NoneAsync(html, id);
        var told = await revisions.InMessageAsync(id, ct);
        var documents = (await hits.FindAsync([.. told.Select(t => t.Revision.HitId).Distinct(StringComparer.Ordinal)], ct)).ToDictionary(h => h.Id, StringComparer.Ordinal);
        var reports = await database.ReadAsync(c => OneReport.OfAsync(c, null, told.Select(t => t.Revision.HitId)), ct);
        return await html.ShowAsync<MessagePage>(
            new MessageModel(frame.Read("/messages", message.Subject), message,
                [.. told.GroupBy(t => reports[t.Revision.HitId], StringComparer.Ordinal).Select(g => (IReadOnlyList<ToldItem>)
                    [.. g.Select(t => new ToldItem(t.Revision, t.Watch, documents.GetValueOrDefault(t.Revision.HitId)))])]),
            policy: PageResult.FramingPolicy);
    }

    private static async Task<IResult> MailAsync(string id, MessageTable messages, PageHtml html, CancellationToken ct) =>
        await messages.FindAsync(id, ct) is { } message ? new PageResult(message.Html, StatusCodes.Status200OK, PageResult.MailPolicy) : await NoneAsync(html, id);

    private static Task<IResult> NoneAsync(PageHtml html, string id) => html.ProblemAsync(StatusCodes.Status404NotFound, "No such message", $"No message has the id {id}.");
}
