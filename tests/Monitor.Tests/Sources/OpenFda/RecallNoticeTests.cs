using System.Text.Json;
using Monitor.Documents;
using Monitor.Sources;
using Monitor.Sources.ClinicalTrialsGov;
using Monitor.Sources.OpenFda;
using Monitor.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Sources.OpenFda;

public sealed class RecallNoticeTests
{
    public static TheoryData<string, int, int> Answers => new()
    {
        { "openfda_drug_enforcement_3of10.json", 3, 209 },
        { "openfda_food_enforcement_15of18.json", 15, 18 },
    };

    [Theory, MemberData(nameof(Answers))]
    public void Every_record_of_a_recorded_answer_is_read(string file, int records, int total)
    {
        var page = OpenFdaPage.Read(Sample(file));
        page.Total.ShouldBe(total);
        page.Disclaimer!.ShouldStartWith("Do not rely on openFDA");
        var notices = page.Results.Select(r => (Notice)RecallNotice.Read(r, "hash").Document).ToList();
        notices.Count.ShouldBe(records);
        notices.Select(n => n.Id).ShouldBeUnique();
        notices.ShouldAllBe(n => n.Id == $"openfda-enforcement:{n.ExternalId}" && n.NoticeType == "recall" && n.Title.StartsWith($"{n.Firm} recalls ", StringComparison.Ordinal));
        notices.ShouldAllBe(n => n.Published != null && n.Initiated != null && n.Classified != null && n.Firm != null && n.Product != null && n.Reason != null && n.RecallClass != null && n.Status != null);
        notices.ShouldAllBe(n => n.Link == $"https://www.accessdata.fda.gov/scripts/ires/index.cfm?Event={n.EventId}");
    }

    /// <summary>Answers that hold no list of recalls are malformed, never empty: counts, errors, other shapes, other formats.</summary>
    [Theory]
    [InlineData("openfda_docs_example_drug_enforcement.json")]
    [InlineData("openfda_docs_example_device_enforcement.json")]
    [InlineData("openfda_docs_example_food_enforcement.json")]
    [InlineData("openfda_docs_example_drug_event.json")]
    [InlineData("openfda_docs_example_device_event.json")]
    [InlineData("openfda_error_400_bad_sort.json")]
    [InlineData("openfda_error_404_not_found.json")]
    [InlineData("openfda_device_pma_brca1_20260811.json")]
    [InlineData("enforcement_report_2012_ucm308307.jsonl")]
    [InlineData("enforcement_report_xml_ndc_5-4-2.xml")]
    [InlineData("faers_event_preannotation.json")]
    public void What_is_no_answer_is_malformed(string file)
    {
        // Before what must throw: without the recordings the test skips here, and a skip is an exception too.
        var answer = Sample(file);
        Should.Throw<SourceException>(() => OpenFdaPage.Read(answer)).Failure.ShouldBe(SourceFailure.Malformed);
    }

    [Theory]
    [InlineData("openfda_food_enforcement_count.json", 3)]
    [InlineData("openfda_faers_count_pembrolizumab_reaction_20260811.json", 1)]
    public void Counts_have_no_total(string file, int terms)
    {
        var page = OpenFdaPage.Read(Sample(file));
        page.Total.ShouldBeNull();
        page.Results.Count.ShouldBe(terms);
    }

    [Theory]
    [InlineData("openfda_docs_example_drug_enforcement.json")]
    [InlineData("openfda_docs_example_device_enforcement.json")]
    [InlineData("openfda_docs_example_food_enforcement.json")]
    public void A_record_of_old_has_no_number_and_is_kept_whole(string file)
    {
        using var document = JsonDocument.Parse(Sample(file).Content);
        var record = document.RootElement.GetProperty("result");
        Should.Throw<FieldTypeException>(() => RecallNotice.Read(record, "hash")).Message.ShouldContain("recall_number");
        RecallNotice.IdOf(record).ShouldBe(record.GetRawText());
    }

    [Fact]
    public void By_hand_a_vial_of_semaglutide() => Sampled("openfda_drug_enforcement_3of10.json", "D-0115-2026").ShouldBe(new Notice
    {
        Id = "openfda-enforcement:D-0115-2026", Source = "openfda-enforcement", ExternalId = "D-0115-2026", NoticeType = "recall",
        Title = "ProRx LLC recalls Semaglutide Injection, 10 mg/4 mL (2.5 mg/mL), 4mL Multidose Vial, For Subcutaneous Use,…".Replace(",…", "…", StringComparison.Ordinal),
        Link = "https://www.accessdata.fda.gov/scripts/ires/index.cfm?Event=97808", EventId = "97808", Firm = "ProRx LLC",
        Product = "Semaglutide Injection, 10 mg/4 mL (2.5 mg/mL), 4mL Multidose Vial, For Subcutaneous Use, Rx Only, Mfd by: ProRx, 619 Jeffers Cir, Exton, PA 19341. NDC: 84139-225-04",
        Reason = "Lack of Assurance of Sterility", RecallClass = "Class II", Status = "Ongoing",
        Published = new PartialDate(2025, 11, 5), Initiated = new PartialDate(2025, 10, 15), Classified = new PartialDate(2025, 10, 27),
        Body = "Lot, Best Use Date (BUD): Lot PRORX050925-1, BUD November 4, 2025; Lot ProRx051425-5, BUD November 10, 2025; Lot ProRx051425-6, BUD November 10, 2025\n8,400 vials\nTX and UT",
    });

    [Fact]
    public void By_hand_a_spray_with_empty_texts_that_was_reported_before_it_was_classified()
    {
        var notice = Sampled("openfda_drug_enforcement_3of10.json", "D-0289-2026");
        notice.Firm.ShouldBe("Medinatura New Mexico, inc.");
        notice.RecallClass.ShouldBe("Class I");
        (notice.Published, notice.Classified).ShouldBe((new PartialDate(2026, 1, 14), new PartialDate(2026, 1, 15)));
        notice.Reason!.ShouldEndWith("identified as Achromobacter.");
        notice.Body.ShouldBe("All lots within expiry.\nNationwide in the US");
        notice.Terminated.ShouldBeNull();
    }

    [Fact]
    public void By_hand_a_short_product_stands_whole_in_the_title()
    {
        var notice = Sampled("openfda_drug_enforcement_3of10.json", "D-0247-2026");
        notice.Title.ShouldBe("Zydus Pharmaceuticals (USA) Inc recalls traZODONE Hydrochloride Tablets, USP, 100mg, 1,000 Tablets, Rx only");
        (notice.EventId, notice.RecallClass, notice.Initiated).ShouldBe(("98184", "Class III", new PartialDate(2025, 12, 19)));
        notice.Body.ShouldBe("Lot # EA00237A, Exp Date: 04/30/2027\n2,136 1000-count bottles\nNationwide in the USA");
    }

    [Fact]
    public void By_hand_a_terminated_food_recall()
    {
        var notice = Sampled("openfda_food_enforcement_15of18.json", "F-1449-2019");
        (notice.Status, notice.Terminated).ShouldBe(("Terminated", new PartialDate(2019, 7, 5)));
        (notice.Published, notice.Classified, notice.Initiated).ShouldBe((new PartialDate(2019, 6, 19), new PartialDate(2019, 6, 12), new PartialDate(2019, 5, 16)));
        notice.Product!.ShouldStartWith("CHOCOLATE MILK CHOCOLATE MEIJI, 1.75 oz. Item number 70378 UPC 074410703783");
        notice.EventId.ShouldBe("82925");
    }

    [Fact]
    public void By_hand_two_products_of_one_event()
    {
        var (one, other) = (Sampled("openfda_food_enforcement_15of18.json", "F-1484-2019"), OpenFdaPage.Read(Sample("openfda_food_enforcement_15of18.json")).Results
            .Select(r => (Notice)RecallNotice.Read(r, "").Document).ToList());
        (one.EventId, one.Firm, one.Terminated).ShouldBe(("83094", "Wismettac Asian Foods, INC", new PartialDate(2019, 6, 24)));
        one.Body!.ShouldContain("\n40 individual items\nCA only");
        other.Count(n => n.EventId == "82925").ShouldBeGreaterThan(1);
    }

    [Fact]
    public void By_hand_the_newest_of_the_food_recalls()
    {
        var notice = (Notice)RecallNotice.Read(OpenFdaPage.Read(Sample("openfda_food_enforcement_15of18.json")).Results[0], "").Document;
        notice.Reason.ShouldBe("Fish Cake items contain possible contaminating undeclared egg, milk and shellfish.");
        notice.Title.ShouldBe("Wismettac Asian Foods, INC recalls Shirakiku FISH CAKE BOUTEN SK F 20/ 150G, Net Wt. 5.29 oz. Keep Frozen, 7 pcs. UPC…");
        (notice.Published, notice.RecallClass).ShouldBe((new PartialDate(2019, 8, 14), "Class I"));
        notice.Body!.ShouldStartWith("Item number #92525,\n20,101 packages\nAK, AL, AR,");
    }

    [Fact]
    public void Dates_with_dashes_are_dates_and_what_is_none_is_absent()
    {
        var notice = Read("""{"recall_number":"D-9-2026","report_date":"2013-06-12","recall_initiation_date":"","center_classification_date":"soon","termination_date":"20260231"}""");
        notice.Published.ShouldBe(new PartialDate(2013, 6, 12));
        (notice.Initiated, notice.Classified, notice.Terminated, notice.Link, notice.Body).ShouldBe((null, null, null, null, null));
        notice.Title.ShouldBe("Recall D-9-2026");
    }

    [Fact]
    public void Left_overs_of_Windows_text_become_what_they_were_and_no_text_breaks_a_title()
    {
        var notice = Read("""{"recall_number":"D-9-2026","recalling_firm":"Sample\u0092s \u0000Labs\r\n","product_description":"<script>x</script>\ud83d vial\n\nof 3","event_id":"1&x=javascript:"}""");
        notice.Firm.ShouldBe("Sample’s Labs");
        notice.Title.ShouldBe("Sample’s Labs recalls <script>x</script> vial of 3");
        notice.Product.ShouldBe("<script>x</script> vial\nof 3");
        notice.Link.ShouldBeNull();
    }

    [Theory]
    [InlineData("""{"recall_number":7}""")]
    [InlineData("""{"recall_number":"D-9-2026","status":["Ongoing"]}""")]
    [InlineData("\"text\"")]
    public void A_field_of_another_type_is_said(string json)
    {
        using var document = JsonDocument.Parse(json);
        Should.Throw<FieldTypeException>(() => RecallNotice.Read(document.RootElement, ""));
    }

    private static Notice Read(string json)
    {
        using var document = JsonDocument.Parse(json);
        return (Notice)RecallNotice.Read(document.RootElement, "hash").Document;
    }

    private static Notice Sampled(string file, string number) => OpenFdaPage.Read(Sample(file)).Results
        .Select(r => (Notice)RecallNotice.Read(r, "").Document).Single(n => n.ExternalId == number);

    private static Payload Sample(string file) => Payload.Of(file, "application/json", File.ReadAllBytes(Shared.File("samples/fda/" + file)));
}
