using Monitor.Sources;

namespace Monitor.Polling;

/// <summary>A complete answer as the upstream gave it, before matching: what its habits are learnt from and measured by.</summary>
/// <param name="Records">As read; one may occur twice.</param>
/// <param name="Relied">The fields that they normally have.</param>
internal sealed record Answer(IReadOnlyList<SourceRecord> Records, IReadOnlyList<ReliedField> Relied)
{
    /// <summary>Records that were read and those that were not.</summary>
    public required int Items { get; init; }

    /// <summary>The upstream's own count of records; null = it gives none, or gives numbers in place of records.</summary>
    public int? Total { get; init; }

    /// <summary>A feed shows its last items whatever is asked; a search must find again what it found.</summary>
    public bool IsFeed { get; init; }

    /// <summary>Nothing changed since the answer before; the lists are empty.</summary>
    public bool NotModified { get; init; }

    public static Answer Of(PollTarget target, Fetched fetched) => new(fetched.Records, target.Source.Relied)
    {
        Items = fetched.Records.Count + fetched.Unreadable.Count, Total = fetched.Counts.Count == 0 ? fetched.Total : null, IsFeed = target.IsFeed, NotModified = fetched.NotModified,
    };
}
