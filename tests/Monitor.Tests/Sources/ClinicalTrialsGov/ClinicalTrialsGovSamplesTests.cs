using Monitor.Sources;
using Monitor.Sources.ClinicalTrialsGov;
using Monitor.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Sources.ClinicalTrialsGov;

/// <summary>Every recorded file of the registry: read with its count, refused, or no input with the reason.</summary>
public sealed class ClinicalTrialsGovSamplesTests
{
    private const string Folder = "samples/clinicaltrials_gov";

    private static readonly Dictionary<string, int> Read = new()
    {
        ["download_100_studies_herniated_disc.json"] = 100,
        ["get_nct06382129_20260811.json"] = 1,
        ["get_nct06604689_20260811.json"] = 1,
        ["search_melanoma_recruiting_limit3_20260811.json"] = 3,
        ["search_nsclc_egfr_l858r_20260811.json"] = 2,
        ["search_phelan_limit50_20260811.json"] = 3,
        ["search_phelan_limit5_20260811.json"] = 5,
        ["search_phelan_next_20260811.json"] = 5,
        ["studies_page_nct05147467.json"] = 1,
        ["studies_page_terminated_whystopped.json"] = 2,
        ["study_nct00184067_terminated_whystopped.json"] = 1,
        ["study_nct00567567_ctrdata.json"] = 1,
        ["study_nct00716976_ctrdata.json"] = 1,
        ["study_nct00763412.json"] = 1,
        ["study_nct01305200_ctrdata.json"] = 1,
        ["study_nct01987596_ctrdata.json"] = 1,
        ["study_nct02210780.json"] = 1,
        ["study_nct03630471.json"] = 1,
        ["study_nct03934567.json"] = 1,
        ["study_nct04207047.json"] = 1,
        ["study_nct05594173.json"] = 1,
        ["study_nct06171568.json"] = 1,
    };

    private static readonly Dictionary<string, string> Refused = new()
    {
        ["legacy_xml_nct02931214.xml"] = "markup in place of JSON",
    };

    private static readonly Dictionary<string, string> NoInputYet = new()
    {
        ["ctg-oas-v2.0.0-draft.yaml"] = "description of the interface, never an answer of it",
        ["ctg-oas-v2.0.3.yaml"] = "description of the interface, never an answer of it",
    };

    [Fact]
    public void Every_file_has_its_line()
    {
        foreach (var file in Directory.EnumerateFiles(Shared.File(Folder)))
        {
            var name = Path.GetFileName(file);
            var payload = Payload.Of(name, null, File.ReadAllBytes(file));
            if (Read.TryGetValue(name, out var count))
            {
                var page = ClinicalTrialsGovJson.Read(payload);
                page.Records.Count.ShouldBe(count, name);
                page.Unreadable.ShouldBeEmpty(name);
                page.Records.ShouldAllBe(r => r.Payload == payload.Hash && r.Document.Title.Length > 0, name);
            }
            else if (Refused.TryGetValue(name, out var reason))
            {
                var ex = Should.Throw<SourceException>(() => ClinicalTrialsGovJson.Read(payload), name);
                ex.Failure.ShouldBe(SourceFailure.Malformed);
                ex.Message.ShouldContain(reason);
            }
            else
            {
                NoInputYet.ShouldContainKey(name, $"{name} is in no table");
                Should.Throw<SourceException>(() => ClinicalTrialsGovJson.Read(payload), name).Failure.ShouldBe(SourceFailure.Malformed);
            }
        }
    }

    [Fact]
    public void No_line_without_a_file() =>
        Read.Keys.Concat(Refused.Keys).Concat(NoInputYet.Keys).ShouldAllBe(name => File.Exists(Path.Combine(Shared.File(Folder), name)));

    [Fact]
    public void First_page_has_total_and_token_and_the_next_only_a_token()
    {
        var first = ClinicalTrialsGovJson.Read(Sample("search_phelan_limit5_20260811.json"));
        first.TotalCount.ShouldBe(21);
        first.NextPageToken.ShouldNotBeNullOrEmpty();
        ClinicalTrialsGovJson.Read(Sample("search_phelan_next_20260811.json")).TotalCount.ShouldBeNull();
        ClinicalTrialsGovJson.Read(Sample("search_nsclc_egfr_l858r_20260811.json")).NextPageToken.ShouldBeNull();
        ClinicalTrialsGovJson.Read(Sample("search_melanoma_recruiting_limit3_20260811.json")).TotalCount.ShouldBe(480);
    }

    [Fact]
    public void Each_id_of_the_download_is_read_once() =>
        ClinicalTrialsGovJson.Read(Sample("download_100_studies_herniated_disc.json")).Records.Select(r => r.Document.Id).Distinct().Count().ShouldBe(100);

    private static Payload Sample(string name) => Payload.Of(name, null, File.ReadAllBytes(Shared.File($"{Folder}/{name}")));
}
