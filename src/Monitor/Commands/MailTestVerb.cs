using System.CommandLine;
using System.Globalization;
using Microsoft.Extensions.Options;
using Monitor.Delivery.Email;
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
            var now = TimeProvider.System.GetUtcNow();
            var domain = new System.Net.Mail.MailAddress(host.Get<IOptions<EmailOptions>>().Value.From).Host;
            foreach (var r in chosen)
            {
                var text = $"This is a test message of Monitor for {r.Id}. If you can read it, mail arrives.\n";
                var message = new OutMessage
                {
                    Id = string.Create(CultureInfo.InvariantCulture, $"test.{r.Id}.{now:yyyyMMdd'T'HHmmssfff}@{domain}"),
                    Recipient = r.Id, Address = r.Email, Kind = "test", Subject = "Monitor: test message",
                    Text = text, Html = $"<!DOCTYPE html><html lang=\"en\"><body><p>{System.Net.WebUtility.HtmlEncode(text)}</p></body></html>", Created = now,
                };
                try
                {
                    await host.Get<IMailTransport>().SendAsync(message, ct);
                    Console.Out.WriteLine($"{r.Id}: taken, {message.Id}");
                }
                catch (MailException ex)
                {
                    await Console.Error.WriteLineAsync($"{r.Id}: not taken: {ex.Message}");
                    return 1;
                }
            }

            return 0;
        });
        return command;
    }
}
