using Monitor.Documents;
using Monitor.Store.Sql;

namespace Monitor.Admin.Pages;

/// <summary>One hit with all that is known of it.</summary>
/// <param name="History">Newest first.</param>
/// <param name="Origins">By number of the revision.</param>
/// <param name="Same">The other records of its report.</param>
internal sealed record HitModel(FrameModel Frame, Hit Hit, IReadOnlyList<Revision> History, IReadOnlyDictionary<long, Origin> Origins, IReadOnlyList<SameReportOf> Same);

/// <summary>Reads one hit.</summary>
internal sealed class HitReader(FrameReader frame, HitTable hits, RevisionTable revisions, CountsTable counts, SameReports same)
{
    /// <returns>Null = there is none of that id.</returns>
    public async Task<HitModel?> ReadAsync(string id, CancellationToken ct)
    {
        // The server leaves an encoded slash of a path as it is.
        if ((await hits.FindAsync(id, ct) ?? await hits.FindAsync(id.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase), ct)) is not { } hit) return null;
        var history = (await revisions.OfAsync([hit.Id], ct))[hit.Id].Reverse().ToList();
        return new HitModel(frame.Read("/hits", hit.Title), hit, history, await counts.OriginsAsync(hit.Id, ct), (await same.OfAsync([hit], ct))(hit).Others);
    }
}
