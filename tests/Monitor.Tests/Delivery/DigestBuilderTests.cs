using Monitor.Delivery;
using Monitor.Documents;
using Monitor.Store.Sql;
using Monitor.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Delivery;

public sealed class DigestBuilderTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 5, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Retractions_and_notices_come_first_and_older_finds_last()
    {
        var old = Any.Article("4", "Old") with { Published = new PartialDate(2020) };
        var digest = DigestBuilder.Build(Input(
            Due(old), Due(Any.Article("1", "New")), Due(Any.Trial()), Due(Any.Article("2", "Fixed"), RevisionType.Corrected),
            Due(Any.Article("3", "Gone"), RevisionType.Retracted), Due(Any.Notice()),
            Due(Any.Article("5", "Born retracted") with { PublicationTypes = ["Retracted Publication"] })));
        digest.Sections.Select(s => $"{s.Heading}: {string.Join(", ", s.Items.Select(i => i.Title))}").ShouldBe(
        [
            "FIRST (3): Gone, Born retracted, Warning about exosomes", "NEW, SPECIES NOT STATED (1): New", "TRIALS (1): Exosomes for alopecia",
            "CHANGED (1): Fixed", "OLDER, FOUND ONLY NOW (1): Old",
        ]);
        digest.Subject.ShouldStartWith("2 retractions, 1 FDA notice, 1 new trial, more | Title of hair | Mon 23 Nov");
        digest.Sections[0].Items[0].Mark.ShouldBe("RETRACTED");
    }

    [Fact]
    public void A_week_without_news_is_proved_per_source()
    {
        var watch = Any.Watch() with { Expect = new Dictionary<string, IReadOnlyList<string>> { ["pubmed"] = ["1", "2"] } };
        Poll Of(PollOutcome outcome) => new() { Source = "pubmed", Watch = "hair", Query = "q", From = Now, To = Now, Outcome = outcome, Started = Now.AddHours(-2) };
        Gap Gap(int hour, DateTimeOffset? closed) => new("pubmed", "k", new TimeWindow(Now.AddDays(-1), Now.AddDays(-1).AddHours(hour)), "", Now.AddDays(-1)) { Kind = Monitor.Store.Sql.Gap.Unproven, Closed = closed };
        var quiet = Input() with
        {
            Watches = [watch],
            Polls = [Of(PollOutcome.Empty), Of(PollOutcome.Failed), Of(PollOutcome.Ok)],
            Proved = [new ProvedSearch("pubmed", "k", "hair", "q", Now.AddHours(-2)), new ProvedSearch("pubmed", "old", "hair", "as it was", Now.AddYears(-1))],
            Gaps = [Gap(1, Now), Gap(2, null), Gap(3, Now.AddDays(-9))],
            Expected = [new ExpectState("hair", "pubmed", Now.AddDays(-1), ["1", "2"], [], null, "q", Now)],
        };
        var digest = DigestBuilder.Build(quiet);
        digest.Subject.ShouldStartWith("Nothing new |");
        digest.Looked[^1].ShouldBe("pubmed: 3 searches (1 with records, 1 without, 1 failed); proved complete until Mon 23 Nov 03:00; gaps: 1 open, 1 repaired; known items: 2 of 2 found (Sun 22 Nov 05:00)");

        var alarm = new Alarm(1, new AlarmCause(AlarmKind.Schema, "pubmed", "k/doi", "hair", "q", "all 9 records lack the field doi", Now.AddHours(-5)), Now, Now, null, null, null);
        var doubtful = DigestBuilder.Build(quiet with { Alarms = [alarm, alarm with { Cause = alarm.Cause with { Watch = "other" } }] });
        doubtful.Subject.ShouldStartWith("Nothing new found, with alarms |");
        doubtful.Alarms.ShouldBe(["SCHEMA pubmed (hair): all 9 records lack the field doi (since Mon 23 Nov 00:00)"]);
    }

    [Fact]
    public void Whatever_is_due_is_shown_once_or_counted_in_the_rest()
    {
        var types = Enum.GetValues<RevisionType>();
        for (var seed = 0; seed < 400; seed++)
        {
            var random = new Random(seed);
            var due = Enumerable.Range(0, random.Next(0, 30)).Select(n => Due(random.Next(3) switch
            {
                0 => Any.Trial($"NCT{n:D8}", $"title {n}"),
                1 => Any.Notice($"{n}", $"title {n}"),
                _ => Any.Article($"{n}", $"title {n}") with { Published = new PartialDate(random.Next(2018, 2027)), Matches = [new Match { Watch = "hair", Context = random.Next(2) == 0 }] },
            }, types[random.Next(types.Length)])).ToArray();
            var max = random.Next(1, 14);
            var digest = DigestBuilder.Build(Input(due) with { MaxItems = max });
            var titles = digest.Sections.SelectMany(s => s.Items).Select(i => i.Title).ToList();
            titles.Count.ShouldBe(Math.Min(max, due.Length));
            titles.Distinct().Count().ShouldBe(titles.Count);
            (titles.Count + digest.Rest).ShouldBe(due.Length);
            var all = DigestBuilder.Build(Input(due) with { MaxItems = 100 });
            all.Sections.SelectMany(s => s.Items).Select(i => i.Title).Order().ShouldBe(due.Select(d => d.Hit.Title).Order());
        }
    }

    [Fact]
    public void What_is_found_as_context_has_its_own_section_behind_the_news()
    {
        var context = new Match { Watch = "hair", Context = true };
        DueItem InContext(Hit hit, RevisionType type = RevisionType.New) => Due(hit with { Matches = [context] }, type);
        var watch = Any.Watch() with { Kind = "safety", ContextQuery = "exosom* AND safety" };
        var input = Input(
            InContext(Any.Article("1", "About safety")), Due(Any.Article("2", "Harm")), InContext(Any.Trial(title: "Trial about safety")),
            InContext(Any.Article("3", "Gone"), RevisionType.Retracted), InContext(Any.Article("4", "Fixed"), RevisionType.Corrected),
            InContext(Any.Article("5", "Long ago") with { Published = new PartialDate(2020) })) with
        { Watches = [watch] };
        var digest = DigestBuilder.Build(input);
        digest.Sections.Select(s => $"{s.Heading}: {string.Join(", ", s.Items.Select(i => i.Title))}").ShouldBe(
            ["FIRST (1): Gone", "NEW, SPECIES NOT STATED (1): Harm", "SAFETY IN CONTEXT (4): About safety, Trial about safety, Fixed, Long ago"]);
        digest.Subject.ShouldStartWith("1 retraction, 1 new paper, 4 in context | ");
        // It is cut before the news is.
        var cut = DigestBuilder.Build(input with { MaxItems = 3 });
        cut.Sections.Select(s => s.Heading).ShouldBe(["FIRST (1)", "NEW, SPECIES NOT STATED (1)", "SAFETY IN CONTEXT (4)"]);
        cut.Rest.ShouldBe(3);
    }

    [Theory]
    [InlineData("hair", true, "IN CONTEXT (1)")]
    [InlineData("hair", false, "NEW, SPECIES NOT STATED (1)")] // one match proper is enough
    [InlineData("other", false, "IN CONTEXT (1)")] // that of a watch which the reader does not follow is not
    public void Context_is_what_is_context_in_all_watches_of_the_reader(string second, bool context, string heading)
    {
        var hit = Any.Article() with { Matches = [new Match { Watch = "hair", Context = true }, new Match { Watch = second, Context = context }] };
        DigestBuilder.Build(Input(Due(hit)) with { Watches = [Any.Watch() with { ContextQuery = "x" }] }).Sections.ShouldHaveSingleItem().Heading.ShouldBe(heading);
    }

    [Fact]
    public void The_looked_lines_reconcile_and_leave_out_other_watches()
    {
        var poll = new Poll { Source = "pubmed", Watch = "hair", Query = "q", From = Now, To = Now, Outcome = PollOutcome.Ok, New = 1, Known = 2, Duplicates = 3, Unmatched = 4, Quarantined = 5 };
        var digest = DigestBuilder.Build(Input() with { Polls = [poll, poll with { Watch = "other", New = 100 }] });
        digest.Looked[0].ShouldEndWith("15 records read = 1 new + 0 changed + 2 known + 3 duplicates + 4 not matching + 5 unreadable (kept)");
        digest.Looked[1].ShouldBe("pubmed 15 records in 1 search");
        digest.NotLooked.ShouldBeEmpty();
    }

    [Fact]
    public void What_could_not_be_looked_at_is_said()
    {
        var digest = DigestBuilder.Build(Input() with
        {
            Sources = [new SourceState { Source = "pubmed", FailingSince = Now.AddHours(-3), LastError = "503" }],
            Gaps = [new Gap("pubmed", "k", new TimeWindow(Now.AddDays(-2), Now.AddDays(-1)), "too late", Now)],
        });
        digest.NotLooked.Count.ShouldBe(2);
        digest.NotLooked[0].ShouldContain("silent since Mon 23 Nov 02:00: 503");
        digest.NotLooked[1].ShouldContain("too late");
    }

    [Fact]
    public void A_search_that_was_refused_is_said_although_the_source_answers_others()
    {
        var refused = new Poll { Source = "pubmed", Watch = "hair", Query = "q", From = Now, To = Now, Outcome = PollOutcome.Failed, Error = "unknown field" };
        var sources = (SourceState[])[new SourceState { Source = "pubmed" }];
        var missing = DigestBuilder.Build(Input() with { Polls = [refused], Sources = sources }).NotLooked;
        missing.ShouldHaveSingleItem().ShouldBe("pubmed (hair): unknown field");
        // Nothing is missing once the same search succeeded.
        DigestBuilder.Build(Input() with { Polls = [refused, refused with { Outcome = PollOutcome.Ok, Error = null }], Sources = sources }).NotLooked.ShouldBeEmpty();
        // A source that is down is said once.
        DigestBuilder.Build(Input() with { Polls = [refused], Sources = [sources[0] with { FailingSince = Now, LastError = "503" }] }).NotLooked.Count.ShouldBe(1);
    }

    [Fact]
    public void Lines_are_at_most_78_characters_but_for_links()
    {
        var words = string.Join(' ', Enumerable.Range(0, 60).Select(n => new string('w', 1 + (n * 7 % 30))));
        var digest = DigestBuilder.Build(Input(Due(Any.Article("1", words) with { Link = "https://example.org/" + new string('x', 100), Journal = words }, RevisionType.Corrected)));
        var lines = DigestText.Write(digest).Split('\n');
        lines.Where(l => !l.Contains("> http", StringComparison.Ordinal)).ShouldAllBe(l => l.Length <= 78);
        lines.ShouldContain(l => l.Contains("> https://example.org/", StringComparison.Ordinal));
        var text = string.Join(' ', DigestText.Write(digest).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        text.ShouldContain(words); // no word is lost at a break
    }

    private static DueItem Due(Hit hit, RevisionType type = RevisionType.New) => new(new Revision { HitId = hit.Id, Type = type, At = Now }, hit, "hair");

    private static DigestInput Input(params DueItem[] due) => new()
    {
        Recipient = Any.Recipient(), Watches = [Any.Watch()], Due = due, From = Now.AddDays(-1), To = Now, RestLink = "http://localhost/rest",
    };
}
