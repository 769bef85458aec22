using System.Text;
using Monitor.Documents;
using Monitor.Queries;
using Monitor.Sources;
using Monitor.Sources.ClinicalTrialsGov;
using Monitor.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Sources.ClinicalTrialsGov;

/// <summary>Fields compared by hand with the raw files.</summary>
public sealed class ClinicalTrialsGovStudyTests
{
    [Fact]
    public void Terminated_with_the_reason()
    {
        var trial = Only("study_nct00184067_terminated_whystopped.json");
        trial.Id.ShouldBe("clinicaltrials.gov:NCT00184067");
        trial.Link.ShouldBe("https://clinicaltrials.gov/study/NCT00184067");
        trial.Status.ShouldBe("terminated");
        trial.WhyStopped.ShouldBe("Primary PI left institution");
        trial.Start.ToString().ShouldBe("2004-05");
        trial.Completion.ToString().ShouldBe("2009-09");
        trial.Published.ToString().ShouldBe("2005-09-16");
        trial.LastUpdatePosted.ToString().ShouldBe("2014-05-21");
        trial.ResultsPosted.ShouldBeNull();
        trial.Phase.ShouldBe(["Phase 2"]);
        trial.StudyType.ShouldBe("interventional");
        trial.Enrollment.ShouldBe(23);
        trial.OtherIds.ShouldBe(["10M-03-8"]);
        trial.Sponsor.ShouldBe("University of Southern California");
        trial.Conditions.ShouldBe(["Melanoma"]);
        trial.Interventions.ShouldBe(["Montanide ISA 51"]);
        trial.Arms.ShouldBe(
        [
            "Peptide vaccine with Montanide ISA 51 + GM-CSF", "Peptide vaccine with Montanide ISA 51 GM-CSF", "Peptide vaccine with Montanide ISA 51",
        ]);
        trial.Outcomes.ShouldBeEmpty();
    }

    [Fact]
    public void Unknown_is_a_status_of_its_own_and_phase_not_applicable()
    {
        var trial = Only("study_nct04207047.json");
        trial.Status.ShouldBe("unknown");
        trial.Phase.ShouldBe(["not applicable"]);
        trial.Enrollment.ShouldBe(3);
        trial.Sponsor.ShouldBe("LUTRONIC Corporation");
        trial.Completion.ToString().ShouldBe("2020-03-31");
        trial.Outcomes.Take(2).ShouldBe(["Primary Outcome", "Demonstrate that complete re-epithelialization occurs at the treatment sites within two weeks post treatment."]);
    }

    [Fact]
    public void French_accents_an_observational_study_and_background_citations_that_are_no_results()
    {
        var trial = Only("study_nct06171568.json");
        trial.Title.ShouldBe("Lariboisière Cognitive Assessment: Evaluation of the 1-year Outcomes");
        trial.Sponsor.ShouldBe("Assistance Publique - Hôpitaux de Paris");
        trial.Acronym.ShouldBe("ECOG");
        trial.Status.ShouldBe("not yet recruiting");
        trial.StudyType.ShouldBe("observational");
        trial.Phase.ShouldBeEmpty();
        trial.OtherIds.ShouldBe(["APHP230528", "2023-A00386-39"]);
        trial.Start.ToString().ShouldBe("2024-02-01");
        trial.Keywords.Count.ShouldBe(7);
        trial.Publications.ShouldBeEmpty();
    }

    [Fact]
    public void Results_posted_a_derived_publication_and_a_false_friend_of_hair_loss()
    {
        var trial = Only("study_nct00716976_ctrdata.json");
        trial.ResultsPosted.ToString().ShouldBe("2017-06-01");
        trial.Published.ToString().ShouldBe("2008-07-16");
        trial.LastUpdatePosted.ToString().ShouldBe("2023-11-09");
        trial.Publications.ShouldBe(["27914822"]);
        trial.OtherIds.ShouldBe(["ACCL0431", "COG-ACCL0431", "CDR0000588655"]);
        trial.Arms.ShouldContain("NSC# 45624");
        trial.Outcomes.ShouldContain("Incidence of Hearing Loss");
        trial.Enrollment.ShouldBe(131);
        Matcher.Match(Query.Parse("\"hair loss\" OR alopecia*"), trial, "w").ShouldBeNull();
        Matcher.Match(Query.Parse("\"hearing loss\""), trial, "w").ShouldNotBeNull();
    }

    [Fact]
    public void Markdown_escapes_are_gone_and_comparisons_stay()
    {
        var trial = Only("study_nct01987596_ctrdata.json");
        trial.Status.ShouldBe("terminated");
        trial.WhyStopped.ShouldBeNull();
        trial.ResultsPosted.ToString().ShouldBe("2020-10-29");
        var texts = string.Join('\n', trial.Outcomes.Concat(trial.Arms).Append(trial.Abstract).Append(trial.Description));
        texts.ShouldContain("(ANC) < 500/uL; time to ANC recovery >= 1,000/uL");
        texts.ShouldNotContain("\\");
    }

    [Fact]
    public void A_personal_sponsor_other_names_and_a_start_by_month()
    {
        var trial = Only("study_nct00763412.json");
        trial.Sponsor.ShouldBe("Arbelaez, Ana Maria");
        trial.OtherIds.ShouldBe(["05-1109", "P60DK020579"]);
        trial.Start.ToString().ShouldBe("2006-11");
        trial.Interventions.ShouldBe(["placebo", "repaglinide"]);
        trial.Arms.ShouldContain("Prandin");
        trial.ResultsPosted.ToString().ShouldBe("2017-06-05");
        trial.Conditions.ShouldBe(["Cystic Fibrosis Related Diabetes", "Pancreatic Insufficiency"]);
    }

    [Fact]
    public void Active_not_recruiting_is_not_recruiting()
    {
        var trial = Only("study_nct03934567.json");
        trial.Status.ShouldBe("active, not recruiting");
        trial.Enrollment.ShouldBe(87);
        trial.Keywords.ShouldBe(["refractory", "relapsed", "lymph nodes"]);
    }

    [Fact]
    public void An_alias_and_two_phases_of_the_download()
    {
        var trials = All("download_100_studies_herniated_disc.json").ToDictionary(t => t.RegistryId);
        trials["NCT02300909"].OtherIds.ShouldContain("NCT02380456");
        trials["NCT00405041"].Phase.ShouldBe(["Phase 2", "Phase 3"]);
        trials["NCT01922063"].Start.ToString().ShouldBe("1996-07");
        trials["NCT00220935"].Enrollment.ShouldBe(150);
    }

    [Fact]
    public void Eligibility_is_never_stored()
    {
        var json = File.ReadAllText(Shared.File("samples/clinicaltrials_gov/study_nct00716976_ctrdata.json"));
        json.ShouldContain("eligibilityCriteria");
        var trial = Only("study_nct00716976_ctrdata.json");
        Fields.Of(trial, "tiab").ShouldAllBe(f => !f.Text.Contains("Inclusion Criteria", StringComparison.OrdinalIgnoreCase) && !f.Text.Contains("DISEASE CHARACTERISTICS", StringComparison.Ordinal));
    }

    [Fact]
    public void Synthetic_partial_dates_sentinel_alias_and_half_characters()
    {
        var trial = Read(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Sources/ClinicalTrialsGov/Data/synthetic_partial_dates.json"))).ShouldHaveSingleItem();
        trial.Enrollment.ShouldBeNull();
        trial.Start.ToString().ShouldBe("2026");
        trial.Completion.ToString().ShouldBe("2027-03");
        trial.Published.ToString().ShouldBe("2026-11-02");
        trial.LastUpdatePosted.ToString().ShouldBe("2026-11");
        trial.OtherIds.ShouldBe(["SYN-1", "2026-500000-11-00", "NCT90000009"]);
        trial.Aliases.ShouldBe(["NCT90000009"]);
        trial.Phase.ShouldBe(["Early Phase 1", "Phase 1"]);
        trial.Status.ShouldBe("paused for review");
        trial.Title.ShouldBe("Exosomes in alopecia 🧬");
        trial.Publications.ShouldBe(["40000001", "40000002"]);
    }

    /// <summary>As the registry's own description of its interface lists them, with the words by which digests name them.</summary>
    [Theory]
    [InlineData("ACTIVE_NOT_RECRUITING", "active, not recruiting")]
    [InlineData("COMPLETED", "completed")]
    [InlineData("ENROLLING_BY_INVITATION", "enrolling by invitation")]
    [InlineData("NOT_YET_RECRUITING", "not yet recruiting")]
    [InlineData("RECRUITING", "recruiting")]
    [InlineData("SUSPENDED", "suspended")]
    [InlineData("TERMINATED", "terminated")]
    [InlineData("WITHDRAWN", "withdrawn")]
    [InlineData("AVAILABLE", "available")]
    [InlineData("NO_LONGER_AVAILABLE", "no longer available")]
    [InlineData("TEMPORARILY_NOT_AVAILABLE", "temporarily not available")]
    [InlineData("APPROVED_FOR_MARKETING", "approved for marketing")]
    [InlineData("WITHHELD", "withheld")]
    [InlineData("UNKNOWN", "unknown")]
    public void Each_status_of_the_registry_is_read_as_itself(string value, string words)
    {
        const string study = """{"protocolSection":{"identificationModule":{"nctId":"NCT09000001"},"statusModule":{"overallStatus":"VALUE"}}}""";
        Read(Encoding.UTF8.GetBytes(study.Replace("VALUE", value, StringComparison.Ordinal))).ShouldHaveSingleItem().Status.ShouldBe(words);
    }

    [Fact]
    public void All_fourteen_statuses_have_their_words()
    {
        StudyWords.KnownStatuses.Count.ShouldBe(14);
        foreach (var value in StudyWords.KnownStatuses)
        {
            var words = StudyWords.Status(value).ShouldNotBeNull();
            words.Replace(",", "", StringComparison.Ordinal).ShouldBe(value.ToLowerInvariant().Replace('_', ' '));
        }
    }

    [Theory]
    [InlineData("""{"protocolSection":{"identificationModule":{"nctId":5}}}""", "nctId is Number")]
    [InlineData("""{"protocolSection":{"identificationModule":{"nctId":"NCT1"},"conditionsModule":{"conditions":"Alopecia"}}}""", "conditionsModule.conditions is String")]
    [InlineData("""{"protocolSection":[]}""", "protocolSection is Array")]
    public void A_wrong_type_is_named_and_the_record_kept_whole(string study, string reason)
    {
        var page = ClinicalTrialsGovJson.Read(Payload.Of("x", null, Encoding.UTF8.GetBytes($"{{\"studies\":[{study}]}}")));
        page.Records.ShouldBeEmpty();
        var bad = page.Unreadable.ShouldHaveSingleItem();
        bad.Reason.ShouldContain(reason);
        bad.Raw.ShouldBe(study);
    }

    private static Trial Only(string file) => All(file).ShouldHaveSingleItem();
    private static IReadOnlyList<Trial> All(string file) => Read(File.ReadAllBytes(Shared.File($"samples/clinicaltrials_gov/{file}")));
    private static List<Trial> Read(byte[] content) => [.. ClinicalTrialsGovJson.Read(Payload.Of("x", null, content)).Records.Select(r => (Trial)r.Document)];
}
