using Monitor.Documents;
using Monitor.Polling;
using Monitor.Queries;
using Monitor.Sources;

namespace Monitor.Admin.Pages;

/// <summary>What one source is asked for a watch.</summary>
/// <param name="Text">The exact text, a feed's address, or why it cannot be asked.</param>
internal sealed record SentText(string Source, string Text, IReadOnlyList<string> Widened);

/// <summary>A watch with what each source is asked for it.</summary>
internal sealed record WatchText(Watch Watch, IReadOnlyList<SentText> Sent)
{
    public static WatchText Of(Watch watch, IEnumerable<ISource> sources) => new(watch, [.. sources.Where(s => watch.Uses(s.Name)).SelectMany(s => On(s, watch))]);

    private static IEnumerable<SentText> On(ISource source, Watch watch)
    {
        try
        {
            return [.. PollTarget.Of(source, [watch]).Select(t => new SentText(source.Name, t.NeverAsked is { } why ? $"never asked: {why}" : t.Upstream.Text, t.Upstream.Widened))];
        }
        catch (QueryException ex)
        {
            return [new SentText(source.Name, ex.Message, [])];
        }
    }
}

/// <summary>The saved searches.</summary>
internal sealed record WatchesModel(FrameModel Frame, IReadOnlyList<WatchText> Watches, IReadOnlyList<string> Problems);
