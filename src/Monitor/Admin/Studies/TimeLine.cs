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
    public static IReadOnlyList<TimeEntry> Of(IEnumerable<StudyMember> members) =>
        [.. members.SelectMany(Entries).OrderBy(e => e.Order).ThenBy(e => e.Hit, StringComparer.Ordinal).ThenBy(e => e.Revision ?? 0)];

    private static IEnumerable<TimeEntry> Entries(StudyMember member)
    {
        var hit = member.Hit;
        foreach (var (date, meaning, what, text) in Own(member))
        {
            if (date is { } day) yield return new TimeEntry(day.ToString(), meaning, what, hit.Id, null, text, Noon(day), []);
        }

        foreach (var revision in member.History.Where(r => r.News))
        {
            var text = revision.Type == RevisionType.New ? $"{Name(member)} first seen by Monitor" : $"{Name(member)}: {Words(revision.Type)}";
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
