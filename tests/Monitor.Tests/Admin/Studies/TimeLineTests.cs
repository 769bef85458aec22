using Monitor.Admin.Studies;
using Monitor.Documents;
using Monitor.Identity.Studies;
using Monitor.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Admin.Studies;

// All records here are made up.
public sealed class TimeLineTests
{
    private static readonly DateTimeOffset First = new(2026, 3, 1, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_paper_that_three_databases_have_appears_once_and_is_seen_first_once()
    {
        var line = TimeLine.Of([Record("crossref", 1, 2), Record("pubmed", 2, 0), Record("europepmc", 3, 1)], seq => seq == 1);
        line.Select(e => (e.What, e.Hit, e.Revision, e.Text)).ShouldBe(
        [
            ("article", "pubmed:1", null, "Vesicles and hair"),
            ("new", "crossref:1", 1L, "Article PMID 1 first seen by Monitor, in crossref; later in pubmed, europepmc"),
        ]);
    }

    [Fact]
    public void Who_was_told_of_a_later_record_is_told()
    {
        var line = TimeLine.Of([Record("crossref", 1, 1), Record("pubmed", 2, 0)], seq => seq == 2);
        line.Where(e => e.What == "new").Select(e => e.Revision).ShouldBe([1L, 2L]);
    }

    [Fact]
    public void A_number_that_three_databases_repeat_is_one_claim()
    {
        var trial = Any.Trial("NCT99000011") with { Enrollment = 60, Status = "completed" };
        var found = Contradictions.Of([new StudyMember(trial, StudyRole.Registration, []), Counted("crossref", 1, 2), Counted("pubmed", 2, 0), Counted("europepmc", 3, 1)]).ShouldHaveSingleItem();
        found.Claims.Select(c => $"{c.Value} {c.Hit}").ShouldBe(["60 clinicaltrials.gov:NCT99000011", "38 pubmed:1"]);
    }

    private static StudyMember Counted(string source, long seq, int place)
    {
        var member = Record(source, seq, place);
        var article = (Article)member.Hit with { Abstract = "We randomised 38 women.", PublicationTypes = ["Randomized Controlled Trial"] };
        return member with { Hit = Monitor.Evidence.FactReader.Tagged(article) };
    }

    private static StudyMember Record(string source, long seq, int place)
    {
        var article = Any.Article() with { Id = $"{source}:1", Source = source, ExternalId = "1", Pmid = "1", Title = "Vesicles and hair", Published = new PartialDate(2026, 2, 1) };
        return new StudyMember(article, StudyRole.Article, [new Revision { Seq = seq, HitId = article.Id, Type = RevisionType.New, At = First.AddHours(seq) }]) { Report = "crossref:1", Place = place };
    }
}
