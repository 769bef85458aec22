using Monitor.Documents;
using Monitor.Identity.Events;
using Shouldly;
using Xunit;
using static Monitor.Tests.Identity.Events.Notices;

namespace Monitor.Tests.Identity.Events;

/// <summary>Which two notices are one regulatory event, by which rule, and which are held apart.</summary>
public sealed class SameEventTests
{
    private static readonly Notice Announcement = Press("nimbus-vesicle-works-issues-recall-aurelux", "Nimbus Vesicle Works Issues Voluntary Nationwide Recall of Aurelux Exosome Solution Due to Lack of Sterility Assurance");

    [Theory]
    [InlineData("Nimbus Vesicle Works, LLC", "nimbus vesicle works")]
    [InlineData("NIMBUS VESICLE WORKS L.L.C.", "nimbus vesicle works")]
    [InlineData("The Nimbus Vesicle Works (USA) Corp.", "nimbus vesicle works")]
    [InlineData("Harrow S.A. dba Harrow Scalp Clinics", "harrow|harrow scalp clinics")]
    [InlineData("Harrow Inc., doing business as \"Tilde\"", "harrow|tilde")]
    public void A_firm_is_known_without_its_legal_form_and_under_both_its_names(string printed, string names) =>
        string.Join('|', FirmName.Of(printed).Select(f => string.Join(' ', f.Words))).ShouldBe(names);

    [Theory]
    [InlineData("Nimbus Vesicle Works Issues Recall", true)]
    [InlineData("Lots sold by Nimbus Vesicle Works, a firm of Ohio", true)]
    [InlineData("FDA Warns Nimbus Vesicle Works About Products", true)]
    [InlineData("Nimbus Vesicle Works of Ohio Issues Recall", false)]
    [InlineData("Nimbus Vesicle Works 12 Issues Recall", false)]
    [InlineData("Nimbus Vesicle Works West Issues Recall", false)]
    [InlineData("Old Nimbus Vesicle Works Issues Recall", false)]
    public void A_name_that_only_begins_or_ends_another_is_not_named(string text, bool named) =>
        new NoticeForm(Press("x", text)).Names(FirmName.Of("Nimbus Vesicle Works, LLC")[0]).ShouldBe(named);

    [Fact]
    public void Records_of_one_event_number_are_one_event_and_of_another_number_never()
    {
        Decide(Record("D-9101-2026", "777001"), Record("D-9102-2026", "777001")).ShouldSatisfyAllConditions(d => d.Verdict.ShouldBe(EventVerdict.Same), d => d.Rule.ShouldBe("same-event-number"));
        Decide(Record("D-9101-2026", "777001"), Record("D-9103-2026", "777002")).ShouldSatisfyAllConditions(d => d.Verdict.ShouldBe(EventVerdict.Different), d => d.HeldApart.ShouldBeTrue());
    }

    [Fact]
    public void An_announcement_and_its_record_share_firm_product_reason_and_days()
    {
        var same = Decide(Announcement, Record("D-9101-2026", "777001"));
        same.Verdict.ShouldBe(EventVerdict.Same, same.ToString());
        same.Rule.ShouldBe("announced-product");
        same.Evidence.ShouldBe("nimbus vesicle works, aurelux, posted 3 days after the recall began");
    }

    [Theory]
    [InlineData("the firm alone", "D-1", "Other thing, 3 mL", "Lack of Assurance of Sterility", 2, 27)]
    [InlineData("another reason", "D-1", "Aurelux exosome solution", "Undeclared milk", 2, 27)]
    [InlineData("too long ago", "D-1", "Aurelux exosome solution", "Lack of Assurance of Sterility", 1, 25)]
    [InlineData("too long after", "D-1", "Aurelux exosome solution", "Lack of Assurance of Sterility", 3, 20)]
    public void What_agrees_in_part_is_shown_and_joins_nothing(string why, string number, string product, string reason, int month, int day)
    {
        var maybe = Decide(Announcement, Record(number, "777001", product: product, reason: reason, begun: new PartialDate(2026, month, day)));
        maybe.Verdict.ShouldBe(EventVerdict.Maybe, why);
        maybe.Evidence.ShouldContain("nimbus vesicle works");
    }

    [Fact]
    public void A_lot_in_common_joins_and_lots_of_which_none_is_in_common_do_not()
    {
        var record = Record("D-9101-2026", "777001", codes: "Lot #NV-1204, Exp. 05/2027");
        Decide(Announcement with { Body = "The lots NV-1203 and NV-1204 are recalled." }, record).Rule.ShouldBe("announced-lot");
        Decide(Announcement with { Body = "The lot NV-88 is recalled." }, record).ShouldSatisfyAllConditions(d => d.Verdict.ShouldBe(EventVerdict.Maybe), d => d.Rule.ShouldBe("lots-not-in-common"));
    }

    [Fact]
    public void A_record_of_another_firm_is_held_apart_from_an_announcement_that_names_its_own() =>
        Decide(Announcement, Record("D-9101-2026", "777001", firm: "Tilde Foods, Inc.")).ShouldSatisfyAllConditions(d => d.Rule.ShouldBe("other-firm"), d => d.HeldApart.ShouldBeTrue());

    [Fact]
    public void A_press_page_and_a_MedWatch_page_of_one_recall_are_one_event()
    {
        var medWatch = MedWatch("aurelux-exosome-solution-nimbus-recall", "Aurelux Exosome Solution by Nimbus Vesicle Works: Recall - Lack of Sterility Assurance", new PartialDate(2026, 3, 4));
        Decide(Announcement, medWatch).ShouldSatisfyAllConditions(d => d.Verdict.ShouldBe(EventVerdict.Same, d.ToString()), d => d.Rule.ShouldBe("announced-twice"));
        Decide(Announcement with { Body = "Lot A100 is recalled." }, medWatch with { Body = "Lot B200 is recalled." }).ShouldSatisfyAllConditions(d => d.Rule.ShouldBe("other-lots"), d => d.HeldApart.ShouldBeTrue());
        Decide(Announcement, medWatch with { Published = new PartialDate(2026, 3, 30) }).Verdict.ShouldBe(EventVerdict.Maybe);
    }

    [Fact]
    public void Two_announcements_of_a_firm_in_one_folder_are_held_apart()
    {
        var second = Press("nimbus-vesicle-works-issues-another-recall", "Nimbus Vesicle Works Issues Voluntary Recall of Aurelux Exosome Vials Due to Lack of Sterility Assurance", new PartialDate(2026, 3, 6));
        Decide(Announcement, second).ShouldSatisfyAllConditions(d => d.Verdict.ShouldBe(EventVerdict.Maybe), d => d.HeldApart.ShouldBeTrue());
    }

    [Fact]
    public void The_address_tells_the_same_page_elsewhere_and_its_update_but_a_number_behind_it_tells_nothing()
    {
        const string slug = "nimbus-vesicle-works-issues-recall-aurelux";
        var title = Announcement.Title;
        Decide(Announcement, Press(slug, title, folder: "safety/recalls-market-withdrawals-safety-alerts", type: "recall")).Rule.ShouldBe("same-page-elsewhere");
        Decide(Announcement, Press("updated-" + slug, "UPDATED: " + title, new PartialDate(2026, 5, 1))).Rule.ShouldBe("page-updated");
        Decide(Announcement, Press(slug + "-0", title)).ShouldSatisfyAllConditions(d => d.Verdict.ShouldBe(EventVerdict.Maybe), d => d.HeldApart.ShouldBeTrue());
        Decide(Announcement with { Body = "Lot NV-1204." }, Press(slug + "-0", title) with { Body = "Lots NV-1204, NV-1205." }).Rule.ShouldBe("page-posted-again");
    }

    [Fact]
    public void A_link_joins_where_something_else_agrees_and_the_days_do_and_never_from_a_list()
    {
        // The twin pages of one notification: other titles, other days, no firm.
        var notification = Press("public-notification-on-vesicle-products", "Public Safety Notification on Exosome Products", folder: "vaccines-blood-biologics/safety-availability-biologics", type: "public-notification");
        var alert = MedWatch("public-alert-due-to-marketing-of-vesicles", "Public Safety Alert Due to Marketing of Unapproved Stem Cell and Exosome Products", new PartialDate(2026, 3, 5));
        Decide(notification, alert).Verdict.ShouldNotBe(EventVerdict.Same);
        var linked = alert with { LinkedPages = [notification.Link!] };
        Decide(notification, linked).ShouldSatisfyAllConditions(d => d.Verdict.ShouldBe(EventVerdict.Same, d.ToString()), d => d.Rule.ShouldBe("prints-the-link"));
        Decide(notification, linked with { Published = new PartialDate(2026, 6, 5) }).Rule.ShouldBe("refers-back");
        Decide(notification, linked with { LinkedPages = [notification.Link!, .. Enumerable.Range(1, 5).Select(i => $"{Site}/compliance/warning-letters/letter-{i}")] }).Rule.ShouldBe("in-a-list");
        Decide(Announcement, Press("tilde", "Tilde Foods Issues Voluntary Recall of Salad", folder: "safety/recalls") with { LinkedPages = [Announcement.Link!] }).Verdict.ShouldBe(EventVerdict.Different, "another firm's page may link to it");
    }

    [Fact]
    public void Letters_are_told_by_number_and_day_and_come_back_under_another_address()
    {
        Decide(Letter("990901"), Letter("990902")).ShouldSatisfyAllConditions(d => d.Rule.ShouldBe("other-letter-number"), d => d.HeldApart.ShouldBeTrue());
        Decide(Letter("990901"), Letter("990901", dated: new PartialDate(2026, 1, 5)) with { Id = "fda-warning-letters:990901/2026-01-05" }).Rule.ShouldBe("other-letter-day");
        Decide(Letter("990901"), Letter(null, "HARROW CELL INSTITUTE", slug: "harrow-cell-institute")).Rule.ShouldBe("same-letter-again");
        Decide(Letter("990901"), Letter(null, dated: new PartialDate(2026, 1, 5), slug: "harrow")).Verdict.ShouldBe(EventVerdict.Maybe);
    }

    [Fact]
    public void A_letter_and_its_announcement_share_firm_days_and_what_it_is_about()
    {
        var letter = Letter("990901", body: "Your exosome product Tildexo is an unapproved new drug.");
        var warns = Press("fda-warns-harrow", "FDA Warns Harrow Cell Institute About Unapproved Exosome Products", new PartialDate(2026, 3, 11), body: "The agency sent a warning letter about Tildexo.");
        Decide(warns, letter).ShouldSatisfyAllConditions(d => d.Verdict.ShouldBe(EventVerdict.Same, d.ToString()), d => d.Rule.ShouldBe("letter-announced"));
        Decide(warns with { Published = new PartialDate(2026, 4, 20) }, letter).Verdict.ShouldBe(EventVerdict.Maybe);
        Decide(warns, letter with { Body = "Your tablets are adulterated." }).Verdict.ShouldBe(EventVerdict.Maybe, "the firm alone never joins");
        Decide(Press("x", "Agency news", body: "See the letter MARCS-CMS 990901."), letter).Rule.ShouldBe("prints-the-number");
        Decide(Press("x", "Agency news", body: "See MARCS-CMS 990901 and MARCS-CMS 990907."), letter).Rule.ShouldBe("in-a-list");
    }

    [Fact]
    public void A_close_out_letter_belongs_to_the_letter_that_it_names()
    {
        var close = Press("harrow-cell-institute-close-out-letter", "Harrow Cell Institute - Close-Out Letter", new PartialDate(2026, 9, 1));
        Decide(Letter("990901"), close with { Body = "Close-out of MARCS-CMS 990901." }).Rule.ShouldBe("closes-the-number");
        Decide(Letter("990901"), close with { Body = "Harrow Cell Institute: our letter dated March 2, 2026." }).Rule.ShouldBe("closes-the-day");
        Decide(Letter("990901"), close with { Body = "Close-out of MARCS-CMS 990902." }).HeldApart.ShouldBeTrue();
        Decide(Letter("990901"), close with { Body = "Harrow Cell Institute has answered." }).Verdict.ShouldBe(EventVerdict.Maybe);
    }

    [Fact]
    public void A_recall_a_warning_letter_and_an_untitled_letter_are_acts_of_their_own()
    {
        Decide(Record("D-9101-2026", "777001", firm: "Harrow Cell Institute, Inc."), Letter("990901")).HeldApart.ShouldBeTrue();
        Decide(Letter("990901"), Untitled("harrow-cell-institute", "Harrow Cell Institute, Ohio")).HeldApart.ShouldBeTrue();
        Decide(Untitled("harrow-a", "Harrow Cell Institute, Ohio"), Untitled("harrow-b", "Harrow Cell Institute, Utah")).HeldApart.ShouldBeTrue();
        Decide(Untitled("media/1", "Harrow Cell Institute, Ohio"), Untitled("harrow-b", "Harrow Cell Institute, Ohio")).Rule.ShouldBe("same-untitled-letter");
    }
}
