using Monitor.Documents;
using Monitor.Queries;
using Monitor.Sources;
using Monitor.Sources.Fda;
using Monitor.Sources.FdaRss;
using Monitor.Sources.Feeds;
using Monitor.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Sources.FdaRss;

/// <summary>Every recorded file of the FDA: read, or no input yet with the reason.</summary>
public sealed class FdaSamplesTests
{
    private const string Folder = "samples/fda";
    private const string PressFeed = "rss_press_releases_2026-09-04.xml";
    private const string Letter = "warning_letter_ag_hair_2022_head.html";
    private static readonly Uri PressAddress = new("https://www.fda.gov/about-fda/contact-fda/stay-informed/rss-feeds/press-releases/rss.xml");
    private const string OpenFda = "openFDA's JSON: read in RecallNoticeTests where a source asks for it";

    private static readonly Dictionary<string, string> NoFeed = new()
    {
        ["drugsatfda_dap_page.html"] = "Drugs@FDA approval package: no source reads approvals",
        ["drugsatfda_search_results.html"] = "Drugs@FDA listing: no source reads approvals",
        ["enforcement_report_2012_ucm308307.jsonl"] = "converted enforcement report of 2012; openFDA has replaced it",
        ["enforcement_report_xml_ndc_5-4-2.xml"] = "raw enforcement report; openFDA has replaced it",
        ["faers_event_preannotation.json"] = "FAERS adverse event before annotation; no source",
        ["openfda_device_pma_brca1_20260811.json"] = OpenFda,
        ["openfda_docs_example_device_enforcement.json"] = OpenFda,
        ["openfda_docs_example_device_event.json"] = OpenFda,
        ["openfda_docs_example_drug_enforcement.json"] = OpenFda,
        ["openfda_docs_example_drug_event.json"] = OpenFda,
        ["openfda_docs_example_food_enforcement.json"] = OpenFda,
        ["openfda_drug_enforcement_3of10.json"] = OpenFda,
        ["openfda_drugsfda_page1.json"] = OpenFda,
        ["openfda_error_400_bad_sort.json"] = OpenFda,
        ["openfda_error_404_not_found.json"] = OpenFda,
        ["openfda_faers_count_pembrolizumab_reaction_20260811.json"] = OpenFda,
        ["openfda_food_enforcement_15of18.json"] = OpenFda,
        ["openfda_food_enforcement_count.json"] = OpenFda,
        ["warning_letter_chara_biologics_exosome_2025_head.txt"] = "text of a letter without its page: matched by the delivered watches (DeliveredWatchesTests)",
        ["warning_letters_official_export_2024.csv"] = "export of the listing: read row by row in LetterSamplesTests",
    };

    [Fact]
    public void Every_file_has_its_line()
    {
        foreach (var file in Directory.EnumerateFiles(Shared.File(Folder)))
        {
            var name = Path.GetFileName(file);
            if (name == PressFeed) RssReader.Read(Sample(name)).Count.ShouldBe(20);
            else if (name == Letter) FdaPage.Read(Sample(name)).Text.ShouldNotBeEmpty();
            else
            {
                NoFeed.ShouldContainKey(name, $"{name} is in no table");
                // Fed to the feed reader by mistake, none of them may pass for a feed without news.
                Should.Throw<SourceException>(() => RssReader.Read(Sample(name)), name).Failure.ShouldBe(SourceFailure.Malformed);
            }
        }
    }

    [Fact]
    public void Press_releases_by_hand()
    {
        var notices = Press();
        notices.Count.ShouldBe(20);
        var first = notices[0];
        first.Title.ShouldBe("FDA Takes Steps to Maintain Newborn Access to Life-Saving Starter Nutrition Products");
        first.NoticeType.ShouldBe("press-release");
        first.ExternalId.ShouldBe("https://www.fda.gov/news-events/press-announcements/fda-takes-steps-maintain-newborn-access-life-saving-starter-nutrition-products");
        first.Id.ShouldBe("fda-rss:" + first.ExternalId);
        first.Link.ShouldBe(first.ExternalId);
        first.Posted.ShouldBe(new DateTimeOffset(2026, 9, 4, 20, 18, 49, TimeSpan.Zero));
        first.Posted.ShouldNotBeNull().Offset.ShouldBe(TimeSpan.Zero);
        first.Published.ToString().ShouldBe("2026-09-04");
        first.Body.ShouldBeNull();
        first.Abstract.ShouldNotBeNull().ShouldStartWith("The U.S. Food and Drug Administration today announced it is taking action, consistent with the Trump administration’s commitment");
        notices[17].Title.ShouldBe("FDA Licenses First-Ever Freeze-Dried Plasma Product in the U.S.");
        notices[17].Published.ToString().ShouldBe("2026-07-29");
        notices[19].Posted.ShouldBe(new DateTimeOffset(2026, 7, 22, 13, 10, 58, TimeSpan.Zero));
        notices.Select(n => n.Id).ShouldBeUnique();
        notices.ShouldAllBe(n => n.Posted != null && n.Link!.StartsWith("https://www.fda.gov/", StringComparison.Ordinal)); // non-null: seen in the raw file
    }

    [Fact]
    public void A_warning_letter_keeps_its_words_and_loses_the_side_list()
    {
        var page = FdaPage.Read(Sample(Letter));
        page.Heading.ShouldNotBeNull().ShouldContain("AG Hair Limited");
        page.Heading.ShouldNotBeNull().ShouldContain("MARCS-CMS 638646");
        page.DateLine.ShouldBe("November 28, 2022");
        page.Text.ShouldContain("Dear Mr. Fraser:");
        page.Text.ShouldContain("(b)(4)");
        page.Text.ShouldContain("FD&C Act");
        page.Text.ShouldContain("320-23-05");
        page.Text.ShouldNotContain("More Warning Letters");
        page.Text.ShouldNotContain("About Warning and Close-Out Letters");
    }

    [Fact]
    public void A_firm_named_hair_is_no_hair_loss()
    {
        var notice = new Notice { Id = "x:1", Source = "x", ExternalId = "1", NoticeType = "warning-letter", Title = "AG Hair Limited", Body = FdaPage.Read(Sample(Letter)).Text };
        Matcher.Match(Query.Parse("exosom* OR alopecia* OR \"hair loss\""), notice, "w").ShouldBeNull();
    }

    private static List<Notice> Press() =>
        [.. RssReader.Read(Sample(PressFeed)).Select(i => FdaNotice.Read(i, PressAddress, new HashSet<string>(), "hash")).Select(r => (Notice)r.Document)];

    private static Payload Sample(string name) => Payload.Of(name, null, File.ReadAllBytes(Shared.File($"{Folder}/{name}")));
}
