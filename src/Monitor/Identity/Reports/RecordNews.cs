using Monitor.Documents;
using Monitor.Text;

namespace Monitor.Identity.Reports;

/// <summary>What is news in a report of several records: what one says that no other has said. Pure.</summary>
internal static class RecordNews
{
    private static readonly string[] Corrections = ["ErratumIn", "CorrectedandRepublishedIn", "PartialRetractionIn", "UpdateIn"];

    /// <summary>Whether other records of the report, or notices about it, say already what a revision of one of them says.</summary>
    /// <param name="revision">Any but <c>new</c>.</param>
    /// <param name="hit">The record after it.</param>
    /// <param name="others">The others as they are known by now.</param>
    /// <param name="before">What the report was before.</param>
    public static bool IsSaid(Revision revision, Article hit, IReadOnlyCollection<Article> others, ReportState before) => revision.Type switch
    {
        RevisionType.Retracted => before.IsRetracted,
        RevisionType.ExpressionOfConcern => before.Is(StateKind.Concern),
        RevisionType.Reinstated => others.Count > 0 && before is { IsRetracted: false } && !before.Is(StateKind.Concern),
        RevisionType.Corrected => revision.Changes.Count > 0 && revision.Changes.All(c => IsLinked(c, hit, others) || IsStored(c, hit, before.Notices)),
        RevisionType.Updated => others.Count > 0 && revision.Changes.Count > 0 && revision.Changes.All(c => IsSaid(c, hit, others)),
        _ => false,
    };

    /// <summary>What a record says first that joins others: trust ended, or an error put right. That it exists is told by its <c>new</c>.</summary>
    public static IEnumerable<Revision> Arriving(Article hit, IReadOnlyCollection<Article> others, DateTimeOffset now)
    {
        if (RecordSigns.IsRetracted(hit) && !others.Any(RecordSigns.IsRetracted))
            yield return Of(hit, RevisionType.Retracted, now, Links(hit, "RetractionIn", "RetractedandRepublishedIn"));
        if (RecordSigns.IsDoubted(hit) && !others.Any(RecordSigns.IsDoubted))
            yield return Of(hit, RevisionType.ExpressionOfConcern, now, Links(hit, "ExpressionOfConcernIn"));
        var corrections = Links(hit, ReportOrder.IsPreprint(hit) ? Corrections[..3] : Corrections).Where(c => !IsLinked(c, hit, others)).ToList();
        if (corrections.Count > 0) yield return Of(hit, RevisionType.Corrected, now, corrections);
    }

    /// <summary>A paper that came of preprints, or a preprint's next version: told as progress to who was sent what was before. Null = neither.</summary>
    /// <param name="hit">The record that joins.</param>
    /// <param name="before">Those that were one report before.</param>
    /// <param name="told">Changes of those before that were news.</param>
    /// <param name="now">The moment of the run.</param>
    public static Revision? Progress(Article hit, IReadOnlyCollection<Article> before, IEnumerable<FieldChange> told, DateTimeOffset now)
    {
        if (before.Count == 0 || !before.All(ReportOrder.IsPreprint) || told.Any(c => c.Field == "UpdateIn" && Means(c.New, hit))) return null;
        if (!ReportOrder.IsPreprint(hit))
        {
            // One DOI is one version, whatever one of the databases calls it.
            return Identifiers.Doi(hit.Doi) is { } doi && before.Any(b => Identifiers.Doi(b.Doi) == doi) ? null : Of(hit, RevisionType.Updated, now, [new FieldChange("published as", null, Place(hit))]);
        }

        var last = before.Max(ReportOrder.Version);
        return ReportOrder.Version(hit) is { } version && last is { } older && version > older
            ? Of(hit, RevisionType.Updated, now, [new FieldChange("version", Number(older), Number(version))])
            : null;
    }

    /// <summary>Whether a link says that an error was put right.</summary>
    public static bool IsCorrection(Correction link) => Corrections.Contains(link.Type);

    /// <summary>The numbers of the notice that a change of a record names.</summary>
    public static (string? Pmid, string? Doi) NoticeOf(FieldChange change, Article record) => Names(change, record).FirstOrDefault();

    /// <summary>The numbers of the notice that a link names; databases print its DOI in its citation.</summary>
    public static (string? Pmid, string? Doi) NameOf(Correction c) => (Identifiers.Pmid(c.Pmid), Identifiers.Doi(c.Doi ?? c.Source));

    private static bool IsSaid(FieldChange change, Article hit, IReadOnlyCollection<Article> others) => change.Field switch
    {
        "title" => others.Any(o => Folded.Line(o.Title) == Folded.Line(hit.Title)),
        "abstract" => others.Any(o => o.Abstract is not null),
        "version" => others.Any(o => ReportOrder.Version(o) >= ReportOrder.Version(hit)),
        "UpdateIn" => IsLinked(change, hit, others) || others.Any(o => Means(change.New, o)),
        _ => false,
    };

    /// <summary>Whether the text of a link names a record: by PMID, DOI, or its number in the database.</summary>
    private static bool Means(string? link, Article record) => link is not null
        && (link == record.ExternalId || (record.Pmid is { } pmid && link == $"PMID {pmid}") || (Identifiers.Doi(link) is { } doi && doi == Identifiers.Doi(record.Doi)));

    /// <summary>Whether another record links the same notice, whatever it calls the link.</summary>
    private static bool IsLinked(FieldChange change, Article hit, IReadOnlyCollection<Article> others)
    {
        var notices = Names(change, hit);
        return notices.Count > 0 && notices.All(n => others.Any(o => o.Corrections.Any(c => Corrections.Contains(c.Type) && IsSame(n, NameOf(c)))));
    }

    /// <summary>Whether the notice that a change names is stored as one about the paper.</summary>
    private static bool IsStored(FieldChange change, Article hit, IReadOnlyList<Article> notices) =>
        NoticeOf(change, hit) is var named && notices.Any(n => IsSame(named, (Identifiers.Pmid(n.Pmid), Identifiers.Doi(n.Doi))));

    private static bool IsSame((string? Pmid, string? Doi) a, (string? Pmid, string? Doi) b) => (a.Pmid is not null && a.Pmid == b.Pmid) || (a.Doi is not null && a.Doi == b.Doi);

    /// <summary>The notices that a change names; databases print the DOI of a notice in its citation.</summary>
    private static List<(string? Pmid, string? Doi)> Names(FieldChange change, Article hit) =>
        [.. hit.Corrections.Where(c => c.Type == change.Field && (Text(c) == change.New || c.Source == change.New))
        .Select(NameOf).Append((Identifiers.Pmid(change.New), Identifiers.Doi(change.New))).Where(n => n.Item1 is not null || n.Item2 is not null).Take(1)];

    private static List<FieldChange> Links(Article hit, params string[] types) => [.. hit.Corrections.Where(c => types.Contains(c.Type)).Select(c => new FieldChange(c.Type, null, Text(c)))];

    private static string? Text(Correction c) => c.Pmid is not null ? $"PMID {c.Pmid}" : c.Doi is null ? c.Source : c.Source is null ? $"doi {c.Doi}" : $"doi {c.Doi} ({c.Source})";

    private static string Place(Article a) =>
        string.Join(", ", new[] { a.Journal ?? a.Book ?? "a paper", a.Published?.ToString(), a.Doi is null ? null : $"doi {a.Doi}" }.Where(p => p is not null));

    private static string Number(int n) => n.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static Revision Of(Article hit, RevisionType type, DateTimeOffset now, IReadOnlyList<FieldChange> changes) => new() { HitId = hit.Id, Type = type, At = now, Changes = changes };
}
