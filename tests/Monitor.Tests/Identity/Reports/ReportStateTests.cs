using Monitor.Documents;
using Monitor.Identity;
using Monitor.Identity.Reports;
using Monitor.Tests.Infrastructure;
using Shouldly;
using Xunit;
using static Monitor.Tests.Infrastructure.ReportDesk;

namespace Monitor.Tests.Identity.Reports;

/// <summary>What a report is now, from all its records.</summary>
public sealed class ReportStateTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);
    private static readonly Correction Notice = new() { Type = "RetractionIn", Pmid = "99999998", Source = "J Imag Dermatol. 2026;15:1." };
    private static readonly Article Paper = PubMed();

    [Fact]
    public void A_sound_paper_is_nothing_that_a_reader_must_know() => Of(PubMed(), EuropePmc(), Crossref()).Marks.ShouldBeEmpty();

    [Theory]
    [InlineData("pubmed")]
    [InlineData("europepmc")]
    [InlineData("crossref")]
    public void One_record_that_says_so_is_enough_whichever_it_is(string source)
    {
        var state = ReportState.Of([.. new[] { EuropePmc(), PubMed(), Crossref() }.Select(r => new RecordNow(r.Source == source
            ? r with { Corrections = [Notice] } : r, []))]);
        state.Marks.ShouldHaveSingleItem().Word.ShouldBe("RETRACTED");
        state.Lines.Single().ShouldBe($"RETRACTED according to {SourceNames.Of(source)}: J Imag Dermatol. 2026;15:1, PMID 99999998");
    }

    [Theory]
    [InlineData("RETRACTED: {0}")]
    [InlineData("[Retracted] {0}")]
    [InlineData("{0} (Retracted)")]
    [InlineData("WITHDRAWN: {0}")]
    [InlineData("Retraction: {0}")]
    [InlineData("RETRACTION: {0}")]
    [InlineData("{0} [Retraction]")]
    public void A_title_alone_that_becomes_so_is_told_as_a_retraction_and_taken_back_as_a_reinstatement(string form)
    {
        var marked = Paper with { Title = string.Format(System.Globalization.CultureInfo.InvariantCulture, form, Paper.Title) };
        var (hit, revisions) = Revise.Again(Paper, marked, Now);
        revisions.ShouldHaveSingleItem().Type.ShouldBe(RevisionType.Retracted);
        Of((Article)hit).IsRetracted.ShouldBeTrue();
        Of(EuropePmc(), (Article)hit).IsRetracted.ShouldBeTrue();
        Revise.Again(hit, marked with { MeshTerms = ["Alopecia"] }, Now).Revisions.ShouldHaveSingleItem().News.ShouldBeFalse();
        var (back, again) = Revise.Again(hit, Paper, Now);
        again.ShouldHaveSingleItem().Type.ShouldBe(RevisionType.Reinstated);
        Of((Article)back).IsRetracted.ShouldBeFalse();
    }

    [Theory]
    [InlineData("Expression of Concern: {0}", RevisionType.ExpressionOfConcern)]
    [InlineData("{0} [Expression of Concern]", RevisionType.ExpressionOfConcern)]
    [InlineData("CORRECTED: {0}", RevisionType.Corrected)]
    public void Other_words_before_a_title_are_told_as_what_they_are(string form, RevisionType type)
    {
        var (hit, revisions) =
            Revise.Again(Paper, Paper with { Title = string.Format(System.Globalization.CultureInfo.InvariantCulture, form, Paper.Title) }, Now);
        revisions.ShouldHaveSingleItem().Type.ShouldBe(type);
        Of((Article)hit).Marks.ShouldHaveSingleItem();
    }

    [Fact]
    public void Another_title_is_another_title() =>
        Revise.Again(Paper, Paper with { Title = "Retraction forces in skin flaps of pigs" },
            Now).Revisions.ShouldHaveSingleItem().Type.ShouldBe(RevisionType.Updated);

    [Fact]
    public void A_record_titled_as_a_notice_marks_the_paper_whose_title_its_report_bears()
    {
        Of(Crossref() with { Title = "Retraction: " + Paper.Title }, PubMed()).Marks.ShouldHaveSingleItem().Kind.ShouldBe(StateKind.Retracted);
        Of(Crossref() with { Title = "Retraction: " + Paper.Title }).Marks.ShouldHaveSingleItem().Kind.ShouldBe(StateKind.RetractionNotice);
    }

    [Fact]
    public void A_notice_is_a_notice_and_names_its_paper()
    {
        var notice = PubMed("5") with { Title = $"Retraction notice to \"{Paper.Title}\"", PublicationTypes = ["Retraction of Publication"], Corrections = [new Correction { Type = "RetractionOf", Pmid = Paper.Pmid }] };
        ReportState.Of([new RecordNow(notice, [])], null, Paper).Lines.ShouldBe([$"RETRACTION NOTICE of \"{Paper.Title}\""]);
        Of(notice).Lines.ShouldBe([$"RETRACTION NOTICE of \"{Paper.Title}\", which is not among the hits"]);
        Of(notice with { Title = "Notice" }).Lines.ShouldBe(["RETRACTION NOTICE of \"PMID 99999991\", which is not among the hits"]);
    }

    [Fact]
    public void A_paper_is_retracted_by_a_stored_notice_alone()
    {
        var notice = PubMed("5") with { Title = "Notice", Journal = "J Imag", PublicationTypes = ["Retraction of Publication"] };
        var state = ReportState.Of([new RecordNow(Paper, [])], [new NoticeAbout(new RecordNow(notice, []), NoticeKind.Retraction)]);
        state.IsRetracted.ShouldBeTrue();
        state.Lines.Single().ShouldBe("RETRACTED according to a notice in PubMed: \"Notice\", J Imag, 2026-11-20, PMID 5");
    }

    [Fact]
    public void A_reinstatement_outweighs_what_was_said_before_it_and_not_what_is_said_after()
    {
        var (stale, since) = (EuropePmc() with { Corrections = [Notice] }, At(2, RevisionType.Retracted, "e"));
        var reinstated = new RecordNow(Paper, [At(1, RevisionType.New, "p"), At(3, RevisionType.Retracted, "p"), At(5, RevisionType.Reinstated, "p")]);
        var state = ReportState.Of([reinstated, new RecordNow(stale, [since])]);
        state.IsRetracted.ShouldBeFalse();
        state.Lines.ShouldBe(["REINSTATED according to PubMed; Europe PMC still shows it as retracted"]);
        ReportState.Of([reinstated, new RecordNow(stale, [since, At(6, RevisionType.Retracted, "e")])]).Marks.ShouldHaveSingleItem().Word.ShouldBe("RETRACTED");
    }

    [Fact]
    public void What_was_withdrawn_and_is_shown_again_is_not_withdrawn()
    {
        var letter = Any.Notice() with { Status = "close-out letter 2026-11-20" };
        Revision Back(long seq) =>
            At(seq, RevisionType.Updated, letter.Id) with { Changes = [new FieldChange("listed", "withdrawn by the source", "listed again")] };
        Words(letter with { Status = null }, At(1, RevisionType.New, letter.Id), At(2, RevisionType.Deleted, letter.Id)).ShouldBe(["WITHDRAWN BY THE SOURCE"]);
        Words(letter with { Status = null }, At(2, RevisionType.Deleted, letter.Id), Back(3)).ShouldBeEmpty();
        Words(letter, At(2, RevisionType.Deleted, letter.Id), Back(3)).ShouldBe(["CLOSED OUT"]);
        Words(letter with { Status = "response letter 2026-11-21" }, At(2, RevisionType.StatusChanged, letter.Id)).ShouldBeEmpty();
    }

    [Fact]
    public void A_paper_is_withdrawn_when_no_source_shows_it()
    {
        RecordNow Gone(Article a) => new(a, [At(4, RevisionType.Deleted, a.Id)]);
        ReportState.Of([Gone(PubMed()), new RecordNow(Crossref(), [])]).Marks.ShouldBeEmpty();
        ReportState.Of([Gone(PubMed()), Gone(Crossref())]).Marks.ShouldHaveSingleItem().Text.ShouldBe("WITHDRAWN BY THE SOURCE (PubMed, Crossref)");
    }

    [Fact]
    public void A_preprint_is_one_until_a_paper_came_of_it()
    {
        var state = Of(Preprint(2), Preprint(1));
        (state.Version, state.Marks.Single().Text).ShouldBe((2, "PREPRINT, version 2"));
        Of(PubMed(), Preprint(2)).Is(StateKind.Preprint).ShouldBeFalse();
    }

    private static ReportState Of(params Article[] records) => ReportState.Of([.. records.Select(r => new RecordNow(r, []))]);

    private static IEnumerable<string> Words(Hit hit, params Revision[] history) => ReportState.Of([new RecordNow(hit, history)]).Marks.Select(m => m.Word);

    private static Revision At(long seq, RevisionType type, string hit) => new() { Seq = seq, HitId = hit, Type = type, At = Now };
}
