using Monitor.Documents;

namespace Monitor.Store;

/// <summary>What a reader asks of the stored hits; everything absent does not restrict.</summary>
internal sealed record HitFilter
{
    /// <summary>Words (all must occur; a trailing <c>*</c> truncates; quotation marks make a phrase) or one identifier (PMID, DOI, PMCID, NCT number, id).</summary>
    public string? Text { get; init; }

    public string? Watch { get; init; }
    public string? Source { get; init; }

    /// <summary><c>article</c>, <c>trial</c> or <c>notice</c>.</summary>
    public string? Kind { get; init; }

    public string? Design { get; init; }

    /// <summary>First seen at or after; where a report is listed once, when the first of its records was.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>First seen before.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>Best first in place of newest first; only with <see cref="Text"/>.</summary>
    public bool BestFirst { get; init; }

    /// <summary>Of the records of one report that pass, only the leading one; of the notices of a regulatory event, too.</summary>
    public bool OncePerReport { get; init; }

    /// <summary>From 1.</summary>
    public int Page { get; init; } = 1;

    public int Size { get; init; } = 20;
}

/// <summary>One page of hits.</summary>
/// <param name="Items">In the order asked for.</param>
/// <param name="Total">Items on all pages: reports where each is listed once, otherwise records.</param>
/// <param name="Records">Records that pass the filter.</param>
internal sealed record HitPage(IReadOnlyList<Hit> Items, int Total, int Records);
