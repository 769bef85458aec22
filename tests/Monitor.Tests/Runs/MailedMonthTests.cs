using System.Globalization;
using Monitor.Documents;
using Monitor.Store.Sql;
using Monitor.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Runs;

/// <summary>
/// A demo month through a real Postfix into Maildirs, for five readers in five zones, over each change of the clocks, with the
/// server stopped, slow and refusing in between: every mail read by another library, nothing lost, nothing doubled.
/// </summary>
public sealed class MailedMonthTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("2026-03-05", 1, Explicit = true)] // America forward on 8 March, Europe on the 29th, Lord Howe back on 5 April; for the night
    [InlineData("2026-10-01", 2)] // Lord Howe forward on 4 October, Europe back on the 25th, America on 1 November
    public async Task All_that_was_due_lies_once_in_each_mailbox(string start, int seed)
    {
        var first = DateOnly.ParseExact(start, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        var month = await MailedMonth.PlayAsync(first, seed);
        Report(month);
        Reconciled(month);
        foreach (var reader in MailedMonth.Readers)
        {
            Delivered(month, reader);
            OnTime(month, reader, first);
        }

        Troubled(month);
    }

    private void Report(MailedMonth month)
    {
        output.WriteLine($"published {month.Truth.Published}, expected {month.Truth.Expected}, delivered {month.Truth.Delivered}, missing {month.Truth.Missing.Count}, duplicated {month.Truth.Duplicated.Count}");
        foreach (var (box, mails) in month.Boxes) output.WriteLine($"{box}: {mails.Count} mails, {mails.Sum(m => MailedMonth.Items(m).Count())} items, {mails.Sum(MailedMonth.Revisions)} of {month.Told.Count(t => t.Recipient == box)} revisions written out");
        foreach (var (answer, count) in month.Answers.OrderBy(a => a.Key, StringComparer.Ordinal)) output.WriteLine($"{count} x {answer}");
        output.WriteLine($"largest messages: {string.Join(' ', month.Messages.Select(Monitor.Delivery.ShortMessage.Bytes).OrderDescending().Take(8))}");
        foreach (var state in month.Messages.GroupBy(m => (m.State, m.Short))) output.WriteLine($"{state.Count()} messages {state.Key}, attempts {state.Sum(m => m.Attempts)}");
    }

    private static void Reconciled(MailedMonth month)
    {
        month.Truth.Missing.ShouldBeEmpty();
        month.Truth.Duplicated.ShouldBeEmpty();
        month.Truth.Expected.ShouldBeGreaterThan(100);
        month.Truth.Delivered.ShouldBeGreaterThanOrEqualTo(month.Truth.Expected);
        month.Messages.ShouldAllBe(m => m.State == "sent");
        // Not by our own note alone: each of these lies in the mailbox of its reader.
        foreach (var told in month.Told) month.Boxes[told.Recipient].Count(m => m.Id == told.MessageId).ShouldBe(1, $"{told}");
    }

    private static void Delivered(MailedMonth month, Recipient reader)
    {
        var mails = month.Boxes[reader.Id];
        var messages = month.Messages.Where(m => m.Recipient == reader.Id).ToDictionary(m => m.Id, StringComparer.Ordinal);
        mails.Select(m => m.Id).Order(StringComparer.Ordinal).ShouldBe(messages.Keys.Order(StringComparer.Ordinal), $"{reader.Id}: each message once");
        foreach (var mail in mails) Right(mail, messages[mail.Id], reader);
        foreach (var kind in mails.GroupBy(MailedMonth.IsDigest)) kind.Select(m => m.Headers["list-unsubscribe"].Single()).Distinct().Count().ShouldBe(1, "one link per reader and kind");
        mails.ShouldContain(m => !MailedMonth.IsDigest(m), $"{reader.Id}: no alert");
        var whole = mails.Where(m => MailedMonth.IsDigest(m) && !messages[m.Id].Short).ToList();
        whole.SelectMany(m => MailedMonth.Items(m).Distinct(StringComparer.Ordinal)).GroupBy(i => i, StringComparer.Ordinal).Where(g => g.Count() > 1).Select(g => g.Key).ShouldBeEmpty($"{reader.Id}: no item told twice");
        foreach (var mail in whole) MailedMonth.Revisions(mail).ShouldBe(month.Told.Count(t => t.MessageId == mail.Id), $"{mail.Id} says as much as was due: {mail.Text}");
        foreach (var told in month.Told.Where(t => t.Recipient == reader.Id && t.HitId.StartsWith("pubmed:", StringComparison.Ordinal) && !messages[t.MessageId].Short))
        {
            // Its own link, or that of the record which speaks for the report; the world's DOIs hold the PMID.
            mails.Single(m => m.Id == told.MessageId).Text.ShouldContain(told.HitId["pubmed:".Length..], customMessage: $"{told}");
        }
    }

    private static void Right(ReadMail mail, OutMessage message, Recipient reader)
    {
        mail.Defects.ShouldBeEmpty(mail.Id);
        mail.Type.ShouldBe("multipart/alternative");
        mail.Parts.Select(p => (p.Type, p.Charset)).ShouldBe([("text/plain", "utf-8"), ("text/html", "utf-8")]);
        mail.Ascii.ShouldBeTrue();
        mail.Longest.ShouldBeLessThanOrEqualTo(998);
        mail.To.ShouldBe(reader.Email);
        mail.ToName.ShouldBe(reader.Name ?? "");
        Header("from").ShouldBe(MailedMonth.From);
        Header("delivered-to").ShouldBe(reader.Email);
        Header("return-path").ShouldBe($"<monitor@{Postfix.Domain}>");
        Header("subject").ShouldBe(message.Subject);
        Header("auto-submitted").ShouldBe("auto-generated");
        Header("list-id").ShouldBe($"Monitor {message.Kind} <{message.Kind}.monitor.{Postfix.Domain}>");
        Header("list-unsubscribe").ShouldMatch("^<https://monitor\\.example/unsubscribe/[A-Za-z0-9_-]{43}>$");
        Header("list-unsubscribe-post").ShouldBe("List-Unsubscribe=One-Click");
        Header("date").ShouldNotBeEmpty();
        var footer = $"No more of these: {Header("list-unsubscribe").Trim('<', '>')}\n";
        var text = mail.Text.ReplaceLineEndings("\n");
        text.ShouldEndWith(footer);
        if (message.Short) text.ShouldContain("too large and is cut here");
        else text.ShouldBe($"{message.Text.TrimEnd('\n')}\n\n{footer}");
        mail.Html.ShouldContain("No more of these mails");

        string Header(string name) => mail.Headers.GetValueOrDefault(name, []).ShouldHaveSingleItem($"{name} of {mail.Id}");
    }

    /// <summary>On each local day the schedule names, once, at the hour it names; a time that the clocks leave out just after the gap.</summary>
    private static void OnTime(MailedMonth month, Recipient reader, DateOnly first)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(reader.Zone);
        var at = TimeOnly.ParseExact(reader.Schedule.Split(' ')[1], "HH:mm", CultureInfo.InvariantCulture);
        var left = month.Leaving(reader);
        left.Select(DateOnly.FromDateTime).ShouldBeUnique($"{reader.Id}: one digest a day");
        foreach (var moment in left)
        {
            var wanted = DateOnly.FromDateTime(moment).ToDateTime(at);
            while (zone.IsInvalidTime(wanted)) wanted = wanted.AddMinutes(1);
            moment.ShouldBe(wanted, $"{reader.Id}");
        }

        var days = Enumerable.Range(1, MailedMonth.Days - 2).Select(first.AddDays).Where(d => !reader.Schedule.StartsWith("weekdays", StringComparison.Ordinal) || d.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday))
            // While the address was refused for good nothing was composed.
            .Where(d => reader.Id != "newyork" || d < first.AddDays(12) || d > first.AddDays(17));
        days.Except(left.Select(DateOnly.FromDateTime)).ShouldBeEmpty($"{reader.Id}: no day left out");
        if (reader.Id != "seoul") left.Select(m => zone.GetUtcOffset(m)).Distinct().Count().ShouldBe(2, $"{reader.Id}: the clocks changed");
    }

    private static void Troubled(MailedMonth month)
    {
        foreach (var answer in (string[])["stopped", "421", "450", "550 5.1.1", "550 5.7.1", "552 5.3.4", "552 5.2.2", "451", "slow"])
        {
            month.Answers.Keys.ShouldContain(k => k.StartsWith(answer, StringComparison.Ordinal), answer);
        }

        month.Messages.ShouldContain(m => m.Short, "one was cut");
        month.Messages.ShouldContain(m => m.Attempts > 3);
        var alarms = month.Alarms.Where(a => a.Cause.Kind == AlarmKind.Mail).ToList();
        alarms.Select(a => a.Cause.Key.Split(':')[0]).Distinct().Order(StringComparer.Ordinal).ShouldBe(["address", "later", "setup", "suppressed"]);
        alarms.ShouldAllBe(a => a.Closed != null);
        month.Boxes["operator"].ShouldContain(m => m.Text.Contains("POST /api/recipients/newyork/resume", StringComparison.Ordinal));
        month.Boxes["operator"].ShouldAllBe(m => m.Defects.Count == 0 && !m.Headers.ContainsKey("list-unsubscribe"));
    }
}
