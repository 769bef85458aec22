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
    private static readonly Watch Safety = Any.Watch("safety") with { Kind = "safety", Immediate = Watch.ImmediateKinds };
    private static readonly Recipient Ann = Any.Recipient();

    private static readonly Match Shown = new() { Watch = "safety", Words = ["exosome"], Field = "title" };

    [Fact]
    public void A_new_notice_mails_at_once_where_the_watch_says_so()
    {
        Kind(Notice()).ShouldBe(AlertKinds.Notice);
        Kind(Notice(), watch: Safety with { Immediate = [AlertKinds.CaseReport] }).ShouldBeNull();
        Kind(Notice(), watch: Safety with { Immediate = [] }).ShouldBeNull();
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
    public void Papers_mail_at_once_by_type_or_title(string title, string type, string? kind) =>
        Kind(Any.Article("1", title) with { PublicationTypes = [type], Matches = [Shown] }).ShouldBe(kind);

    [Fact]
    public void What_only_the_upstream_explains_never_does() => Kind(Notice() with { Matches = [Shown with { UpstreamOnly = true, Words = [] }] }).ShouldBeNull();

    [Fact]
    public void What_is_context_never_does() => Kind(Any.Article() with { PublicationTypes = ["Case Reports"], Matches = [Shown with { Context = true }] }).ShouldBeNull();

    [Fact]
    public void What_stood_in_an_earlier_text_only_never_does() => Kind(Notice() with { Matches = [Shown with { Earlier = true }] }).ShouldBeNull();

    [Fact]
    public void A_trial_never_does_whatever_it_says() => Kind(Any.Trial() with { Matches = [Shown] }).ShouldBeNull();

    [Fact]
    public void A_change_of_what_was_not_alerted_waits_for_the_digest() => Kind(Notice(), RevisionType.ClassAssigned).ShouldBeNull();

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
        Kind(paper, type).ShouldBeNull("it was never sent");
        Kind(paper, type, Nothing with { Sent = sent }, Safety with { Immediate = [AlertKinds.Notice] }).ShouldBeNull();
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
