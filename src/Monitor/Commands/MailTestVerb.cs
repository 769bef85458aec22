using System.CommandLine;
using System.Globalization;
using Microsoft.Extensions.Options;
using Monitor.Delivery;
using Monitor.Delivery.Email;
using Monitor.Documents;
using Monitor.Polling;
using Monitor.Store.Sql;

namespace Monitor.Commands;

/// <summary><c>mail-test</c>: a test message through the configured transport.</summary>
internal static class MailTestVerb
{
    public static Command Command(CommandLine line)
    {
        var recipient = new Option<string?>("--recipient") { Description = "Only this recipient's id" };
        var command = new Command("mail-test", "Send a test message") { recipient };
        command.SetAction(async (result, ct) =>
        {
            await using var host = await VerbHost.StartAsync(line, ct, migrate: false);
            var id = result.GetValue(recipient);
            var chosen = host.Get<Subscribers>().Recipients.Where(r => id is null || r.Id == id).ToList();
            if (chosen.Count == 0) throw new UsageException(id is null ? "no recipient is configured" : $"no recipient has the id {id}");
            var transport = host.Get<IMailTransport>();
            var from = host.Get<IOptions<EmailOptions>>().Value.From;
            var failed = 0;
            Console.Out.WriteLine($"Mail goes to {transport.About}.");
            foreach (var r in chosen)
            {
                if (!await SendAsync(transport, r, from, ct)) failed++;
            }

            await transport.RestAsync();

            if (!transport.Leaves) Console.Out.WriteLine("NO MAIL HAS LEFT THIS MACHINE: Email:Transport is Pickup, which writes files. Set Email:Transport to Smtp, and Email:Host.");
            return failed == 0 ? 0 : 1;
        });
        return command;
    }

    private static async Task<bool> SendAsync(IMailTransport transport, Recipient recipient, string from, CancellationToken ct)
    {
        var now = TimeProvider.System.GetUtcNow();
        var text = $"This is a test message of Monitor for {recipient.Id}. If you can read it, mail arrives.\n";
        var message = new OutMessage
        {
            Id = MessageId.Make("test", recipient.Id, now, now.ToString("O", CultureInfo.InvariantCulture), from),
            Recipient = recipient.Id, Address = Addressees.Text(recipient), Kind = "test", Subject = "Monitor: test message",
            Text = text, Html = $"<!DOCTYPE html><html lang=\"en\"><body><p>{System.Net.WebUtility.HtmlEncode(text)}</p></body></html>", Created = now,
        };
        try
        {
            await transport.SendAsync(message, ct);
            Console.Out.WriteLine(transport.Leaves
                ? $"{recipient.Id}: the server took it for {recipient.Email} (250), Message-ID <{message.Id}>. Look whether it arrives: what becomes of it now is the server's."
                : $"{recipient.Id}: written to {transport.Where(message)}");
            return true;
        }
        catch (MailException ex)
        {
            var next = ex.Failure switch
            {
                MailFailure.Address => "the address is refused for good",
                MailFailure.Message => "this message is refused for good",
                MailFailure.Setup => "the server refuses our mail: a matter of configuration, here or there",
                _ => "not now: a real mail would be tried again",
            };
            await Console.Error.WriteLineAsync($"{recipient.Id}: not taken for {recipient.Email}: {ex.Message} ({next})");
            return false;
        }
    }
}
