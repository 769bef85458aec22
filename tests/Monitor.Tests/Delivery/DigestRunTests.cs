using Monitor.Delivery.Email;
using Monitor.Store.Sql;
using Monitor.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Delivery;

/// <summary>Told once, under one Message-ID, whatever breaks.</summary>
[OnEveryStore]
public sealed class DigestRunTests
{
    [Fact]
    public async Task What_is_due_is_told_once()
    {
        await using var office = await PostOffice.NewAsync();
        await office.DueAsync(Any.Article());
        var message = (await office.Service().RunNowAsync(null, evenEmpty: false, default)).Single();
        message.Id.ShouldMatch("^digest\\.ann\\.20261122T120000\\.[0-9a-f]{8}@localhost$");
        Path.GetFileName(office.Mails().Single()).ShouldBe(message.Id + ".eml");
        (await office.Service().RunNowAsync(null, evenEmpty: false, default)).ShouldBeEmpty();
        office.Mails().Length.ShouldBe(1);
        (await office.Store.Messages.ToldAsync(default)).Select(t => (t.Recipient, t.HitId, t.Type, t.MessageId, t.State)).ShouldBe([("ann", "pubmed:1", "new", message.Id, "sent")]);
    }

    [Fact]
    public async Task A_preview_stores_and_sends_nothing()
    {
        await using var office = await PostOffice.NewAsync();
        await office.DueAsync(Any.Article());
        var preview = (await office.Service().PreviewAsync(null, default)).Single();
        office.Mails().ShouldBeEmpty();
        (await office.Service().RunNowAsync(null, evenEmpty: false, default)).Single().Id.ShouldBe(preview.Id); // the same news, the same id
    }

    [Fact]
    public async Task After_a_crash_the_message_leaves_under_the_same_id_in_one_file()
    {
        await using var office = await PostOffice.NewAsync();
        await office.DueAsync(Any.Article());
        // The process dies while it hands over: nothing is noted, and half a mail lies in the working folder.
        await Should.ThrowAsync<OperationCanceledException>(() => office.Service(new Stopped()).RunNowAsync(null, evenEmpty: false, default));
        var message = (await office.Store.Messages.ListAsync(null, 0, 9, default)).Single();
        message.State.ShouldBe("pending");
        var half = Path.Combine(office.Folder, ".writing", message.Id);
        Directory.CreateDirectory(Path.GetDirectoryName(half)!); // non-null: just combined
        await File.WriteAllTextAsync(half, $"Subject: half{new string('f', 100_000)}");
        office.Mails().ShouldBeEmpty();

        await office.Outbox().SendDueAsync(default);
        Path.GetFileName(office.Mails().Single()).ShouldBe(message.Id + ".eml");
        // And once more, as if the note "sent" had been lost: the same file again.
        await office.Store.Database.WriteAsync(tx => MessageTable.SetAsync(tx, message.Id, "pending", 1, PostOffice.Start, null, null), default);
        await office.Outbox().SendDueAsync(default);
        office.Mails().Length.ShouldBe(1);
        (await File.ReadAllTextAsync(office.Mails()[0])).ShouldContain($"<{message.Id}>");
        (await File.ReadAllTextAsync(office.Mails()[0])).ShouldNotContain(new string('f', 50));
        Directory.GetFileSystemEntries(Path.Combine(office.Folder, ".writing")).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_is_tried_again_later()
    {
        await using var office = await PostOffice.NewAsync();
        await office.DueAsync(Any.Article());
        await File.WriteAllTextAsync(office.Folder, "a file where the folder should be");
        await office.Service().RunNowAsync(null, evenEmpty: false, default);
        var message = (await office.Store.Messages.ListAsync(null, 0, 9, default)).Single();
        (message.State, message.Attempts, message.NextAttempt).ShouldBe(("pending", 1, PostOffice.Start.AddMinutes(1)));
        message.Error.ShouldNotBeNullOrEmpty();
        (await office.Service().NextDueAsync(default)).ShouldBe(PostOffice.Start.AddMinutes(1));

        File.Delete(office.Folder);
        (await office.Outbox().SendDueAsync(default)).ShouldBe(0); // not before its time
        office.Time.Advance(TimeSpan.FromMinutes(1));
        (await office.Outbox().SendDueAsync(default)).ShouldBe(1);
        office.Mails().Length.ShouldBe(1);
    }

    [Fact]
    public async Task A_message_that_breaks_the_transport_does_not_stop_the_others()
    {
        await using var office = await PostOffice.NewAsync();
        office.Recipients.Add(Any.Recipient("bob"));
        await office.DueAsync(Any.Article());
        var taken = new Picky("ann");
        await office.Service(taken).RunNowAsync(null, evenEmpty: false, default);
        taken.Taken.ShouldBe(["bob"]);
        (await office.Store.Messages.ListAsync("ann", 0, 9, default)).Single().State.ShouldBe("pending");
    }

    [Fact]
    public async Task A_recipient_whose_address_is_none_does_not_stop_the_others()
    {
        await using var office = await PostOffice.NewAsync();
        office.Recipients.Insert(0, Any.Recipient("bad") with { Email = "no address", Name = "Bad" });
        office.Recipients.Add(Any.Recipient("bob"));
        await office.DueAsync(Any.Article());
        await office.Service().RunDueAsync(default);
        office.Time.Advance(TimeSpan.FromDays(1));
        await office.Service().RunDueAsync(default);
        office.Mails().Length.ShouldBe(2);
    }

    [Fact]
    public async Task A_silent_start_is_announced_once_to_each_reader_of_the_watch()
    {
        await using var office = await PostOffice.NewAsync();
        office.Recipients.Add(Any.Recipient("bob", "other"));
        await office.Store.Database.WriteAsync(tx => QuietTable.AddAsync(tx, new QuietBatch(0, "hair", "pubmed", "baseline", 42, PostOffice.Start.AddYears(-1), PostOffice.Start)), default);
        var message = (await office.Service().RunNowAsync(null, evenEmpty: false, default)).Single();
        message.Recipient.ShouldBe("ann");
        message.Subject.ShouldStartWith("Now watching");
        message.Text.ShouldContain("hair: 42 records stored silently since 2025-11-22 (records: pubmed 42)");
        (await office.Service().RunNowAsync(null, evenEmpty: false, default)).ShouldBeEmpty();
    }

    private sealed class Stopped : IMailTransport
    {
        public Task SendAsync(OutMessage message, CancellationToken ct) => throw new OperationCanceledException();
    }

    private sealed class Picky(string refused) : IMailTransport
    {
        public List<string> Taken { get; } = [];

        public Task SendAsync(OutMessage message, CancellationToken ct)
        {
            if (message.Recipient == refused) throw new InvalidOperationException("a defect");
            Taken.Add(message.Recipient);
            return Task.CompletedTask;
        }
    }
}
