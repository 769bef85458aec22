using Monitor.Documents;
using Monitor.Identity;
using Monitor.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Identity;

public sealed class TrialChangesTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);
    private static readonly Trial Plain = Any.Trial() with { Enrollment = 60, LastUpdatePosted = new PartialDate(2026, 1, 1) };

    [Theory]
    [InlineData("recruiting", "not yet recruiting")]
    [InlineData("recruiting", "active, not recruiting")]
    [InlineData("active, not recruiting", "recruiting")]
    public void A_status_is_compared_as_a_whole(string old, string now)
    {
        var revision = News(Plain with { Status = old }, Plain with { Status = now }).ShouldHaveSingleItem();
        revision.Type.ShouldBe(RevisionType.StatusChanged);
        revision.Changes.Single().ShouldBe(new FieldChange("status", old, now));
    }

    [Fact]
    public void A_stop_with_its_reason_is_one_revision()
    {
        var revision = News(Plain, Plain with { Status = "terminated", WhyStopped = "no funding", Enrollment = 7 }).ShouldHaveSingleItem();
        revision.Changes.ShouldBe([new("status", "recruiting", "terminated"), new("whyStopped", null, "no funding"), new("enrollment", "60", "7")]);
    }

    [Fact]
    public void A_reason_that_comes_later_is_an_update() =>
        News(Plain with { Status = "terminated" }, Plain with { Status = "terminated", WhyStopped = "no funding" }).Single().Type.ShouldBe(RevisionType.Updated);

    [Fact]
    public void Posted_results_are_told_with_all_that_came_with_them()
    {
        var revision = News(Plain, Plain with { ResultsPosted = new PartialDate(2026, 11, 20), Enrollment = 58 }).ShouldHaveSingleItem();
        revision.Type.ShouldBe(RevisionType.ResultsPosted);
        revision.Changes.ShouldBe([new("resultsPosted", null, "2026-11-20"), new("enrollment", "60", "58")]);
    }

    [Fact]
    public void Results_and_a_new_status_are_two_revisions_and_each_fact_is_told_once()
    {
        var both = News(Plain, Plain with { Status = "completed", ResultsPosted = new PartialDate(2026, 11, 20), Enrollment = 58 });
        both.Select(r => r.Type).ShouldBe([RevisionType.StatusChanged, RevisionType.ResultsPosted]);
        both.SelectMany(r => r.Changes).Count(c => c.Field == "enrollment").ShouldBe(1);
    }

    [Fact]
    public void Enrolment_alone_is_an_update()
    {
        var revision = News(Plain, Plain with { Enrollment = 80 }).ShouldHaveSingleItem();
        (revision.Type, revision.Changes.Single()).ShouldBe((RevisionType.Updated, new FieldChange("enrollment", "60", "80")));
    }

    public static TheoryData<string, string?, string?> Facts() => new()
    {
        { "whyStopped", null, "no funding" }, { "enrollment", "60", "61" }, { "enrollment", "60", null }, { "phase", "Phase 1", "Phase 1; Phase 2" },
        { "start", "2026-01", "2026-02" }, { "start", "2026-01", "2026-01-15" }, { "completion", "2027", null }, { "resultsPosted", "2026-03-01", null },
        { "resultsPosted", "2026-03-01", "2026-04-01" }, { "registryId", "NCT00000001", "NCT00000002" },
    };

    [Theory]
    [MemberData(nameof(Facts))]
    public void Each_field_is_told_from_its_old_value_to_its_new_one(string field, string? old, string? now)
    {
        var revision = News(With(field, old), With(field, now)).ShouldHaveSingleItem();
        (revision.Type, revision.Changes.ShouldHaveSingleItem()).ShouldBe((RevisionType.Updated, new FieldChange(field, old, now)));
    }

    private static Trial With(string field, string? value) => field switch
    {
        "whyStopped" => Plain with { WhyStopped = value },
        "enrollment" => Plain with { Enrollment = value is null ? null : int.Parse(value, System.Globalization.CultureInfo.InvariantCulture) },
        "phase" => Plain with { Phase = value?.Split("; ") ?? [] },
        "start" => Plain with { Start = PartialDate.ParseOrNull(value) },
        "completion" => Plain with { Completion = PartialDate.ParseOrNull(value) },
        "resultsPosted" => Plain with { ResultsPosted = PartialDate.ParseOrNull(value) },
        _ => Plain with { RegistryId = value! }, // non-null: the one field that is always there
    };

    [Fact]
    public void Of_outcomes_only_what_went_and_what_came_is_told()
    {
        var revision = News(Plain with { Outcomes = ["Hair count", "Pain", "Safety"] }, Plain with { Outcomes = ["Safety", "Hair count", "Hair width"] }).ShouldHaveSingleItem();
        revision.Changes.Single().ShouldBe(new FieldChange("outcomes", "Pain", "Hair width"));
    }

    [Fact]
    public void Outcomes_in_another_order_are_cosmetic() =>
        News(Plain with { Outcomes = ["a", "b"] }, Plain with { Outcomes = ["b", "a"] }).ShouldBeEmpty();

    [Theory]
    [InlineData("contacts", false)]
    [InlineData("title", false)]
    public void Wording_is_cosmetic(string what, bool news) =>
        News(Plain, what == "title" ? Plain with { OfficialTitle = "Other words" } : Plain with { Sponsor = "Another desk" }).Count.ShouldBe(news ? 1 : 0);

    [Fact]
    public void The_date_of_the_last_update_alone_is_cosmetic() =>
        Revise.Again(Plain, Plain with { LastUpdatePosted = new PartialDate(2026, 2, 2) }, Now).Revisions.ShouldHaveSingleItem().News.ShouldBeFalse();

    private static List<Revision> News(Trial old, Trial now) => [.. Revise.Again(old, now, Now).Revisions.Where(r => r.News)];
}
