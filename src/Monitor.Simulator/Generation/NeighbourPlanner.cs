using System.Globalization;
using Monitor.Simulator.Records;

namespace Monitor.Simulator.Generation;

/// <summary>
/// Writes one record of each neighbour of the delivered watches, spread over the simulated time: what a clause finds, and what only looks
/// like it. Numbers of a range of their own, a stream of its own: no other record of the world is another because of them.
/// </summary>
internal sealed class NeighbourPlanner(int seed, Span span)
{
    private const int FirstPmid = 99_850_000;
    private const string Presses = "/news-events/press-announcements/";

    private readonly Rng _rng = Rng.For(seed, "neighbours");

    public List<Record<ArticleContent>> Articles()
    {
        Recipe[] recipes = [.. _rng.Shuffled([.. NeighbourRecipes.OnTopic, .. NeighbourRecipes.OffTopic]), .. NeighbourRecipes.ByHeadings];
        // Those whose headings come later come early, no two at one instant.
        DateTimeOffset Entered(int i) => i < recipes.Length - 4 ? At(i * 100 / recipes.Length) : At(8 + ((i % 4) * 9)).AddSeconds(-1);
        return [.. recipes.Select((recipe, i) => Article(recipe, FirstPmid + (i * 3), Entered(i)))];
    }

    public List<Record<TrialContent>> Trials() => Shown(
    [
        Trial(1, "Oral Minoxidil Versus Finasteride in Androgenetic Alopecia: A Randomized Trial", "Androgenetic Alopecia",
            "Oral minoxidil", [DemoWatches.HairComparators]),
        Trial(2, "Finasteride in Benign Prostatic Hyperplasia: A Randomized Trial", "Prostatic Hyperplasia", "Finasteride", []),
    ]);

    public List<Record<NoticeContent>> Notices() =>
    [
        Notice("fda-sends-warning-letter-to-example-umbilical-cord-bank", 20, "FDA Sends Warning Letter to Example Umbilical Cord Bank",
            "The bank offers cells of the umbilical cord for many diseases.", [DemoWatches.RegenerativeNotices]),
        Notice("storing-cord-blood-what-parents-should-know", 40, "Storing Cord Blood: What Parents Should Know",
            "Blood of the umbilical cord is stored by public and by private banks.", []),
        Notice("warning-letter-to-example-tablet-works", 60, "Warning Letter to Example Tablet Works",
            "Tablets of the works are unapproved and were recalled.", []),
    ];

    public List<Record<RecallContent>> Recalls() => Shown(
    [
        Recall("D-7901", 25, "Example Eye Works", "Amniotic fluid eye drops, 10 mL dropper", [DemoWatches.RegenerativeNotices]),
        Recall("D-7902", 45, "Example Eye Works", "Eye drops of saline, 10 mL dropper", []),
    ]);

    public List<Record<LetterContent>> Letters()
    {
        var (posted, company) = (At(35), "Example Cord Cells, Inc.");
        var day = Eastern.Day(posted);
        var content = new LetterContent
        {
            Number = "985001", Slug = $"example-cord-cells-inc-985001-{day.AddDays(-9).ToString("MMddyyyy", CultureInfo.InvariantCulture)}", Company = company,
            Office = "Center for Biologics Evaluation and Research (CBER)", Subject = "Deviations/CGTP", Issued = day.AddDays(-9),
            Posted = day,
            Paragraphs = ["You process cord blood of unrelated donors.", "Your records do not show how donors were tested."],
        };
        return [new Record<LetterContent>("985001", [DemoWatches.RegenerativeNotices], [new(posted, WorldEventTypes.New, content)])];
    }

    /// <summary>A short world ends before the next refresh or batch.</summary>
    private List<Record<T>> Shown<T>(IEnumerable<Record<T>> records)
        where T : class => [.. records.Where(r => r.Versions[0].VisibleFrom <= span.LastChange)];

    private DateTimeOffset At(int percent)
    {
        var at = span.Start.AddHours(3) + ((span.LastChange - span.Start.AddHours(3)) * percent / 100);
        // Others appear on whole minutes, or in their first half.
        return at.AddTicks(-(at.Ticks % TimeSpan.TicksPerMinute)).AddSeconds(59.5);
    }

    private Record<ArticleContent> Article(Recipe recipe, int pmid, DateTimeOffset entered)
    {
        var title = Vocabulary.Fill(_rng.Pick(recipe.Titles), _rng);
        var draft = new ArticleDraft(recipe, entered, entered)
        {
            Pmid = pmid.ToString(CultureInfo.InvariantCulture),
            TitleXml = char.ToUpperInvariant(title[0]) + title[1..] + "."
        };
        var indexed = entered.AddMinutes(_rng.Between(5 * 1440, 9 * 1440));
        if (recipe.Mesh.Count > 0 && indexed < span.LastChange) draft.TryChange(indexed, WorldEventTypes.Cosmetic);
        return new ArticleBuilder(seed, draft, []).Record();
    }

    private Record<TrialContent> Trial(int number, string title, string condition, string intervention, IReadOnlyList<string> watches)
    {
        var posted = Refresh.AtOrAfter(At(number * 20));
        var day = Eastern.Day(posted);
        var content = new TrialContent
        {
            Nct = string.Create(CultureInfo.InvariantCulture, $"NCT9985{number:0000}"), BriefTitle = title,
            OfficialTitle = $"A Synthetic Study, Number {9985 + number}: {title}",
            Summary = $"This invented study compares treatments of {condition}.", Conditions = [condition], InterventionType = "DRUG",
            Intervention = intervention, Control = "Placebo",
            PrimaryOutcome = "Change at week 24", SecondaryOutcome = "Satisfaction of participants", Eligibility = "Adults.",
            Sponsor = "Example University Hospital", City = "Sampleburg",
            Country = "Germany", StudyType = "INTERVENTIONAL", Phase = "PHASE2", Status = "RECRUITING", Enrollment = 80,
            StartDate = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            FirstPosted = day, LastUpdatePosted = day,
        };
        return new Record<TrialContent>(content.Nct, watches, [new(posted, WorldEventTypes.New, content)]);
    }

    private Record<NoticeContent> Notice(string slug, int percent, string title, string description, IReadOnlyList<string> watches)
    {
        var content = new NoticeContent
        {
            Path = Presses + slug, Feeds = ["press-releases"], Title = title, Description = description,
            Paragraphs = ["The agency answers questions on working days."],
            Related = ["How to report a side effect"], Published = At(percent),
        };
        return new Record<NoticeContent>(content.Path, watches, [new(content.Published, WorldEventTypes.New, content)]);
    }

    private Record<RecallContent> Recall(string number, int percent, string firm, string product, IReadOnlyList<string> watches)
    {
        var shown = RecallPlanner.Batch(At(percent));
        var reported = DateOnly.FromDateTime(shown.UtcDateTime).AddDays(-1);
        var content = new RecallContent
        {
            Number = string.Create(CultureInfo.InvariantCulture, $"{number}-{shown.Year}"), EventId = $"98{number[2..]}",
            Endpoint = "drug", Firm = firm, Product = product,
            Reason = "Lack of Assurance of Sterility", Codes = "Lot E-1", Initiated = reported.AddDays(-20), Reported = reported,
        };
        return new Record<RecallContent>(content.Number, watches, [new(shown, WorldEventTypes.New, content)]);
    }
}
