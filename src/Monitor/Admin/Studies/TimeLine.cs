using Monitor.Documents;
using Monitor.Identity.Studies;

namespace Monitor.Admin.Studies;

/// <summary>What the time of an entry is: four different things that must not be mixed up.</summary>
internal static class TimeMeaning
{
    /// <summary>The date that the record prints.</summary>
    public const string Dated = "dated";

    /// <summary>The day on which the source posted it.</summary>
    public const string Posted = "posted";

    /// <summary>When Monitor first saw it.</summary>
    public const string Seen = "first seen";
}

/// <summary>One entry of a study's time line.</summary>
/// <param name="At">As precise as it is known: a partial date, or an instant.</param>
/// <param name="Dated">What the time is; one of <see cref="TimeMeaning"/>.</param>
/// <param name="What">Such as <c>registered</c>, <c>preprint</c>, <c>status-changed</c>.</param>
/// <param name="Hit">Id of the record.</param>
/// <param name="Revision">Number of the revision; null for what the record dates itself.</param>
/// <param name="Text">In words.</param>
/// <param name="Order">Where it stands in the line, UTC.</param>
/// <param name="Changes">Old and new, where a record changed.</param>
internal sealed record TimeEntry(string At, string Dated, string What, string Hit, long? Revision, string Text, DateTimeOffset Order, IReadOnlyList<FieldChange> Changes);

/// <summary>The story of a study in the order in which it happened: what records date themselves, and what Monitor saw change.</summary>
internal static class TimeLine
{
    /// <param name="members">Records of one report are one paper, which appears once and is seen first once.</param>
    /// <param name="told">Whether somebody was told of a revision: its entry stays, since who was told hangs on it.</param>
    public static IReadOnlyList<TimeEntry> Of(IEnumerable<StudyMember> members, Func<long, bool> told) =>
        [.. members.GroupBy(m => (m.Report, m.Role)).SelectMany(report => Entries([.. report.OrderBy(m => m.Place)], told))
            .OrderBy(e => e.Order).ThenBy(e => e.Hit, StringComparer.Ordinal).ThenBy(e => e.Revision ?? 0)];

    private static IEnumerable<TimeEntry> Entries(IReadOnlyList<StudyMember> records, Func<long, bool> told)
    {
        var sights = records.SelectMany(m => m.History.Where(r => r is { News: true, Type: RevisionType.New }).Select(r => (Member: m, r.Seq))).OrderBy(s => s.Seq).ToList();
        foreach (var (date, meaning, what, text) in Own(records[0]))
        {
            if (date is { } day) yield return new TimeEntry(day.ToString(), meaning, what, records[0].Hit.Id, null, text, Noon(day), []);
        }

        foreach (var (member, revision) in records.SelectMany(m => m.History.Where(r => r.News).Select(r => (m, r))))
        {
            var first = revision.Type == RevisionType.New;
            if (first && revision.Seq != sights[0].Seq && !told(revision.Seq)) continue;
            var (hit, others) = (member.Hit, sights.Where(s => first && s.Seq > revision.Seq).Select(s => s.Member.Hit.Source).Distinct(StringComparer.Ordinal).ToList());
            var text = !first ? $"{Name(member)}: {Words(revision.Type)}"
                : records.Count == 1 ? $"{Name(member)} first seen by Monitor"
                : $"{Name(records[0])} first seen by Monitor, in {hit.Source}{(others.Count == 0 ? "" : $"; later in {string.Join(", ", others)}")}";
            yield return new TimeEntry(revision.At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture), TimeMeaning.Seen, What(revision.Type), hit.Id, revision.Seq, text, revision.At, revision.Changes);
        }
    }

    private static IEnumerable<(PartialDate? Date, string Meaning, string What, string Text)> Own(StudyMember member) => member.Hit switch
    {
        Trial t =>
        [
            (t.Published, TimeMeaning.Posted, "registered", $"Registered as {t.RegistryId}"),
            (t.Start, TimeMeaning.Dated, "start", $"Start of the study, as {t.RegistryId} says"),
            (t.Completion, TimeMeaning.Dated, "completion", $"{(t.Status == "completed" ? "Completion" : "Completion expected")}, as {t.RegistryId} says"),
            (t.ResultsPosted, TimeMeaning.Posted, "results-posted", $"Results posted in {t.RegistryId}"),
        ],
        Article a => [(a.Published ?? a.Entered, a.Published is null ? TimeMeaning.Posted : TimeMeaning.Dated, member.Role, a.Title)],
        _ => [],
    };

    /// <summary>What the member is called in a line.</summary>
    private static string Name(StudyMember member) => $"{Kind(member)} {(member.Hit is Article { Pmid: { } pmid } ? $"PMID {pmid}" : member.Hit.ExternalId)}";

    private static string Kind(StudyMember member) => (member.Role, member.Hit) switch
    {
        (_, Trial) => "Registration",
        (StudyRole.Preprint, _) => "Preprint",
        (StudyRole.Results, _) => "Article with results",
        (StudyRole.Correction, _) => "Correction",
        (StudyRole.Retraction, _) => "Retraction notice",
        (StudyRole.Comment, _) => "Comment",
        _ => "Article",
    };

    private static string What(RevisionType type) => System.Text.Json.JsonSerializer.Serialize(type).Trim('"');

    private static string Words(RevisionType type) => type switch
    {
        RevisionType.StatusChanged => "status changed",
        RevisionType.ResultsPosted => "results posted",
        RevisionType.ExpressionOfConcern => "expression of concern",
        RevisionType.Deleted => "withdrawn by the source",
        _ => What(type).Replace('-', ' '),
    };

    // A day has no hour; at noon it stands among what happened that day. A month or year stands at its first day.
    private static DateTimeOffset Noon(PartialDate date) => new(date.First, new TimeOnly(12, 0), TimeSpan.Zero);
}
