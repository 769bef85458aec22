using Monitor.Delivery.Email;
using Monitor.Store.Sql;
using Monitor.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Delivery.Alerts;

/// <summary>Unseen in time: another is told, once; seen: nobody is.</summary>
[OnEveryStore]
public sealed class EscalationTests
{
    [Fact]
    public async Task An_alert_unseen_for_its_time_goes_to_the_other_once_also_after_a_restart()
    {
        await using var setting = await NewAsync();
        var alert = (await setting.SeeAsync(AlertSetting.Letter())).ShouldHaveSingleItem();
        alert.Text.ShouldContain("Unseen after 4 h it goes to Dr B.");
        setting.Office.Time.Set(alert.Created.AddHours(4).AddSeconds(-1));
        (await setting.DeliverAsync()).ShouldBeEmpty();
        (await setting.Office.Service().NextDueAsync(default)).ShouldBe(alert.Created.AddHours(4));
        setting.Office.Time.Set(alert.Created.AddHours(4));

        // The process dies while it hands over; each service here is made anew, as after a restart.
        await Should.ThrowAsync<OperationCanceledException>(() => setting.Office.Service(new Stopped()).RunDueAsync(default));
        await setting.DeliverAsync();
        var escalation = (await setting.AllAsync()).Where(m => m.Kind == "escalation").ShouldHaveSingleItem();
        (escalation.Recipient, escalation.InReplyTo, escalation.State).ShouldBe(("bob", alert.Id, "sent"));
        escalation.Id.ShouldMatch("^escalation\\.bob\\.[0-9T]+\\.[0-9a-f]{8}@localhost$");
        escalation.Subject.ShouldBe("UNSEEN for 4 h: " + alert.Subject);
        escalation.Text.ShouldContain("by ann since Sun 22 Nov 2026 14:00 (UTC)");
        escalation.Text.ShouldContain("the mail server took the alert on Sun 22 Nov 2026 14:00");
        escalation.Text.ShouldContain("> https://www.fda.example/letter-1\n");
        escalation.Text.ShouldContain("Your *exosome* product grew bacteria.");
        setting.Office.Time.Advance(TimeSpan.FromHours(9));
        (await setting.DeliverAsync()).ShouldAllBe(m => m.Kind != "escalation");
    }

    [Fact]
    public async Task A_seen_alert_is_never_escalated()
    {
        await using var setting = await NewAsync();
        var alert = (await setting.SeeAsync(AlertSetting.Letter())).ShouldHaveSingleItem();
        await setting.Office.Store.Alerts.SeenAsync(1, alert.Created.AddHours(1), default);
        setting.Office.Time.Set(alert.Created.AddHours(5));
        (await setting.DeliverAsync()).ShouldBeEmpty();
        (await setting.Office.Service().NextDueAsync(default)).ShouldNotBe(alert.Created.AddHours(4));
        var seen = (await setting.Office.Store.Alerts.ListAsync("ann", true, 0, 9, default)).ShouldHaveSingleItem();
        (seen.SeenBy, seen.Seen).ShouldBe(("ann", alert.Created.AddHours(1)));
        (await setting.SeeAsync(AlertSetting.Letter() with { Status = "closed" })).ShouldHaveSingleItem().Text.ShouldContain("DONE    Seen by ann, Sun 22 Nov 2026 10:00.");
    }

    [Fact]
    public async Task The_first_to_say_so_stays()
    {
        await using var setting = await NewAsync();
        var alert = (await setting.SeeAsync(AlertSetting.Letter())).ShouldHaveSingleItem();
        setting.Office.Time.Set(alert.Created.AddHours(4));
        await setting.DeliverAsync();
        await setting.Office.Store.Alerts.SeenAsync(2, alert.Created.AddHours(5), default);
        await setting.Office.Store.Alerts.SeenAsync(1, alert.Created.AddHours(6), default);
        var seen = (await setting.Office.Store.Alerts.ListAsync(null, null, 0, 9, default)).ShouldHaveSingleItem();
        (seen.SeenBy, seen.Seen).ShouldBe(("bob", alert.Created.AddHours(5)), "by the link in the escalation");
    }

    [Fact]
    public async Task An_alert_that_the_mail_server_did_not_take_is_escalated_and_says_so()
    {
        await using var setting = await NewAsync();
        await setting.Station.PollAsync(StubSource.Found(AlertSetting.Letter()));
        var alert = (await setting.DeliverAsync(new Down())).ShouldHaveSingleItem();
        setting.Office.Time.Set(alert.Created.AddHours(4));
        var escalation = (await setting.DeliverAsync(new Down())).ShouldHaveSingleItem();
        escalation.Text.ShouldContain("the alert has not left: no such mailbox");
    }

    [Fact]
    public async Task Who_is_named_only_later_is_not_told_of_old_alerts()
    {
        await using var setting = await AlertSetting.NewAsync();
        var alert = (await setting.SeeAsync(AlertSetting.Letter())).ShouldHaveSingleItem();
        Name(setting);
        setting.Office.Time.Set(alert.Created.AddHours(8));
        (await setting.DeliverAsync()).ShouldBeEmpty();
    }

    private static async Task<AlertSetting> NewAsync()
    {
        var setting = await AlertSetting.NewAsync();
        Name(setting);
        await setting.DeliverAsync();
        return setting;
    }

    private static void Name(AlertSetting setting)
    {
        setting.Station.Watches.Add(Any.Watch("other", "nothing"));
        setting.Station.Recipients[0] = setting.Station.Recipients[0] with { EscalateTo = "bob", EscalateAfter = TimeSpan.FromHours(4) };
        setting.Station.Recipients.Add(Any.Recipient("bob", "other") with { Name = "Dr B", Empty = "skip" });
    }

    private sealed class Stopped : IMailTransport
    {
        public Task SendAsync(OutMessage message, CancellationToken ct) => throw new OperationCanceledException();
    }

    private sealed class Down : IMailTransport
    {
        public Task SendAsync(OutMessage message, CancellationToken ct) => throw new MailException("no such mailbox", permanent: true);
    }
}
