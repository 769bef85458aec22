using Monitor.Documents;
using Monitor.Identity.Reports;

namespace Monitor.Admin.Pages;

/// <summary>One hit of the list.</summary>
/// <param name="State">What its report is now.</param>
/// <param name="Changed">Its latest change that is news; null = none since it was new.</param>
/// <param name="Same">The other records of its report.</param>
internal sealed record HitLine(Hit Hit, ReportState State, RevisionType? Changed, IReadOnlyList<Piece> Title,
    IReadOnlyList<Piece> Snippet, IReadOnlyList<SameReportOf> Same)
{
    /// <summary>The regulatory event of a notice with how many notices it has; null = it is no notice, or not placed yet.</summary>
    public (string Id, int Notices)? Event { get; init; }
}

/// <summary>What was filled into the form, as it was filled in.</summary>
internal sealed record HitForm(string? Q, string? Watch, string? Source, string? Kind, string? Design, string? Since, string? Until, string? Sort)
{
    /// <summary>A page, feed or file with the same choice.</summary>
    public string At(string address, params (string Name, string? Value)[] more) => address + PageLinks.Query(
        [.. more, ("q", Q), ("watch", Watch), ("source", Source), ("kind", Kind), ("design", Design), ("since", Since), ("until", Until), ("sort", Sort)]);

    public bool IsEmpty => (Q ?? Watch ?? Source ?? Kind ?? Design ?? Since ?? Until) is null;
}

/// <summary>The list of hits with its form.</summary>
/// <param name="Problem">What of the form cannot be read; then nothing was searched. Null = all of it can.</param>
internal sealed record HitsModel(
    FrameModel Frame, HitForm Form, string? Problem, IReadOnlyList<HitLine> Items, int Total, int Records, int Page, int Size,
    IReadOnlyList<Watch> Watches, IReadOnlyList<string> Sources, IReadOnlyList<string> Designs, IReadOnlyList<FeedLink> Feeds, bool Exports)
{
    public int Pages => Math.Max(1, (Total + Size - 1) / Size);
}
