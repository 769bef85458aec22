using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Monitor.Delivery;
using Monitor.Delivery.Email;
using Monitor.Delivery.Email.Smtp;
using Monitor.Store.Sql;
using Monitor.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Delivery;

/// <summary>From the outbox to a mail server that takes, delays, refuses: nothing lost, nothing doubled, everything shown.</summary>
[OnEveryStore]
public sealed class OutboxTests
{
    [Fact]
    public async Task A_message_not_taken_now_is_tried_on_a_ladder_that_is_stored_and_then_given_up()
    {
        await using var office = await PostOffice.NewAsync();
        await using var server = new StubSmtp { Answer = line => line.StartsWith("RCPT", StringComparison.Ordinal) ? "450 4.2.1 later" : null };
        await office.DueAsync(Any.Article());
        var message = (await office.Service(Smtp(office, server)).RunNowAsync(null, evenEmpty: false, default)).Single();
        var waits = new List<double>();
        for (var before = office.Time.GetUtcNow(); (await StateAsync(office, message.Id)).State == "pending"; before = office.Time.GetUtcNow())
        {
            var next = (await StateAsync(office, message.Id)).NextAttempt;
            waits.Add((next - before).TotalMinutes);
            office.Time.Set(next);
            await office.Outbox(Smtp(office, server)).SendDueAsync(default); // made anew: the ladder survives a restart
        }

        waits[..6].ShouldBe([1, 5, 15, 60, 360, 360]);
        waits.Sum().ShouldBeInRange(5 * 24 * 60, (5 * 24 * 60) + 360);
        var given = await StateAsync(office, message.Id);
        (given.State, given.Attempts).ShouldBe(("given-up", waits.Count + 1));
        given.Error.ShouldNotBeNull().ShouldContain("450 4.2.1 later");
        (await AlarmsAsync(office)).ShouldContain($"message:{message.Id}");

        // By hand, asked twice: taken once, under the same id, and the alarm is over.
        server.Answer = _ => null;
        (await office.Store.Messages.AgainAsync(message.Id, office.Time.GetUtcNow(), default)).ShouldBeTrue();
        (await office.Store.Messages.AgainAsync(message.Id, office.Time.GetUtcNow(), default)).ShouldBeTrue();
        (await office.Outbox(Smtp(office, server)).SendDueAsync(default)).ShouldBe(1);
        server.Ids.ShouldBe([message.Id]);
        (await AlarmsAsync(office)).ShouldBeEmpty();
        (await office.Store.Messages.AgainAsync("none@here", office.Time.GetUtcNow(), default)).ShouldBeFalse();
    }

    [Fact]
    public async Task An_address_refused_three_times_is_sent_nothing_more_and_what_is_due_waits()
    {
        await using var office = await PostOffice.NewAsync();
        await using var server = new StubSmtp { Answer = line => line.StartsWith("RCPT", StringComparison.Ordinal) ? "550 5.1.1 unknown" : null };
        await office.DueAsync(Any.Article("1"));
        await office.Service(Smtp(office, server)).RunNowAsync(null, evenEmpty: false, default);
        (await AlarmsAsync(office)).ShouldBe(["address:ann"]); // the operator knows at the first time
        await office.DueAsync(Any.Article("2"));
        await office.Service(Smtp(office, server)).RunNowAsync(null, evenEmpty: false, default);
        server.Heard.Count(IsRcpt).ShouldBe(1, "the second message waits with the first");
        foreach (var hours in (int[])[1, 6])
        {
            office.Time.Advance(TimeSpan.FromHours(hours));
            await office.Outbox(Smtp(office, server)).SendDueAsync(default);
        }

        (await AlarmsAsync(office)).ShouldBe(["address:ann", "suppressed:ann"]);
        (await office.Store.Messages.ListAsync(null, 0, 9, default)).Select(m => m.State).ShouldBe(["held", "held"]);
        var asked = server.Heard.Count(IsRcpt);
        await office.DueAsync(Any.Article("3"));
        office.Time.Advance(TimeSpan.FromDays(3));
        await office.Service(Smtp(office, server)).RunDueAsync(default);
        server.Heard.Count(IsRcpt).ShouldBe(asked);
        (await office.Store.Messages.WaitingAsync(default))["ann"].ShouldBe(1, "what is due stays due");

        server.Answer = _ => null;
        (await office.Stops().ResumeAsync("ann", default)).ShouldBeTrue();
        (await office.Stops().ResumeAsync("ann", default)).ShouldBeFalse();
        await office.Service(Smtp(office, server)).RunNowAsync(null, evenEmpty: false, default);
        server.Ids.Count.ShouldBe(3);
        server.Ids.Distinct().Count().ShouldBe(3);
        (await office.Store.Messages.ToldAsync(default)).Select(t => (t.HitId, t.State)).ShouldBe([("pubmed:1", "sent"), ("pubmed:2", "sent"), ("pubmed:3", "sent")]);
        (await AlarmsAsync(office)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_new_address_lifts_the_stop_and_gets_what_was_held_for_the_old_one()
    {
        await using var office = await PostOffice.NewAsync();
        await using var server = new StubSmtp { Answer = line => line.Contains("<ann@", StringComparison.Ordinal) ? "550 5.1.1 unknown" : null };
        await office.DueAsync(Any.Article());
        await office.Service(Smtp(office, server)).RunNowAsync(null, evenEmpty: false, default);
        foreach (var hours in (int[])[1, 6])
        {
            office.Time.Advance(TimeSpan.FromHours(hours));
            await office.Outbox(Smtp(office, server)).SendDueAsync(default);
        }

        (await office.Store.Messages.ListAsync(null, 0, 9, default)).Single().State.ShouldBe("held");
        office.Recipients[0] = office.Recipients[0] with { Email = "new@example.org" };
        (await office.Outbox(Smtp(office, server)).SendDueAsync(default)).ShouldBe(1);
        server.Heard.ShouldContain("RCPT TO:<new@example.org>");
        server.Taken.Single().ShouldContain("To: new@example.org");
        (await AlarmsAsync(office)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_taken_message_clears_what_stood_against_the_address()
    {
        await using var office = await PostOffice.NewAsync();
        var refuse = true;
        await using var server = new StubSmtp { Answer = line => refuse && IsRcpt(line) ? "550 5.1.1 unknown" : null };
        await office.DueAsync(Any.Article());
        for (var round = 0; round < 4; round++)
        {
            await office.DueAsync(Any.Article($"{round + 10}"));
            await office.Service(Smtp(office, server)).RunNowAsync(null, evenEmpty: false, default);
            refuse = !refuse;
            office.Time.Advance(TimeSpan.FromHours(1));
        }

        (await office.Store.Addresses.ListAsync(default)).ShouldAllBe(a => a.Suppressed == null && a.Refusals < 2);
    }

    [Fact]
    public async Task A_slow_or_refused_recipient_delays_nobody_else()
    {
        await using var office = await PostOffice.NewAsync();
        foreach (var id in (string[])["bob", "cem", "dee"]) office.Recipients.Add(Any.Recipient(id, "hair"));
        var others = new CountdownEvent(3);
        await using var server = new StubSmtp();
        server.Answer = line =>
        {
            // Ann's server says its word only when the three others have their mail.
            if (line.Contains("<ann@", StringComparison.Ordinal)) return others.Wait(TimeSpan.FromSeconds(15)) ? null : "421 the others waited";
            if (line == "." && !others.IsSet) others.Signal();
            return null;
        };
        await office.DueAsync(Any.Article());
        await office.Service(Smtp(office, server)).RunNowAsync(null, evenEmpty: false, default);
        (await office.Store.Messages.ListAsync(null, 0, 9, default)).Select(m => m.State).ShouldBe(["sent", "sent", "sent", "sent"]);
        others.Dispose();
    }

    [Fact]
    public async Task Two_processes_that_see_one_message_send_it_once()
    {
        await using var office = await PostOffice.NewAsync();
        await using var server = new StubSmtp();
        for (var i = 0; i < 20; i++)
        {
            var id = $"alert.ann.{i}@localhost";
            await office.Store.Database.WriteAsync(tx => MessageTable.AddAsync(tx, Alert(id, "ann", office), []), default);
        }

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => office.Outbox(Smtp(office, server)).SendDueAsync(default))));
        server.Ids.Count.ShouldBe(20);
        server.Ids.Distinct().Count().ShouldBe(20);
    }

    [Fact]
    public async Task A_mail_too_large_is_cut_and_links_to_the_rest_before_or_after_a_server_says_so()
    {
        await using var office = await PostOffice.NewAsync();
        office.Email.MaxBytes = 100_000;
        await using var server = new StubSmtp { Answer = line => line == "." && Interlocked.Increment(ref _ends) == 1 ? "552 5.3.4 too large" : null };
        foreach (var (id, size) in new[] { ("large@localhost", 200_000), ("refused@localhost", 50_000) })
        {
            var text = string.Join('\n', Enumerable.Range(0, size / 50).Select(i => $"line {i} of a very long message {new string('x', 20)}"));
            var message = Alert(id, id[0] == 'l' ? "ann" : "bob", office) with { Text = text, Html = "<p>" + text + "</p>" };
            await office.Store.Database.WriteAsync(tx => MessageTable.AddAsync(tx, message, []), default);
        }

        office.Recipients.Add(Any.Recipient("bob"));
        await office.Outbox(Smtp(office, server)).SendDueAsync(default);
        server.Ids.Order().ShouldBe(["large@localhost", "refused@localhost"]);
        foreach (var mail in server.Taken.Select(m => m.Replace("=\r\n", "", StringComparison.Ordinal)))
        {
            mail.Length.ShouldBeLessThan(40_000);
            mail.ShouldContain("line 0 of a very long message");
            mail.ShouldMatch("too large and is cut here. All of it: http://127.0.0.1:5080/messages/(large|refused)%40localhost");
        }

        (await office.Store.Messages.FindAsync("large@localhost", default))!.Text.Length.ShouldBeGreaterThan(100_000);
    }

    private int _ends;

    [Fact]
    public async Task A_message_refused_also_when_cut_is_shown_and_holds_up_nothing()
    {
        await using var office = await PostOffice.NewAsync();
        await using var server = new StubSmtp { Answer = line => line == "." ? "554 5.6.0 not this" : null };
        await office.DueAsync(Any.Article());
        var message = (await office.Service(Smtp(office, server)).RunNowAsync(null, evenEmpty: false, default)).Single();
        (await StateAsync(office, message.Id)).State.ShouldBe("refused");
        server.Heard.Count(l => l == "DATA").ShouldBe(2);
        (await AlarmsAsync(office)).ShouldBe([$"message:{message.Id}"]);
        (await office.Service().NextDueAsync(default)).ShouldNotBeNull().ShouldBeGreaterThan(office.Time.GetUtcNow());
    }

    [Fact]
    public async Task What_a_reader_switches_off_is_held_and_comes_when_it_is_switched_on()
    {
        await using var office = await PostOffice.NewAsync();
        await using var server = new StubSmtp();
        await office.Store.Database.WriteAsync(tx => MessageTable.AddAsync(tx, Alert("digest.1@localhost", "ann", office) with { Kind = "digest" }, []), default);
        await office.Store.Database.WriteAsync(tx => MessageTable.AddAsync(tx, Alert("alert.1@localhost", "ann", office), []), default);
        await office.DueAsync(Any.Article());
        await office.Stops().SwitchAsync("ann", UnsubscribeLinks.Digests, on: false, default);
        office.Time.Advance(TimeSpan.FromDays(2));
        await office.Service(Smtp(office, server)).RunDueAsync(default);
        server.Ids.ShouldBe(["alert.1@localhost"]); // the other kind goes on
        (await StateAsync(office, "digest.1@localhost")).State.ShouldBe("held");

        await office.Stops().SwitchAsync("ann", UnsubscribeLinks.Digests, on: true, default);
        await office.Service(Smtp(office, server)).RunNowAsync(null, evenEmpty: false, default);
        server.Ids.Count.ShouldBe(3);
        (await office.Store.Messages.ToldAsync(default)).Single().HitId.ShouldBe("pubmed:1");
    }

    [Fact]
    public async Task A_thread_names_all_that_came_before()
    {
        await using var office = await PostOffice.NewAsync();
        await using var server = new StubSmtp();
        var answer = Alert("alert.3@localhost", "ann", office) with { InReplyTo = "alert.2@localhost", References = ["alert.1@localhost", "alert.2@localhost"] };
        await office.Store.Database.WriteAsync(tx => MessageTable.AddAsync(tx, answer, []), default);
        await office.Outbox(Smtp(office, server)).SendDueAsync(default);
        server.Taken.Single().Replace("\r\n ", " ", StringComparison.Ordinal).ShouldContain("References: <alert.1@localhost> <alert.2@localhost>\r\n");
    }

    private static bool IsRcpt(string line) => line.StartsWith("RCPT", StringComparison.Ordinal);

    private static OutMessage Alert(string id, string recipient, PostOffice office) => new()
    {
        Id = id, Recipient = recipient, Address = $"{recipient}@example.org", Kind = "alert", Subject = "News", Text = "News\n", Html = "<p>News</p>",
        Created = office.Time.GetUtcNow(), NextAttempt = office.Time.GetUtcNow(),
    };

    private static async Task<OutMessage> StateAsync(PostOffice office, string id) => (await office.Store.Messages.FindAsync(id, default)).ShouldNotBeNull();

    private static async Task<IReadOnlyList<string>> AlarmsAsync(PostOffice office) => [.. (await office.Store.Alarms.OpenAsync(default)).Select(a => a.Cause.Key).Where(k => !k.StartsWith("later:", StringComparison.Ordinal))];

    private static SmtpTransport Smtp(PostOffice office, StubSmtp server) => new(
        Options.Create(new EmailOptions { Host = "127.0.0.1", Port = server.Port, HandOverTimeout = TimeSpan.FromSeconds(20) }), office.Composer(),
        office.Time, NullLoggerFactory.Instance);
}
