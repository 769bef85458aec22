using System.Globalization;
using Monitor.Simulator.Records;

namespace Monitor.Simulator.Generation;

/// <summary>
/// Writes the history "two registries, one study": a registration that gives its number in another registry, a protocol that
/// states only that other number, a stop, and a report that states only the first. Numbers of its own, a stream of its own: no
/// other record of the world is another because of it.
/// </summary>
internal sealed class TwinPlanner(int seed, Span span)
{
    private const int Registered = 60, Analysed = 38;
    private readonly Rng _rng = Rng.For(seed, "twins");

    /// <summary>Which numbers the study has.</summary>
    public string Nct { get; } = "NCT" + (99_700_000 + (Rng.Hash(seed, "twin nct") % 1000)).ToString(CultureInfo.InvariantCulture);

    public string Isrctn { get; } = "ISRCTN" + (99_700_000 + (Rng.Hash(seed, "twin isrctn") % 1000)).ToString(CultureInfo.InvariantCulture);

    /// <summary>The registration; empty where the world is too short for it.</summary>
    public List<Record<TrialContent>> Trials()
    {
        var first = Refresh.AtOrAfter(At(8));
        if (first > span.LastChange) return [];
        var content = Registration(Eastern.Day(first));
        var versions = new List<Version<TrialContent>> { new(first, WorldEventTypes.New, content) };
        var stop = Refresh.AtOrAfter(At(55));
        if (stop <= span.LastChange && stop >= first.AddDays(4))
        {
            versions.Add(new(stop, WorldEventTypes.StatusChanged, content with { Status = "TERMINATED", WhyStopped = "Slow recruitment", LastUpdatePosted = Eastern.Day(stop) }));
        }

        return [new Record<TrialContent>(Nct, [DemoWatches.ExosomeHair], versions)];
    }

    /// <summary>The protocol and the report.</summary>
    public List<Record<ArticleContent>> Articles() =>
    [
        Article("99800001", At(25), "Exosome lotion for hair loss after childbirth: protocol of a randomised trial.", ["Journal Article"],
            $"This invented protocol describes a randomised trial of an exosome lotion in {Registered} women with hair loss.", [Isrctn]),
        Article("99800002", At(80), "Exosome lotion for hair loss after childbirth: a randomised trial that was stopped early.", ["Journal Article", "Randomized Controlled Trial"],
            $"In this invented trial {Analysed} women were randomised to an exosome lotion or vehicle. It was stopped early for slow recruitment. Trial registration: ClinicalTrials.gov {Nct}.", []),
    ];

    private DateTimeOffset At(int percent)
    {
        var at = span.Start + ((span.LastChange - span.Start) * percent / 100);
        return at.AddTicks(-(at.Ticks % TimeSpan.TicksPerMinute));
    }

    private TrialContent Registration(DateOnly day) => new()
    {
        Nct = Nct,
        SecondaryIds = [Isrctn],
        BriefTitle = "Exosome Lotion for Hair Loss After Childbirth",
        OfficialTitle = "A Synthetic Randomised Study of an Exosome Lotion in Hair Loss After Childbirth",
        Summary = "This invented study asks whether an exosome lotion helps women with hair loss after childbirth.",
        Conditions = ["Hair Loss"],
        InterventionType = "BIOLOGICAL",
        Intervention = "Exosome lotion",
        Control = "Vehicle",
        PrimaryOutcome = "Hair density at 24 weeks",
        SecondaryOutcome = "Satisfaction of participants",
        Eligibility = "Adults after childbirth.",
        Sponsor = "Example University Hospital",
        City = "Sampleburg",
        Country = "Germany",
        StudyType = "INTERVENTIONAL",
        Phase = "PHASE2",
        Status = "RECRUITING",
        Enrollment = Registered,
        StartDate = day.AddDays(-10).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        CompletionDate = day.AddMonths(12).ToString("yyyy-MM", CultureInfo.InvariantCulture),
        FirstPosted = day,
        LastUpdatePosted = day,
    };

    // On the day on which it is entered, so that the story reads in its order.
    private static JournalIssue Printed(DateOnly day) =>
        new("Journal of invented trials", "J Invent Trials", "9999-0051", "36", "1", null, day.Year, day.ToString("MMM", CultureInfo.InvariantCulture), day.Day, null, day);

    private Record<ArticleContent> Article(string pmid, DateTimeOffset entered, string title, IReadOnlyList<string> types, string text, IReadOnlyList<string> numbers)
    {
        var content = new ArticleContent
        {
            Pmid = pmid,
            TitleXml = title,
            Abstract = [new AbstractSection(null, null, text)],
            PublicationTypes = types,
            Registrations = numbers,
            Authors = Names.Authors(_rng),
            Issue = Printed(Eastern.Day(entered)),
            Doi = "10.5555/mon." + pmid,
            Entered = entered,
            Revised = entered,
        };
        return new Record<ArticleContent>(pmid, [DemoWatches.ExosomeHair], [new(entered, WorldEventTypes.New, content)]);
    }
}
