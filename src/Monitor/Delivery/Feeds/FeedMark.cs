using Monitor.Documents;
using Monitor.Identity;

namespace Monitor.Delivery.Feeds;

/// <summary>The word before a title: what became of a record, in capitals.</summary>
internal static class FeedMark
{
    /// <summary>
    /// What a record is stays before the title through whatever is corrected afterwards: withdrawn, retracted, doubted, as long
    /// as it is so. Of other changes the last one stands there.
    /// </summary>
    /// <param name="hit">As it is now.</param>
    /// <param name="last">The last news of it.</param>
    public static string? Of(Hit hit, RevisionType last) => DigestItems.Mark(last == RevisionType.Deleted ? RevisionType.Deleted : hit switch
    {
        Article article when ArticleChanges.IsRetracted(article) => RevisionType.Retracted,
        Article article when ArticleChanges.IsDoubted(article) => RevisionType.ExpressionOfConcern,
        _ => last,
    });
}
