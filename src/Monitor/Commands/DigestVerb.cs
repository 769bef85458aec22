using System.CommandLine;
using Monitor.Delivery;
using Monitor.Polling;

namespace Monitor.Commands;

/// <summary><c>digest</c>: build and send what is due, whatever the hour.</summary>
internal static class DigestVerb
{
    public static Command Command(CommandLine line)
    {
        var recipient = new Option<string?>("--recipient") { Description = "Only this recipient's id" };
        var dryRun = new Option<bool>("--dry-run") { Description = "Print the digest, send and note nothing" };
        var json = new Option<bool>("--json") { Description = "One JSON document on standard output" };
        var command = new Command("digest", "Build and send what is due") { recipient, dryRun, json };
        command.SetAction(async (result, ct) =>
        {
            await using var host = await VerbHost.StartAsync(line, ct);
            var id = result.GetValue(recipient);
            var known = host.Get<Subscribers>().Recipients;
            if (id is not null && known.All(r => r.Id != id)) throw new UsageException($"no recipient has the id {id}; there are {string.Join(", ", known.Select(r => r.Id))}");
            var service = host.Get<DeliveryService>();
            var messages = result.GetValue(dryRun) ? await service.PreviewAsync(id, ct) : await service.RunNowAsync(id, evenEmpty: false, ct);
            if (result.GetValue(json))
            {
                VerbHost.WriteJson(new { messages = messages.Select(m => new { m.Id, m.Recipient, m.Subject, m.Text }) });
                return 0;
            }

            if (messages.Count == 0) Console.Out.WriteLine("Nothing is due.");
            foreach (var message in messages)
            {
                if (result.GetValue(dryRun)) Console.Out.WriteLine($"To: {message.Address}\nSubject: {message.Subject}\n\n{message.Text}");
                else Console.Out.WriteLine($"{message.Id}: {message.Subject}");
            }

            return 0;
        });
        return command;
    }
}
