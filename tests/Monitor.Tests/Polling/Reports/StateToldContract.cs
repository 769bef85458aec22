using Monitor.Documents;
using Monitor.Tests.Infrastructure;
using Shouldly;
using Xunit;
using static Monitor.Tests.Infrastructure.ReportDesk;

namespace Monitor.Tests.Polling.Reports;

public sealed class SqliteStateToldTests() : StateToldContract("Sqlite");

public sealed class PostgreSqlStateToldTests() : StateToldContract("PostgreSql");

/// <summary>
/// What became of a paper is told once to each reader, and never not at all, whichever record or notice says it, in whatever order.
/// </summary>
public abstract class StateToldContract(string provider)
{
    private const string PaperIsNew = "ann pubmed:99999991 new";
    private const string NoticeDoi = "10.99999/imag.r";

    public static TheoryData<string> Effects => ["retraction", "concern", "correction"];

    public static TheoryData<string, bool> EffectsAndMails => new()
    {
        { "retraction", true }, { "retraction", false }, { "concern", true }, { "concern", false },
        { "correction", true }, { "correction", false },
    };

    [Theory]
    [MemberData(nameof(EffectsAndMails))]
    public async Task The_notice_before_the_papers_own_record(string effect, bool mailed)
    {
        await using var desk = await StartedAsync();
        await desk.TakeAsync(Notice(effect));
        if (mailed) await desk.SendAsync();
        await desk.TakeAsync(Said(effect));
        await ToldOnceAsync(desk, effect);
    }

    [Theory]
    [MemberData(nameof(EffectsAndMails))]
    public async Task The_notice_after_the_papers_own_record(string effect, bool mailed)
    {
        await using var desk = await StartedAsync();
        await desk.TakeAsync(Said(effect));
        if (mailed) await desk.SendAsync();
        await desk.TakeAsync(Notice(effect));
        await ToldOnceAsync(desk, effect);
    }

    [Theory]
    [MemberData(nameof(EffectsAndMails))]
    public async Task The_notice_in_one_poll_with_the_papers_own_record(string effect, bool noticeFirst)
    {
        await using var desk = await StartedAsync();
        await desk.TakeAsync(noticeFirst ? [Notice(effect), Said(effect)] : [Said(effect), Notice(effect)]);
        await ToldOnceAsync(desk, effect);
        await desk.TakeAsync(Said(effect) with { MeshTerms = ["Exosomes"] });
        await ToldOnceAsync(desk, effect);
    }

    [Theory]
    [MemberData(nameof(EffectsAndMails))]
    public async Task The_notice_twice(string effect, bool recognised)
    {
        await using var desk = await StartedAsync();
        await desk.TakeAsync(Notice(effect));
        await desk.SendAsync();
        var other = InCrossref(Notice(effect));
        if (!recognised) other = other with { Title = "Editorial note", Pages = "7", Authors = [new Author { Name = "Editors" }] };
        await desk.TakeAsync(other);
        await desk.SendAsync();
        await desk.TakeAsync(Said(effect));
        await ToldOnceAsync(desk, effect);
    }

    [Theory]
    [MemberData(nameof(EffectsAndMails))]
    public async Task The_paper_through_two_sources(string effect, bool noticeFirst)
    {
        await using var desk = await StartedAsync(Crossref());
        if (noticeFirst) await desk.TakeAsync(Notice(effect));
        await desk.TakeAsync(Crossref() with { Corrections = [In(effect) with { Pmid = null, Doi = NoticeDoi }] });
        await desk.SendAsync();
        if (!noticeFirst) await desk.TakeAsync(Notice(effect));
        await desk.TakeAsync(Said(effect) with { Corrections = [In(effect) with { Source = null }] });
        await desk.TakeAsync(InCrossref(Notice(effect)));
        await ToldOnceAsync(desk, effect);
    }

    [Theory]
    [MemberData(nameof(Effects))]
    public async Task To_who_has_the_paper_from_another_source_than_the_one_that_says_it(string effect)
    {
        await using var desk = await ReportDesk.NewAsync(provider);
        await desk.TakeAsync(Crossref());
        await desk.SendAsync();
        await desk.TakeAsync(quiet: false, null, PubMed());
        await desk.TakeAsync(quiet: false, null, Notice(effect));
        await desk.TakeAsync(quiet: false, null, Said(effect));
        await desk.TakeAsync(Crossref() with { Corrections = [In(effect) with { Pmid = null, Doi = NoticeDoi }] });
        (await desk.DueAsync()).Count(d => d != "ann crossref:10.99999/imag.1 new").ShouldBe(1, string.Join('\n', await desk.DueAsync()));
    }

    [Theory]
    [MemberData(nameof(EffectsAndMails))]
    public async Task By_alert_and_by_digest(string effect, bool noticeFirst)
    {
        await using var desk = await ReportDesk.NewAsync(provider);
        desk.Office.Watches[0] = Any.Watch() with { Kind = "safety" };
        desk.Office.Recipients[0] = desk.Office.Recipients[0] with { Alerts = true };
        desk.Office.Recipients.Add(Any.Recipient("bob", "hair") with { Schedule = "daily 06:00", Zone = "Europe/Berlin", Empty = "skip" });
        await desk.TakeAsync(PubMed());
        await AllAsync();
        await desk.TakeAsync(noticeFirst ? Notice(effect) : Said(effect));
        await AllAsync();
        await desk.TakeAsync(noticeFirst ? Said(effect) : Notice(effect));
        await AllAsync();
        foreach (var reader in (string[])["ann", "bob"])
        {
            var due = (await desk.DueAsync()).Where(d => d.StartsWith(reader, StringComparison.Ordinal)).ToList();
            due.Count(d => d != $"{reader} pubmed:99999991 new").ShouldBe(1, string.Join('\n', due));
            var mails = (await desk.Store.Messages.ListAsync(null, 0, 20, default)).Where(m => m.Recipient == reader);
            mails.Count(m => m.Text.Contains(Word(effect), StringComparison.Ordinal)).ShouldBe(1, reader);
        }

        async Task AllAsync()
        {
            await desk.Office.Service().RunDueAsync(default);
            await desk.SendAsync();
        }
    }

    [Theory]
    [MemberData(nameof(Effects))]
    public async Task A_paper_and_its_notice_that_are_new_on_one_day(string effect)
    {
        await using var desk = await ReportDesk.NewAsync(provider);
        await desk.TakeAsync(PubMed(), Notice(effect));
        (await desk.DueAsync()).ShouldBe([PaperIsNew]);
        await desk.SendAsync();
        (await desk.Store.Messages.ListAsync(null, 0, 10, default)).Single().Text.ShouldContain(Word(effect));
        await desk.TakeAsync(Said(effect));
        (await desk.DueAsync()).ShouldBe([PaperIsNew]);
    }

    [Theory]
    [MemberData(nameof(Effects))]
    public async Task A_notice_whose_paper_comes_later(string effect)
    {
        await using var desk = await ReportDesk.NewAsync(provider);
        await desk.TakeAsync(Notice(effect));
        await desk.SendAsync();
        await desk.TakeAsync(PubMed());
        await desk.SendAsync();
        await desk.TakeAsync(Said(effect));
        (await desk.DueAsync()).ShouldBe(["ann pubmed:99999998 new", PaperIsNew]);
        var last = (await desk.Store.Messages.ListAsync(null, 0, 10, default)).MaxBy(m => m.Created).ShouldNotBeNull();
        last.Text.ShouldContain(Word(effect), customMessage: "what it is stands with it");
    }

    [Theory]
    [MemberData(nameof(EffectsAndMails))]
    public async Task A_reader_who_never_was_sent_the_paper(string effect, bool noticeFirst)
    {
        await using var desk = await ReportDesk.NewAsync(provider);
        desk.Office.Watches.Add(Any.Watch() with { Name = "notices" });
        desk.Office.Recipients.Add(Any.Recipient("bob", "notices"));
        await desk.TakeAsync(quiet: true, "hair", PubMed());
        if (noticeFirst) await desk.TakeAsync(quiet: false, "notices", Notice(effect));
        await desk.TakeAsync(Said(effect));
        if (!noticeFirst) await desk.TakeAsync(quiet: false, "notices", Notice(effect));
        await desk.TakeAsync(InCrossref(Notice(effect)));
        var due = await desk.DueAsync();
        due.Count(d => d.StartsWith("ann", StringComparison.Ordinal)).ShouldBe(1, string.Join('\n', due));
        due.Where(d => d.StartsWith("bob", StringComparison.Ordinal)).ShouldBe(["bob pubmed:99999998 new"]);
    }

    [Fact]
    public async Task A_retraction_after_a_concern_is_told_and_neither_again()
    {
        await using var desk = await StartedAsync();
        await desk.TakeAsync(Notice("concern"));
        await desk.TakeAsync(PubMed() with { Corrections = [In("concern")] });
        await desk.SendAsync();
        var retraction = Notice("retraction") with
        {
            Id = "pubmed:99999997",
            ExternalId = "99999997",
            Pmid = "99999997",
            Doi = "10.99999/imag.q",
            Pages = "400",
        };
        await desk.TakeAsync(retraction);
        await desk.SendAsync();
        await desk.TakeAsync(PubMed() with { Corrections = [In("concern"), In("retraction") with { Pmid = "99999997" }] });
        (await desk.DueAsync()).ShouldBe([PaperIsNew, "ann pubmed:99999991 expression-of-concern", "ann pubmed:99999991 retracted"]);
    }

    [Fact]
    public async Task What_is_taken_back_and_comes_again_is_told_again()
    {
        await using var desk = await StartedAsync(Crossref());
        await desk.TakeAsync(Notice("retraction"));
        await desk.TakeAsync(Said("retraction"));
        await desk.TakeAsync(PubMed());
        await desk.SendAsync();
        await desk.TakeAsync(Said("retraction"));
        await desk.TakeAsync(Crossref() with { Corrections = [In("retraction")] });
        (await desk.DueAsync()).Select(d => d.Split(' ')[2]).ShouldBe(["new", "retracted", "reinstated", "retracted"]);
    }

    [Fact]
    public async Task Two_corrections_are_two_and_a_partial_retraction_is_one_of_them()
    {
        await using var desk = await StartedAsync();
        await desk.TakeAsync(Notice("correction"));
        var partial = new Correction { Type = "PartialRetractionIn", Pmid = "99999997", Source = "J Imag Dermatol. 2026;15:4." };
        await desk.TakeAsync(PubMed() with { Corrections = [In("correction"), partial] });
        await desk.SendAsync();
        await desk.TakeAsync(PubMed("99999997") with
        {
            Title = "Partial retraction",
            Doi = "10.99999/imag.q",
            Pages = "400",
            PublicationTypes = ["Retraction of Publication"],
            Corrections = [new Correction { Type = "PartialRetractionOf", Pmid = "99999991" }],
        });
        (await desk.DueAsync()).ShouldBe([PaperIsNew, "ann pubmed:99999998 new", "ann pubmed:99999991 corrected"]);
        await desk.SendAsync();
        var mails = await desk.Store.Messages.ListAsync(null, 0, 10, default);
        mails.Count.ShouldBe(2);
        mails.ShouldAllBe(m => !m.Subject.Contains("retraction", StringComparison.Ordinal), "the paper stands otherwise");
    }

    [Fact]
    public async Task A_mail_that_was_refused_for_good_told_no_state()
    {
        await using var desk = await StartedAsync();
        await desk.TakeAsync(Notice("retraction"));
        await desk.SendAsync();
        const string Refuse =
            "UPDATE message SET state = 'refused' WHERE id = (SELECT message_id FROM due WHERE seq = (SELECT max(seq) FROM due))";
        await desk.Store.Database.WriteAsync(tx => Dapper.SqlMapper.ExecuteAsync(tx.Connection!, Refuse, transaction: tx), default);
        await desk.TakeAsync(Said("retraction"));
        var again = InCrossref(Notice("retraction")) with { Title = "Editorial note", Authors = [new Author { Name = "Editors" }] };
        await desk.TakeAsync(again);
        var due = await desk.DueAsync();
        due.Count(d => d.EndsWith("pubmed:99999991 retracted", StringComparison.Ordinal)).ShouldBe(2, "once in vain, and once more");
    }

    [Fact]
    public async Task A_correction_that_tells_of_harm_is_told_though_its_paper_said_that_there_is_one()
    {
        await using var desk = await ReportDesk.NewAsync(provider);
        desk.Office.Watches[0] = Any.Watch() with { Kind = "safety" };
        await desk.TakeAsync(PubMed());
        await desk.TakeAsync(Said("correction"));
        await desk.SendAsync();
        const string Text = "Two women who had been injected with the product developed necrosis of the scalp; it was left out.";
        await desk.TakeAsync(Notice("correction") with { Abstract = Text });
        (await desk.DueAsync()).ShouldBe([PaperIsNew, "ann pubmed:99999991 corrected", "ann pubmed:99999998 new"]);
    }

    [Fact]
    public async Task Two_papers_that_are_parted_again_are_told_each_for_itself()
    {
        await using var desk = await StartedAsync(Crossref());
        await desk.TakeAsync(Said("retraction"));
        await desk.TakeAsync(Crossref() with { Corrections = [In("retraction")] });
        await desk.SendAsync();
        await desk.Decisions.SplitAsync("pubmed:99999991", "crossref:10.99999/imag.1", "ann", default);
        (await desk.DueAsync()).Order(StringComparer.Ordinal)
            .ShouldBe(["ann crossref:10.99999/imag.1 new", PaperIsNew, "ann pubmed:99999991 retracted"]);
        await desk.Decisions.MergeAsync("pubmed:99999991", "crossref:10.99999/imag.1", "ann", default);
        await desk.TakeAsync(InCrossref(Notice("retraction")));
        (await desk.DueAsync()).Count.ShouldBe(3);
    }

    private async Task<ReportDesk> StartedAsync(params Article[] further)
    {
        var desk = await ReportDesk.NewAsync(provider);
        await desk.TakeAsync(PubMed());
        foreach (var record in further) await desk.TakeAsync(record);
        await desk.SendAsync();
        return desk;
    }

    private static async Task ToldOnceAsync(ReportDesk desk, string effect)
    {
        (await desk.DueAsync()).Count(d => d != PaperIsNew).ShouldBe(1, string.Join('\n', await desk.DueAsync()));
        await desk.SendAsync();
        (await desk.Store.OneAsync<long>("SELECT count(*) FROM due WHERE message_id IS NULL")).ShouldBe(0L);
        var mails = await desk.Store.Messages.ListAsync(null, 0, 20, default);
        mails.Count(m => m.Text.Contains(Word(effect), StringComparison.Ordinal)).ShouldBe(1, "in one mail");
    }

    private static string Word(string effect) =>
        effect switch { "retraction" => "RETRACTED", "concern" => "EXPRESSION OF CONCERN", _ => "CORRECTED" };

    private static Correction In(string effect) => new()
    {
        Type = effect switch { "retraction" => "RetractionIn", "concern" => "ExpressionOfConcernIn", _ => "ErratumIn" },
        Pmid = "99999998",
        Source = $"J Imag Dermatol. 2026;15:1. doi: {NoticeDoi}",
    };

    private static Article Said(string effect) => PubMed() with { Corrections = [In(effect)] };

    private static Article Notice(string effect) => PubMed("99999998") with
    {
        Title = "On a paper about exosome vesicles",
        Doi = NoticeDoi,
        Pages = "300",
        Volume = "15",
        Abstract = null,
        PublicationTypes =
            [effect switch { "retraction" => "Retraction of Publication", "concern" => "Expression of Concern", _ => "Published Erratum" }],
        Corrections =
        [
            new Correction
            {
                Type = effect switch { "retraction" => "RetractionOf", "concern" => "ExpressionOfConcernFor", _ => "ErratumFor" },
                Pmid = "99999991",
            },
        ],
    };

    private static Article InCrossref(Article notice) => notice with
    {
        Id = $"crossref:{NoticeDoi}",
        Source = "crossref",
        ExternalId = NoticeDoi,
        Pmid = null,
        Corrections = [notice.Corrections[0] with { Pmid = null, Doi = "10.99999/imag.1" }],
    };
}
