using Monitor.Documents;

namespace Monitor.Delivery;

/// <summary>
/// What a reader gets as context: hits that satisfy only the context query of the watches that the reader follows, in a section
/// of their own behind the news. A retraction or withdrawal of such a hit is news as of any other.
/// </summary>
internal static class DigestContext
{
    /// <summary>Whether an item belongs into the section.</summary>
    public static bool Holds(DigestInput input, DueItem due) =>
        due.Hit is not Notice
        && due.Revision.Type is not (RevisionType.Retracted or RevisionType.ExpressionOfConcern or RevisionType.Deleted)
        && Match.IsContext(due.Hit.Matches.Where(m => input.Watches.Any(w => w.Name == m.Watch)));

    /// <summary>Of safety watches it is the literature around harm, not reports of it.</summary>
    public static string Heading(DigestInput input) =>
        input.Watches.Where(w => w.ContextQuery is not null).All(w => w.IsSafety) ? "SAFETY IN CONTEXT" : "IN CONTEXT";
}
