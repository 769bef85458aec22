using Monitor.Admin.Studies;
using Monitor.Documents;
using Monitor.Evidence;
using Monitor.Identity.Studies;
using Monitor.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Admin.Studies;

// All records here are made up.
public sealed class ContradictionsTests
{
    private static readonly DateTimeOffset First = new(2026, 3, 1, 9, 0, 0, TimeSpan.Zero);
    private static readonly Trial Registered = Any.Trial("NCT99000011") with { Enrollment = 60, Status = "recruiting", Start = new PartialDate(2026, 3), FirstSeen = First };
    private static readonly Trial Twin = Any.Trial("ISRCTN99000011") with { Id = "isrctn:ISRCTN99000011", Source = "isrctn", FirstSeen = First };

    [Fact]
    public void The_number_registered_and_the_number_stated_stand_beside_each_other_with_the_words()
    {
        var article = Tagged(Any.Article(title: "T") with { Abstract = "We randomised 38 women.", PublicationTypes = ["Randomized Controlled Trial"] });
        var found = Of((Registered with { Status = "completed" }, StudyRole.Registration), (article, StudyRole.Article)).ShouldHaveSingleItem();
        (found.Field, found.Rule).ShouldBe(("enrollment", "registered-and-stated"));
        found.Claims.Select(c => (c.Value, c.Hit, c.Words)).ShouldBe([("60", "clinicaltrials.gov:NCT99000011", null), ("38", "pubmed:1", "38 women")]);
    }

    [Fact]
    public void What_is_the_same_or_not_stated_contradicts_nobody()
    {
        Of((Registered, StudyRole.Registration), (Twin with { Enrollment = 60, Status = "recruiting", Start = new PartialDate(2026, 3, 9) }, StudyRole.Registration)).ShouldBeEmpty();
        Of((Registered, StudyRole.Registration), (Twin with { Status = null }, StudyRole.Registration), (Any.Article(), StudyRole.Article)).ShouldBeEmpty();
        Of((Registered, StudyRole.Registration)).ShouldBeEmpty();
    }

    [Fact]
    public void A_protocol_that_plans_another_number_is_no_result_and_published_results_beside_recruiting_are_told()
    {
        var protocol = Tagged(Any.Article() with { Abstract = "This protocol describes 500 women.", PublicationTypes = ["Clinical Trial Protocol"] });
        Of((Registered, StudyRole.Registration), (protocol, StudyRole.Article)).ShouldBeEmpty();
        var results = Any.Article() with { Published = new PartialDate(2026, 5) };
        var found = Of((Registered, StudyRole.Registration), (results, StudyRole.Results)).ShouldHaveSingleItem();
        (found.Field, found.Rule).ShouldBe(("status", "published-while-recruiting"));
        found.Claims.Select(c => c.Value).ShouldBe(["recruiting", "results published 2026-05"]);
    }

    [Fact]
    public void Registries_that_differ_in_state_and_dates_are_told_with_the_day_on_which_each_said_so()
    {
        var changed = new Revision { HitId = Registered.Id, Type = RevisionType.StatusChanged, At = First.AddDays(9), Changes = [new FieldChange("status", "recruiting", "terminated")] };
        var found = Contradictions.Of(
        [
            new StudyMember(Registered with { Status = "terminated", Start = new PartialDate(2026, 3, 1) }, StudyRole.Registration, [changed]),
            new StudyMember(Twin with { Status = "completed", Start = new PartialDate(2026, 4) }, StudyRole.Registration, []),
        ]);
        found.Select(c => c.Field).ShouldBe(["status", "start"]);
        found[0].Claims.Select(c => (c.Value, c.Seen)).ShouldBe([("terminated", First.AddDays(9)), ("completed", First)]);
    }

    [Fact]
    public void A_late_phase_beside_a_report_of_one_arm_is_told_unless_a_randomised_report_is_there()
    {
        var late = Registered with { Phase = ["Phase 3"], Status = "completed", Enrollment = null };
        var arm = Any.Article() with { Tags = [new Tag { Name = "design", Value = "non-randomised-trial", Rule = "r" }] };
        Of((late, StudyRole.Registration), (arm, StudyRole.Article)).ShouldHaveSingleItem().Rule.ShouldBe("late-phase-without-lots");
        var lots = Any.Article("2") with { Tags = [new Tag { Name = "design", Value = "rct", Rule = "r" }] };
        Of((late, StudyRole.Registration), (arm, StudyRole.Article), (lots, StudyRole.Article)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(40, 1)]
    [InlineData(20, 0)]
    public void Outcomes_changed_after_the_start_are_told_and_before_it_are_not(int days, int count)
    {
        var change = new Revision { HitId = Registered.Id, Type = RevisionType.Updated, At = First.AddDays(days), Changes = [new FieldChange("outcomes", "Hair density", "Satisfaction")] };
        var found = Contradictions.Of([new StudyMember(Registered, StudyRole.Registration, [change])]);
        found.Count.ShouldBe(count);
        if (count > 0) found[0].Claims.Select(c => c.Value).ShouldBe(["Hair density", "Satisfaction"]);
    }

    private static Article Tagged(Article article) => (Article)FactReader.Tagged(article) with { FirstSeen = First };

    private static IReadOnlyList<Contradiction> Of(params (Hit Hit, string Role)[] members) => Contradictions.Of([.. members.Select(m => new StudyMember(m.Hit, m.Role, []))]);
}
