using Monitor.Delivery;
using Monitor.Delivery.Alerts;
using Monitor.Documents;
using Monitor.Store.Sql;
using Monitor.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Delivery.Alerts;

/// <summary>What mails at once, and what never does.</summary>
public sealed class AlertChoiceTests
{
    private static readonly AlertHistory Nothing = new(false, null, null);
    private static readonly Watch Safety = Any.Watch("safety") with { Kind = "safety" };
    private static readonly Watch Studies = Any.Watch("safety") with { Immediate = Watch.ImmediateKinds };
    private static readonly Recipient Ann = Any.Recipient();

    private static readonly Match Shown = new() { Watch = "safety", Words = ["exosome"], Field = "title" };

    [Fact]
    public void A_new_notice_mails_at_once_where_the_watch_says_so()
    {
        Kind(Notice()).ShouldBe(AlertKinds.Notice);
        Kind(Notice(), watch: Safety with { MayWait = [WaitClasses.Everything] }).ShouldBeNull();
        Kind(Notice(), watch: Studies).ShouldBe(AlertKinds.Notice);
        Kind(Notice(), watch: Studies with { Immediate = [AlertKinds.CaseReport] }).ShouldBeNull();
        Kind(Notice(), watch: Studies with { Immediate = [] }).ShouldBeNull();
    }

    [Fact]
    public void A_recipient_without_alerts_gets_none() => AlertChoice.Of(Due(Notice()), Nothing, Ann with { Alerts = false }, [Safety]).ShouldBeNull();

    [Theory]
    [InlineData("Granuloma after exosome injection", "Case Reports", "case-report")]
    [InlineData("Granuloma after exosomes: a case report", "Journal Article", "case-report")]
    [InlineData("Granuloma after exosomes: three cases", "Case Reports", "case-series")]
    [InlineData("Exosome complications: a case series", "Journal Article", "case-series")]
    [InlineData("In any case, exosomes are reported", "Journal Article", null)]
    [InlineData("Exosomes in hair loss", "Randomized Controlled Trial", null)]
    public void Papers_of_a_watch_of_studies_mail_at_once_by_type_or_title(string title, string type, string? kind) =>
        Kind(Any.Article("1", title) with { PublicationTypes = [type], Matches = [Shown] }, watch: Studies).ShouldBe(kind);

    [Theory]
    [InlineData("Necrosis after exosomes", "Letter", "report")]
    [InlineData("Granuloma after exosome injection", "Case Reports", "case-report")]
    [InlineData("Exosomes, hair and sepsis", "Journal Article", "report")]
    [InlineData("Exosomes and adverse events: a review", "Review", null)]
    [InlineData("Necrosis in mice given exosomes from mouse cells: a study in rats", "Journal Article", null)]
    public void Papers_of_a_safety_watch_mail_at_once_unless_they_show_that_they_may_wait(string title, string type, string? kind) =>
        Kind(Any.Article("1", title) with { PublicationTypes = [type], Matches = [Shown] }).ShouldBe(kind);

    [Fact]
    public void A_class_that_is_taken_out_no_longer_waits()
    {
        var review = Any.Article("1", "Exosomes and adverse events: a review") with { PublicationTypes = ["Review"], Matches = [Shown] };
        Kind(review, watch: Safety with { MayWait = [WaitClasses.Review] }).ShouldBeNull();
        Kind(review, watch: Safety with { MayWait = [WaitClasses.Protocol] }).ShouldBe(AlertKinds.Report);
        Kind(review, watch: Safety with { MayWait = [] }).ShouldBe(AlertKinds.Report);
    }

    [Theory]
    [InlineData("reason", "Lack of sterility", "Lack of sterility; two patients died", AlertKinds.NewHarm)]
    [InlineData("body", null, "Three persons were hospitalized after an injection.", AlertKinds.NewHarm)]
    [InlineData("body", "Two patients died.", "Two patients died in May.", null)]
    [InlineData("body", null, "No deaths were reported.", null)]
    [InlineData("product", "Vial", "Vial of 5 ml", null)]
    public void A_notice_that_names_a_serious_harm_for_the_first_time_does_though_it_was_silent(string field, string? old, string now, string? kind)
    {
        var due = Due(Notice(), RevisionType.Updated);
        var found = AlertChoice.Of(due with { Revision = due.Revision with { Changes = [new FieldChange(field, old, now)] } }, Nothing, Ann, [Safety]);
        (found?.Kind).ShouldBe(kind);
    }

    [Fact]
    public void A_paper_that_waited_does_when_its_abstract_comes_and_tells_of_harm()
    {
        var paper = Any.Article("1", "Exosome microneedling for acne scars: a review of practice") with { Matches = [Shown], Abstract = "Of 40 women treated with exosomes, two developed an abscess." };
        var due = Due(paper, RevisionType.Updated);
        AlertChoice.Of(due with { Revision = due.Revision with { Changes = [new FieldChange("abstract", null, "now there")] } }, Nothing, Ann, [Safety])!.Kind.ShouldBe(AlertKinds.NewHarm);
    }

    [Theory]
    [InlineData("terminated", "Two participants had scalp necrosis", true)]
    [InlineData("suspended", "Serious adverse events", true)]
    [InlineData("withdrawn", "Safety reasons", true)]
    [InlineData("terminated", "Possible risk of infection", true)]
    [InlineData("terminated", "Slow recruitment", false)]
    [InlineData("terminated", "Futility, advised by the safety monitoring board; no safety concerns", false)]
    [InlineData("completed", "Two participants had scalp necrosis", false)]
    public void A_trial_does_that_stopped_for_harm(string status, string why, bool alerts)
    {
        var trial = Any.Trial() with { Matches = [Shown], Status = status, WhyStopped = why };
        var due = Due(trial, RevisionType.StatusChanged);
        due = due with { Revision = due.Revision with { Changes = [new FieldChange("status", "recruiting", status)] } };
        foreach (var watch in new[] { Safety, Studies, Studies with { Immediate = [] } })
        {
            (AlertChoice.Of(due, Nothing, Ann, [watch])?.Kind == AlertKinds.StoppedForHarm).ShouldBe(alerts);
        }

        AlertChoice.Of(due, Nothing, Ann with { Alerts = false }, [Safety]).ShouldBeNull();
        (Kind(trial) is not null).ShouldBe(alerts, "met for the first time");
        Kind(trial, history: Nothing with { Quiet = true }).ShouldBeNull("it stopped before the watch began");
    }

    [Fact]
    public void What_only_the_upstream_explains_never_does() => Kind(Notice() with { Matches = [Shown with { UpstreamOnly = true, Words = [] }] }).ShouldBeNull();

    [Fact]
    public void What_is_context_never_does() => Kind(Any.Article("1", "Necrosis after exosomes") with { Matches = [Shown with { Context = true }] }).ShouldBeNull();

    [Fact]
    public void What_stood_in_an_earlier_text_only_never_does() => Kind(Notice() with { Matches = [Shown with { Earlier = true }] }).ShouldBeNull();

    [Fact]
    public void A_trial_that_goes_on_never_does_whatever_it_says() => Kind(Any.Trial() with { Matches = [Shown] }).ShouldBeNull();

    [Fact]
    public void A_change_of_what_was_not_alerted_waits_for_the_digest_unless_it_is_a_rise_to_class_I()
    {
        Kind(Notice(), RevisionType.ClassAssigned).ShouldBeNull();
        var due = Due(Notice(), RevisionType.ClassAssigned);
        Of("Class II").ShouldBeNull();
        Of("Class I").ShouldBe(AlertKinds.ClassOne);

        string? Of(string now) =>
            AlertChoice.Of(due with { Revision = due.Revision with { Changes = [new FieldChange("recallClass", null, now)] } }, Nothing, Ann, [Safety])?.Kind;
    }

    [Fact]
    public void Any_change_of_what_was_alerted_does_even_where_the_words_are_gone()
    {
        var item = AlertChoice.Of(Due(Notice() with { Matches = [Shown with { Earlier = true }] }, RevisionType.Updated), Nothing with { Before = Alert() }, Ann, [Safety]);
        item!.Kind.ShouldBe(AlertKinds.FollowUp);
        item.Before!.MessageId.ShouldBe("first@localhost");
    }

    [Theory]
    [InlineData(RevisionType.Retracted)]
    [InlineData(RevisionType.ExpressionOfConcern)]
    [InlineData(RevisionType.Deleted)]
    public void The_end_of_trust_in_something_sent_does(RevisionType type)
    {
        var sent = new SentIn("pubmed:1", "safety", "digest@localhost", "1 new paper", default);
        var paper = Any.Article() with { Matches = [Shown] };
        Kind(paper, type, Nothing with { Sent = sent }).ShouldBe(AlertKinds.Retraction);
        Kind(paper, type).ShouldBe(AlertKinds.Retraction, "a safety watch tells it of what was silent, too");
        Kind(paper, type, Nothing with { Sent = sent }, Studies).ShouldBe(AlertKinds.Retraction);
        Kind(paper, type, watch: Studies).ShouldBeNull("it was never sent");
        Kind(paper, type, Nothing with { Sent = sent }, Studies with { Immediate = [AlertKinds.Notice] }).ShouldBeNull();
        Kind(paper with { Matches = [Shown with { UpstreamOnly = true }] }, type, Nothing with { Sent = sent }).ShouldBeNull("the one rule holds for it, too");
    }

    [Fact]
    public void The_row_may_name_another_watch_that_the_reader_follows()
    {
        var due = Due(Notice() with { Matches = [Shown, Shown with { Watch = "hair" }] }) with { Watch = "hair" };
        AlertChoice.Of(due, Nothing, Ann, [Any.Watch(), Safety])!.Due.Watch.ShouldBe("safety");
        AlertChoice.Of(due, Nothing, Ann with { Watches = ["hair"] }, [Any.Watch(), Safety]).ShouldBeNull("the reader does not follow it");
        AlertChoice.Of(due, Nothing with { Quiet = true }, Ann, [Any.Watch(), Safety]).ShouldBeNull("it was stored silently for it");
    }

    [Fact]
    public void What_moves_out_of_context_is_met_for_the_first_time()
    {
        var due = Due(Any.Article() with { PublicationTypes = ["Case Reports"], Matches = [Shown] }, RevisionType.Updated);
        AlertChoice.Of(due, Nothing, Ann, [Safety]).ShouldBeNull();
        var moved = due with { Revision = due.Revision with { Changes = [new FieldChange("safety", "in context", "by its query")] } };
        AlertChoice.Of(moved, Nothing, Ann, [Safety])!.Kind.ShouldBe(AlertKinds.CaseReport);
    }

    private static string? Kind(Hit hit, RevisionType type = RevisionType.New, AlertHistory? history = null, Watch? watch = null) =>
        AlertChoice.Of(Due(hit, type), history ?? Nothing, Ann, [watch ?? Safety])?.Kind;

    private static Notice Notice() => Any.Notice() with { Matches = [Shown] };

    private static DueItem Due(Hit hit, RevisionType type = RevisionType.New) => new(new Revision { HitId = hit.Id, Type = type, At = default }, hit, "safety");

    private static Alert Alert() => new()
    {
        Recipient = "ann", Matter = "fda-rss:n1", Kind = AlertKinds.Notice, Watch = "safety", Title = "SAFETY", MessageId = "first@localhost", Created = default,
    };
}
