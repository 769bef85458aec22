using Monitor.Documents;
using Monitor.Evidence;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Evidence;

public sealed class StudyDesignTests
{
    private static Article An(IReadOnlyList<string> types, params Tag[] tags) => new()
    {
        Id = "pubmed:synthetic-1", Source = "pubmed", ExternalId = "synthetic-1", Title = "Synthetic", PublicationTypes = types, Tags = tags,
    };

    private static Tag Design(string value) => new() { Name = "design", Value = value, Rule = "synthetic" };

    [Fact]
    public void A_case_report_is_one_by_its_tag_or_by_its_type()
    {
        StudyDesign.Is(An([], Design("case-report")), "case-report").ShouldBeTrue();
        StudyDesign.Is(An(["Journal Article", "Case Reports"]), "case-report").ShouldBeTrue();
        StudyDesign.Is(An(["Case Reports"], Design("review")), "case-report").ShouldBeTrue();
        StudyDesign.Is(An(["Journal Article"], Design("not stated")), "case-report").ShouldBeFalse();
    }

    [Fact]
    public void A_series_that_the_indexers_call_case_reports_is_a_series_and_not_a_report()
    {
        var series = An(["Case Reports"], Design("case-series"));
        StudyDesign.Is(series, "case-series").ShouldBeTrue();
        StudyDesign.Is(series, "case-report").ShouldBeFalse();
        StudyDesign.Of(series).ShouldBe("case-series");
    }

    [Fact]
    public void What_says_nothing_has_no_design() => StudyDesign.Of(An(["Journal Article"], Design("not stated"))).ShouldBeNull();
}
