using Monitor.Documents;
using Monitor.Evidence.Waiting;

namespace Monitor.Delivery;

/// <summary>New papers that may tell of harm in people: they stand before all other papers, whatever their design.</summary>
internal static class DigestHarm
{
    public const string Heading = "HARM IN PEOPLE";

    /// <summary>A safety watch finds it by its query proper, and nothing in it shows that it may wait.</summary>
    public static bool Holds(DigestInput input, DueItem due) =>
        (due.Notice ?? (due.Revision.Type == RevisionType.New ? due.Hit as Article : null)) is { } article
        // What takes a paper back stands first of all.
        && !due.Revision.EndsTrust
        && input.Watches.Any(w => w.IsSafety && Match.MayMailAtOnce([.. article.Matches.Where(m => m.Watch == w.Name)]))
        && MayWait.Of(article) is null;
}
