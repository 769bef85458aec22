using System.Globalization;
using Monitor.Documents;
using Monitor.Evidence;
using Monitor.Identity.Reports;

namespace Monitor.Delivery;

/// <summary>The subject and the first words of a digest: what happened, with numbers, before anything else. Pure.</summary>
internal static class DigestSubject
{
    /// <summary>Parts of a subject; a phone shows about forty characters of it.</summary>
    private const int MaxParts = 4;

    public static string Of(DigestInput input, TimeZoneInfo zone)
    {
        var day = TimeZoneInfo.ConvertTime(input.To, zone).ToString("ddd d MMM", CultureInfo.InvariantCulture);
        var titles = string.Join(", ", input.Watches.Select(w => w.Title));
        if (titles.Length > 60) titles = $"{input.Watches.Count} watches";
        var counts = Counts(input);
        var shown = counts.Count <= MaxParts ? counts : [.. counts.Take(MaxParts - 1), "more"];
        return $"{(shown.Count > 0 ? string.Join(", ", shown) : Quiet(input))} | {titles} | {day}";
    }

    /// <summary>What a reader who reads one line must know.</summary>
    public static string Lead(DigestInput input)
    {
        if (input.Due.Count > 0) return string.Join(' ', Sentences(input));
        if (input.Changes.Count > 0) return "A query has changed; what it gained and lost among the stored hits is below and was not sent item by item.";
        if (input.Started.Count > 0) return "The watches below have started; what exists already is stored and was not sent item by item.";
        return HasAlarms(input)
            ? "We found nothing new, but what stands first below says that this may be wrong."
            : "We looked and found nothing new; below is where and how much.";
    }

    private static string Quiet(DigestInput input) =>
        input.Changes.Count > 0 ? "Query changed"
        : input.Started.Count > 0 ? "Now watching"
        : HasAlarms(input) ? "Nothing new found, with alarms" : "Nothing new";

    private static bool HasAlarms(DigestInput input) => new DigestLooked(input, TimeZoneInfo.Utc).Alarms().Count > 0;

    private static IEnumerable<string> Sentences(DigestInput input)
    {
        var sent = DigestEvents.Grouped(input.Due.Where(d => d.Revision.EndsTrust && d.SentBefore is not null)).Select(g => g[0]).ToList();
        if (sent.Count > 0)
        {
            var fate = sent.Select(d => d.Revision.Type).Distinct().ToList() switch
            {
                [RevisionType.Retracted] => "retracted",
                [RevisionType.ExpressionOfConcern] => "under an expression of concern",
                [RevisionType.Deleted] => "withdrawn by its source",
                _ => "retracted, doubted or withdrawn",
            };
            yield return sent.Count == 1 ? $"One report you were sent is {fate}." : $"{sent.Count} reports you were sent are {fate}.";
        }

        yield return $"{string.Join(", ", Counts(input))} since {input.From.ToString("d MMM", CultureInfo.InvariantCulture)}.";
        if (Regulators(input) is { } said) yield return said;
    }

    /// <summary>Silence of the regulators is news of its own, where they were asked and answered.</summary>
    private static string? Regulators(DigestInput input)
    {
        var theirs = input.NoticeSources.Where(s => input.Watches.Any(w => w.Uses(s))).ToHashSet(StringComparer.Ordinal);
        if (theirs.Count == 0 || input.Alerted.Count > 0 || input.Due.Any(d => d.Hit is Notice)) return null;
        var polls = input.Polls.Where(p => theirs.Contains(p.Source)).ToList();
        if (polls.Count == 0) return null;
        var silent = theirs.Where(t => input.Sources.Any(s => s.Source == t && s.FailingSince is not null) || polls.TrueForAll(p => p.Source != t)).Order(StringComparer.Ordinal).ToList();
        return silent.Count == 0 ? "FDA: nothing new." : $"FDA: nothing new where we could look ({string.Join(", ", silent)}: not).";
    }

    private static List<string> Counts(DigestInput input)
    {
        var parts = new List<string>();
        void Count(int n, string one, string many)
        {
            if (n > 0) parts.Add($"{n} {(n == 1 ? one : many)}");
        }

        var left = input.Due.ToList();
        var notices = DigestEvents.Grouped(left.Where(d => d.Hit is Notice)).Count;
        left.RemoveAll(d => d.Hit is Notice);
        int Take(Func<DueItem, bool> holds) => left.RemoveAll(d => holds(d));
        Count(Take(d => d.Revision.Type == RevisionType.Retracted || DigestSections.IsBornRetracted(d)), "retraction", "retractions");
        Count(notices, "FDA notice", "FDA notices");
        Count(Take(d => DigestSections.IsNotice(d) && d.State.Is(StateKind.RetractionNotice)), "retraction notice", "retraction notices");
        Count(Take(d => d.Revision.Type == RevisionType.ExpressionOfConcern || (d.Revision.Type == RevisionType.New && (d.State.Is(StateKind.Concern) || d.State.Is(StateKind.ConcernNotice)))), "expression of concern", "expressions of concern");
        Count(Take(d => d.Revision.Type == RevisionType.Deleted), "withdrawn record", "withdrawn records");
        var context = Take(d => DigestContext.Holds(input, d));
        Count(Take(d => !DigestSections.IsOlder(d, input.To) && DigestHarm.Holds(input, d)), "report of harm", "reports of harm");
        Count(Take(d => DigestSections.IsNewStudy(d) && StudyDesign.Of(d.Hit) == StudyDesign.Rct && IsIn(d, SpeciesGroup.People)), "RCT", "RCTs");
        Count(Take(d => DigestSections.IsNewStudy(d) && IsIn(d, SpeciesGroup.People)), "new paper in people", "new papers in people");
        Count(Take(DigestSections.IsStopped), "trial stopped", "trials stopped");
        Count(Take(d => d is { Hit: Trial, Revision.Type: RevisionType.New }), "new trial", "new trials");
        Count(Take(d => d.Hit is Trial), "trial changed", "trials changed");
        Count(Take(d => DigestSections.IsNewStudy(d) && IsIn(d, SpeciesGroup.Unknown)), "new paper", "new papers");
        Count(Take(d => DigestSections.IsNewStudy(d)), "paper in animals or cells", "papers in animals or cells");
        Count(Take(d => d.Revision.Changes.Any(c => c.Field == "published as")), "preprint published", "preprints published");
        Count(Take(d => d.Revision.Type == RevisionType.Updated && d.Revision.Changes.Any(c => c.Field == "version")), "new version", "new versions");
        Count(Take(d => d.Revision.Changes.Any(c => c.Field == "CommentIn") || (DigestSections.IsNotice(d) && d.State.Is(StateKind.Comment))),
            "comment", "comments");
        Count(left.Count, "correction", "corrections");
        Count(context, "in context", "in context");
        return parts;
    }

    private static bool IsIn(DueItem due, SpeciesGroup group) => SpeciesGroups.Of(due.Hit) == group;
}
