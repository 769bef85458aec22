using System.Globalization;
using Monitor.Simulator.Fda;
using Monitor.Simulator.Records;

namespace Monitor.Simulator.Generation;

/// <summary>The notices of stories that several sources tell.</summary>
internal sealed record EventStories(IReadOnlyList<Record<NoticeContent>> Notices, IReadOnlyList<Record<RecallContent>> Recalls, IReadOnlyList<Record<LetterContent>> Letters);

/// <summary>
/// Writes regulatory events that several sources tell of: a recall that is announced, told by MedWatch, recorded as two products,
/// classified and terminated, beside another recall of the same firm; a warning letter that is announced, taken away, posted again
/// and closed out. Numbers are of a range of their own.
/// </summary>
internal sealed class EventStoryPlanner
{
    private const string Recall = "story-recall", OtherRecall = "story-other-recall", Letter = "story-letter";
    private const string Maker = "Nimbus Vesicle Works, LLC", Institute = "Harrow Cell Institute, Inc.";
    private const string Presses = "/news-events/press-announcements/", MedWatch = "/safety/medical-product-safety-information/";
    private static readonly string[] Watches = [DemoWatches.ExosomeSafety];

    private readonly Rng _rng;
    private readonly Span _span;
    private readonly List<Record<NoticeContent>> _notices = [];
    private readonly List<Record<RecallContent>> _recalls = [];
    private readonly List<Record<LetterContent>> _letters = [];

    private EventStoryPlanner(int seed, Span span) => (_rng, _span) = (Rng.For(seed, "event-stories"), span);

    /// <summary>As much of the stories as the days of the world hold.</summary>
    public static EventStories Write(int seed, Span span)
    {
        var planner = new EventStoryPlanner(seed, span);
        planner.WriteRecall();
        planner.WriteLetter();
        return new EventStories(planner._notices, planner._recalls, planner._letters);
    }

    private void WriteRecall()
    {
        var announced = _rng.Instant(_span.Start.AddDays(1), _span.Start.AddDays(2));
        const string page = Presses + "nimbus-vesicle-works-llc-issues-voluntary-nationwide-recall-aurelux-exosome-solution";
        Notice(Recall, announced, page, "press-releases", "Nimbus Vesicle Works, LLC Issues Voluntary Nationwide Recall of Aurelux Exosome Solution Due to Lack of Sterility Assurance",
            "Nimbus Vesicle Works, LLC recalls two lots of Aurelux to the consumer level.", ["Aurelux exosome solution of the lots NVW-7701 and NVW-7702 is recalled.", "Clinics should stop using the vials."], []);
        Notice(Recall, announced.AddDays(2), MedWatch + "aurelux-exosome-solution-nimbus-vesicle-works-recall-lack-sterility-assurance", "medwatch", "Aurelux Exosome Solution by Nimbus Vesicle Works: Recall - Lack of Sterility Assurance",
            "Infections may follow the injection of a product that is not sterile.", ["The recall concerns the lots NVW-7701 and NVW-7702.", "Report infections."], [page]);

        var begun = Eastern.Day(announced).AddDays(-2);
        Products(Recall, "9800001", RecallPlanner.Batch(announced.AddDays(4)), begun, "Lack of Assurance of Sterility",
            [("Aurelux exosome solution, 5 mL vial, Rx only", "Lot NVW-7701, exp. 05/2027"), ("Aurelux exosome solution with applicator, 2 mL vial, Rx only", "Lot NVW-7702, exp. 06/2027")], lives: true);
        // One firm has several recalls: this is another.
        Products(OtherRecall, "9800002", RecallPlanner.Batch(announced.AddDays(11)), begun.AddDays(6), "Labeling: Label mix-up", [("Tildexo exosome capsules, 30 count", "Lot T-55, exp. 01/2028")], lives: false);
    }

    private void WriteLetter()
    {
        var posted = _rng.Instant(_span.Start.AddDays(3), _span.Start.AddDays(4));
        var (day, issued) = (Eastern.Day(posted), Eastern.Day(posted).AddDays(-9));
        const string number = "980001";
        var slug = $"harrow-cell-institute-inc-{number}-{issued.ToString("MMddyyyy", CultureInfo.InvariantCulture)}";
        var content = new LetterContent
        {
            Number = number, Slug = slug, Company = Institute, Office = "Center for Biologics Evaluation and Research (CBER)", Subject = "Unapproved New Drug/Unlicensed Biological Product", Issued = issued, Posted = day,
            Paragraphs = ["You sell Tildessence, an exosome product of umbilical cord, for hair loss.", "No biologics license application is in effect for Tildessence."],
        };
        var life = new List<Version<LetterContent>> { new(posted, WorldEventTypes.New, content) };
        void Then(double days, string type, Func<LetterContent, DateOnly, LetterContent> change)
        {
            var at = _rng.Instant(posted.AddDays(days), posted.AddDays(days).AddHours(20));
            if (at < _span.LastChange) life.Add(new(at, type, change(life[^1].Content, Eastern.Day(at))));
        }

        Then(5, WorldEventTypes.Deleted, (l, _) => l with { Listed = false });
        if (life.Count > 1) Then(10, WorldEventTypes.Updated, (l, on) => l with { Listed = true, Posted = on, Slug = slug + "-0" });
        if (life.Count > 2) Then(16, WorldEventTypes.StatusChanged, (l, on) => l with { CloseOut = on.AddDays(-2) });
        if (posted < _span.LastChange) _letters.Add(new Record<LetterContent>(number, Watches, life) { Event = Letter });
        Notice(Letter, posted.AddDays(1), Presses + "fda-warns-harrow-cell-institute-about-unapproved-exosome-product-tildessence", "press-releases", "FDA Warns Harrow Cell Institute About Unapproved Exosome Product Tildessence",
            "The agency posted a warning letter to the institute.", ["Tildessence is not approved.", "The institute has 15 working days to answer."], [LetterHtml.Folder + slug]);
    }

    private void Notice(string story, DateTimeOffset published, string path, string feed, string title, string description, IReadOnlyList<string> paragraphs, IReadOnlyList<string> links)
    {
        if (published >= _span.LastChange) return;
        var content = new NoticeContent { Path = path, Feeds = [feed], Title = title, Description = description, Paragraphs = paragraphs, Links = links, Related = ["How to report a side effect"], Published = published };
        _notices.Add(new Record<NoticeContent>(path, Watches, [new(published, WorldEventTypes.New, content)]) { Event = story });
    }

    private void Products(string story, string number, DateTimeOffset shown, DateOnly begun, string reason, IReadOnlyList<(string Product, string Codes)> products, bool lives)
    {
        foreach (var (product, codes) in products)
        {
            var id = string.Create(CultureInfo.InvariantCulture, $"D-{7001 + _recalls.Count}-{shown.Year}");
            var reported = DateOnly.FromDateTime(shown.UtcDateTime).AddDays(-1);
            var first = new RecallContent { Number = id, EventId = number, Endpoint = "drug", Firm = Maker, Product = product, Reason = reason, Codes = codes, Initiated = begun, Reported = reported };
            var life = new List<Version<RecallContent>> { new(shown, WorldEventTypes.New, first) };
            if (lives) Live(life);
            if (shown < _span.LastChange) _recalls.Add(new Record<RecallContent>(id, Watches, [.. life.Where(v => v.VisibleFrom < _span.LastChange)]) { Event = story });
        }
    }

    /// <summary>A class in the week after, the end a week later: a batch each.</summary>
    private static void Live(List<Version<RecallContent>> life)
    {
        var (shown, first) = (life[0].VisibleFrom, life[0].Content);
        var classified = first with { Classification = "Class I", Classified = DateOnly.FromDateTime(shown.UtcDateTime).AddDays(5) };
        life.Add(new(RecallPlanner.Batch(shown.AddDays(1)), WorldEventTypes.ClassAssigned, classified));
        life.Add(new(RecallPlanner.Batch(shown.AddDays(8)), WorldEventTypes.Terminated, classified with { Status = "Terminated", Terminated = DateOnly.FromDateTime(shown.UtcDateTime).AddDays(12) }));
    }
}
