using Monitor.Documents;
using Monitor.Evidence;
using Monitor.Identity.Reports;

namespace Monitor.Delivery;

/// <summary>
/// What is due in the order in which a reader needs it: what ends trust and what regulators say, harm in people, people before
/// animals before cells, trials, changes, older finds. Pure.
/// </summary>
internal static class DigestSections
{
    public const string First = "FIRST";
    public const string People = "NEW IN PEOPLE";
    public const string Unknown = "NEW, SPECIES NOT STATED";
    public const string Lab = "NEW IN ANIMALS OR CELLS";
    public const string Notices = "ABOUT OTHER PAPERS";
    public const string Trials = "TRIALS";
    public const string Changed = "CHANGED";
    public const string Older = "OLDER, FOUND ONLY NOW";

    /// <summary>How strong a design is as evidence in people: the stronger first. What is not listed comes last.</summary>
    private static readonly string[] Designs =
    [
        StudyDesign.Rct, StudyDesign.Trial, StudyDesign.SystematicReview, StudyDesign.Guideline, StudyDesign.Cohort, StudyDesign.CaseControl,
        StudyDesign.CrossSectional, StudyDesign.CaseSeries, StudyDesign.CaseReport, StudyDesign.Protocol, StudyDesign.Review, StudyDesign.Opinion,
        StudyDesign.Correction,
    ];

    /// <summary>Sections that hold something, each item in one of them.</summary>
    public static List<(string Heading, List<DueItem> Items)> Of(DigestInput input)
    {
        var context = input.Due.Where(d => DigestContext.Holds(input, d)).ToHashSet(ReferenceEqualityComparer.Instance);
        bool IsNew(DueItem d, params SpeciesGroup[] groups) => IsNewStudy(d) && !IsOlder(d, input.To) && !context.Contains(d) && groups.Contains(SpeciesGroups.Of(d.Hit));
        var harm = input.Due.Where(d => !context.Contains(d) && !IsOlder(d, input.To) && DigestHarm.Holds(input, d))
            .ToHashSet(ReferenceEqualityComparer.Instance);
        var sections = new (string Heading, Func<DueItem, bool> Holds, Func<DueItem, int> Rank)[]
        {
            (First, IsFirst, d => EndsTrust(d) ? 0 : 1),
            (DigestHarm.Heading, harm.Contains, _ => 0),
            (People, d => IsNew(d, SpeciesGroup.People), Strength),
            (Unknown, d => IsNew(d, SpeciesGroup.Unknown), Strength),
            (Lab, d => IsNew(d, SpeciesGroup.Animals, SpeciesGroup.Cells), d => (int)SpeciesGroups.Of(d.Hit)),
            (Notices, d => IsNotice(d) && !context.Contains(d), _ => 0),
            (Trials, d => d.Hit is Trial && !context.Contains(d), Urgency),
            (Changed, d => d.Revision.Type != RevisionType.New && !context.Contains(d), _ => 0),
            (DigestContext.Heading(input), context.Contains, _ => 0),
            (Older, _ => true, _ => 0),
        };
        var left = input.Due.ToList();
        var result = new List<(string, List<DueItem>)>();
        foreach (var (heading, holds, rank) in sections)
        {
            var parted = left.ToLookup(holds);
            if (!parted[true].Any()) continue;
            left = [.. parted[false]];
            result.Add((heading, [.. parted[true].OrderBy(rank)]));
        }

        return result;
    }

    /// <summary>Whether the items of a section take one line each.</summary>
    public static bool IsBrief(string heading) => heading == Lab;

    public static bool IsNewStudy(DueItem due) => due is { Hit: Article, Revision.Type: RevisionType.New, State.IsNotice: false };

    /// <summary>New to us and retracted already.</summary>
    public static bool IsBornRetracted(DueItem due) => IsNewStudy(due) && due.State.IsRetracted;

    /// <summary>A notice or comment about a paper that the reader does not have.</summary>
    public static bool IsNotice(DueItem due) => due is { Hit: Article, Revision.Type: RevisionType.New, State.IsNotice: true };

    private static bool TakesBack(DueItem due) => IsNotice(due) && (due.State.Is(StateKind.RetractionNotice) || due.State.Is(StateKind.ConcernNotice));

    /// <summary>A registered study that will not be finished as planned.</summary>
    public static bool IsStopped(DueItem due) =>
        due is { Hit: Trial { Status: "terminated" or "withdrawn" or "suspended" }, Revision.Type: RevisionType.StatusChanged };

    private static bool IsFirst(DueItem due) => EndsTrust(due) || due.Hit is Notice;

    private static bool EndsTrust(DueItem due) => due.Revision.EndsTrust || TakesBack(due) || (IsNewStudy(due) && due.State.EndsTrust);

    /// <summary>Printed more than a year before it was found.</summary>
    public static bool IsOlder(DueItem due, DateTimeOffset now) =>
        due.Hit.Published is { } published && published.Last < DateOnly.FromDateTime(now.UtcDateTime).AddYears(-1);

    private static int Strength(DueItem due) => Array.IndexOf(Designs, StudyDesign.Of(due.Hit)) is var at and >= 0 ? at : Designs.Length;

    private static int Urgency(DueItem due) => due.Revision.Type switch
    {
        _ when IsStopped(due) => 0,
        RevisionType.ResultsPosted => 1,
        RevisionType.New => 3,
        _ => 2,
    };
}
