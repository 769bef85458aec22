using Monitor.Documents;
using Monitor.Identity.Reports;
using Monitor.Store.Sql;

namespace Monitor.Admin.Pages;

/// <summary>One hit with all that is known of it.</summary>
/// <param name="History">Newest first.</param>
/// <param name="Origins">By number of the revision.</param>
/// <param name="Study">The study that it is of; null = none.</param>
internal sealed record HitModel(FrameModel Frame, Hit Hit, IReadOnlyList<Revision> History, IReadOnlyDictionary<long, Origin> Origins, StoredStudy? Study)
{
    /// <summary>What its report is now.</summary>
    public required ReportState State { get; init; }

    /// <summary>The other records of its report.</summary>
    public IReadOnlyList<SameReportOf> Same { get; init; } = [];

    /// <summary>The event of a notice with how many notices it has; null = it is no notice, or not placed yet.</summary>
    public (string Id, int Notices)? Event { get; init; }

    /// <summary>Makers and products that it names.</summary>
    public IReadOnlyList<NamedIn> Names { get; init; } = [];
}

/// <summary>Reads one hit.</summary>
internal sealed class HitReader(FrameReader frame, HitTable hits, RevisionTable revisions, CountsTable counts,
    StudyReads studies, EventList events, NameMatches names, SameReports same, ReportStates states)
{
    /// <returns>Null = there is none of that id.</returns>
    public async Task<HitModel?> ReadAsync(string id, CancellationToken ct)
    {
        // The server leaves an encoded slash of a path as it is.
        if (await AddressedId.FindAsync(id, i => hits.FindAsync(i, ct)) is not { } hit) return null;
        var history = (await revisions.OfAsync([hit.Id], ct))[hit.Id].Reverse().ToList();
        var known = hit is Notice ? await events.OfAsync([hit.Id], ct) : [];
        return new HitModel(frame.Read("/hits", hit.Title), hit, history, await counts.OriginsAsync(hit.Id, ct), hit is Notice ? null : await studies.FindAsync(hit.Id, ct))
        {
            State = (await states.OfAsync([hit], ct))[hit.Id],
            Event = known.TryGetValue(hit.Id, out var found) ? found : null, Names = await names.OfAsync(hit, ct), Same = (await same.OfAsync([hit], ct))(hit).Others,
        };
    }
}
