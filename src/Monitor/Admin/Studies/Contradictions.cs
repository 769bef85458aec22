using System.Globalization;
using Monitor.Documents;
using Monitor.Evidence;
using Monitor.Identity.Studies;

namespace Monitor.Admin.Studies;

/// <summary>Finds what the records of a study say differently. Pure; a record that is silent contradicts nobody.</summary>
internal static class Contradictions
{
    public static IReadOnlyList<Contradiction> Of(IReadOnlyList<StudyMember> members)
    {
        var trials = members.Where(m => m.Hit is Trial).ToList();
        // A protocol tells what is planned, a review or a letter counts others: only reports of results are held against the registration.
        var reports = members.Where(m => m.Hit is Article && m.Role is (StudyRole.Article or StudyRole.Results or StudyRole.Preprint) && IsReport(m.Hit))
            .GroupBy(m => m.Report, StringComparer.Ordinal).SelectMany(r => r.OrderBy(m => m.Place)).ToList();
        return [.. new[] { Enrollment(trials, reports), Status(trials), Published(trials, reports), Design(trials, reports), Dates(trials, "start", t => t.Start), Dates(trials, "completion", t => t.Completion) }
            .OfType<Contradiction>(), .. trials.SelectMany(OutcomeChanges.Of)];
    }

    private static bool IsReport(Hit hit) =>
        StudyDesign.Of(hit) is not (StudyDesign.Protocol or StudyDesign.Review or StudyDesign.SystematicReview or StudyDesign.Opinion or StudyDesign.Guideline or StudyDesign.Correction)
        && !hit.Title.Contains("protocol", StringComparison.OrdinalIgnoreCase);

    private static Contradiction? Enrollment(List<StudyMember> trials, List<StudyMember> reports)
    {
        var registered = trials.Where(t => ((Trial)t.Hit).Enrollment is not null).Select(t => t.Says("enrollment", Number(((Trial)t.Hit).Enrollment ?? 0))).ToList();
        var unreviewed = reports.TrueForAll(r => r.Role == StudyRole.Preprint);
        var stated = reports.Where(m => unreviewed || m.Role != StudyRole.Preprint).Select(m => (Member: m, Tag: Fact.Tag(m.Hit, Fact.Participants))).Where(x => x.Tag is not null)
            .DistinctBy(x => (x.Member.Report, x.Tag!.Value)) // non-null: filtered just before, here and below
            .Select(x => x.Member.Says(Fact.Participants, Plain(x.Tag!.Value), Words(x.Member.Hit, x.Tag))).ToList();
        if (registered.Select(c => c.Value).Concat(stated.Select(c => c.Value)).Distinct(StringComparer.Ordinal).Take(2).Count() < 2 || registered.Count == 0) return null;
        return new Contradiction("enrollment", registered.Select(c => c.Value).Distinct(StringComparer.Ordinal).Count() > 1 ? "registries-differ" : "registered-and-stated",
            "The number of participants is not the same everywhere.", [.. registered, .. stated]);
    }

    private static Contradiction? Status(List<StudyMember> trials)
    {
        var said = trials.Where(t => ((Trial)t.Hit).Status is { Length: > 0 } and not "unknown").Select(t => t.Says("status", ((Trial)t.Hit).Status!)).ToList(); // non-null: filtered just before
        return said.Select(c => c.Value).Distinct(StringComparer.Ordinal).Count() < 2 ? null : new Contradiction("status", "registries-differ", "The registries give different states of one study.", said);
    }

    /// <summary>An article with results while the registry still looks for participants.</summary>
    private static Contradiction? Published(List<StudyMember> trials, List<StudyMember> reports)
    {
        var open = trials.Where(t => ((Trial)t.Hit).Status is "recruiting" or "not yet recruiting" or "enrolling by invitation").Select(t => t.Says("status", ((Trial)t.Hit).Status!)).ToList(); // non-null: filtered just before
        var told = reports.Where(m => m.Role == StudyRole.Results || StudyDesign.Of(m.Hit) is StudyDesign.Rct or StudyDesign.Trial).DistinctBy(m => m.Report)
            .Select(m => new Claim(m.Hit.Published is { } day ? $"results published {day}" : "results published", m.Hit.Id, m.Hit.Source, m.Hit.FirstSeen)).ToList();
        return open.Count == 0 || told.Count == 0 ? null : new Contradiction("status", "published-while-recruiting", "Results are published while the registry says that participants are still sought.", [.. open, .. told]);
    }

    /// <summary>A late phase stands for a comparison by lot; a report of one arm, or of a series of cases, is none.</summary>
    private static Contradiction? Design(List<StudyMember> trials, List<StudyMember> reports)
    {
        var late = trials.Where(t => ((Trial)t.Hit).Phase.Any(p => p is "Phase 3" or "Phase 4")).Select(t => t.Says("phase", string.Join('/', ((Trial)t.Hit).Phase))).ToList();
        var weak = reports.Where(m => StudyDesign.Of(m.Hit) is StudyDesign.Trial or StudyDesign.CaseSeries or StudyDesign.CaseReport or StudyDesign.Cohort).DistinctBy(m => (m.Report, StudyDesign.Of(m.Hit)))
            .Select(m => m.Says(StudyDesign.TagName, StudyDesign.Of(m.Hit)!, Fact.Tag(m.Hit, StudyDesign.TagName) is { } tag ? Words(m.Hit, tag) : null)).ToList(); // non-null: filtered just before
        return late.Count == 0 || weak.Count == 0 || reports.Exists(m => StudyDesign.Of(m.Hit) == StudyDesign.Rct) ? null
            : new Contradiction("phase", "late-phase-without-lots", "The registration calls it a late phase, the report describes no randomised comparison.", [.. late, .. weak]);
    }

    /// <summary>Two dates differ when no day fits both.</summary>
    private static Contradiction? Dates(List<StudyMember> trials, string field, Func<Trial, PartialDate?> date)
    {
        var said = trials.Select(t => (Member: t, Date: date((Trial)t.Hit))).Where(x => x.Date is not null).Select(x => (x.Member, Date: x.Date!.Value)).ToList(); // non-null: filtered just before
        if (!said.Exists(a => said.Exists(b => a.Date.Last < b.Date.First))) return null;
        return new Contradiction(field, "registries-differ", $"The registries give different dates of {(field == "start" ? "the start" : "completion")}.", [.. said.Select(x => x.Member.Says(field, x.Date.ToString()))]);
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Plain(string value) => value.Replace(",", "", StringComparison.Ordinal);

    private static string? Words(Hit hit, Tag tag) =>
        (tag.Field, tag.At) switch
        {
            ("title", { } at) when at.Start + at.Length <= hit.Title.Length => hit.Title.Substring(at.Start, at.Length),
            ("abstract", { } at) when at.Start + at.Length <= (hit.Abstract?.Length ?? 0) => hit.Abstract!.Substring(at.Start, at.Length), // non-null: it is that long
            _ => null,
        };
}
