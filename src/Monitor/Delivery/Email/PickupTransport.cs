using System.Globalization;
using System.Net.Mail;
using System.Text;
using Monitor.Store.Sql;

namespace Monitor.Delivery.Email;

/// <summary>
/// Writes each message as <c>{message-id}.eml</c> into a folder: whole under another name, then renamed, so that whoever
/// watches the folder never sees half a mail. No mail leaves the machine.
/// </summary>
internal sealed class PickupTransport(string folder, MailComposer composer) : IMailTransport
{
    public PickupTransport(string folder, string from)
        : this(folder, new MailComposer(from))
    {
    }

    public string About => $"files in {Path.GetFullPath(folder)}";

    public bool Leaves => false;

    public string Where(OutMessage message) => Path.Combine(Path.GetFullPath(folder), message.Id + ".eml");

    public async Task SendAsync(OutMessage message, CancellationToken ct)
    {
        try
        {
            var work = Path.Combine(Path.GetFullPath(folder), ".writing", message.Id);
            // What a crash left here is half a mail.
            if (Directory.Exists(work)) Directory.Delete(work, recursive: true);
            Directory.CreateDirectory(work);
            using (var mail = await composer.ComposeAsync(message, ct))
            using (var client = new SmtpClient { DeliveryMethod = SmtpDeliveryMethod.SpecifiedPickupDirectory, PickupDirectoryLocation = work })
            {
                await client.SendMailAsync(mail, ct);
            }

            var written = Directory.EnumerateFiles(work, "*.eml").Single();
            var done = Path.Combine(work, "message");
            await File.WriteAllTextAsync(done, Clean(await File.ReadAllTextAsync(written, Encoding.Latin1, ct), message), Encoding.Latin1, ct);
            File.Move(done, Where(message), overwrite: true);
            Directory.Delete(work, recursive: true);
        }
        catch (Exception ex) when (ex is IOException or UnauthorizedAccessException or SmtpException)
        {
            throw new MailException($"{folder}: {ex.Message}", MailFailure.Later, ex);
        }
        catch (FormatException ex)
        {
            throw new MailException($"{message.Address}: {ex.Message}", MailFailure.Address, ex);
        }
    }

    /// <summary>The pickup writer adds X-Sender and X-Receiver and its own Date: the first two go, the third is the message's.</summary>
    private static string Clean(string eml, OutMessage message)
    {
        var end = eml.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        var headers = eml[..end].Split("\r\n").Where(h =>
            !h.StartsWith("X-Sender:", StringComparison.OrdinalIgnoreCase)
            && !h.StartsWith("X-Receiver:", StringComparison.OrdinalIgnoreCase)
            && !h.StartsWith("Date:", StringComparison.OrdinalIgnoreCase));
        var date = message.Created.ToString("ddd, dd MMM yyyy HH:mm:ss '+0000'", CultureInfo.InvariantCulture);
        return $"Date: {date}\r\n{string.Join("\r\n", headers)}{eml[end..]}";
    }
}
