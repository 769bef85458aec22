using Monitor.Store;
using Monitor.Store.Sql;

namespace Monitor.Delivery.Email;

/// <summary>
/// Writes each message as <c>{message-id}.eml</c> into a folder: whole in another one, then moved, so that whoever
/// watches the folder never sees half a mail. No mail leaves the machine.
/// </summary>
internal sealed class PickupTransport(string folder, MailComposer composer) : IMailTransport
{
    public string About => $"files in {Path.GetFullPath(folder)}";

    public bool Leaves => false;

    public string Where(OutMessage message) => Path.Combine(Path.GetFullPath(folder), message.Id + ".eml");

    public async Task SendAsync(OutMessage message, CancellationToken ct)
    {
        using var mail = await composer.ComposeAsync(message, ct);
        try
        {
            var half = Path.Combine(PrivateFiles.Folder(Path.Combine(folder, ".writing")), message.Id);
            // What a crash left there is half a mail.
            await using (var file = PrivateFiles.Create(half)) await mail.WriteToAsync(file, ct);
            File.Move(half, Where(message), overwrite: true);
        }
        catch (Exception ex) when (ex is IOException or UnauthorizedAccessException)
        {
            throw new MailException($"{folder}: {ex.Message}", MailFailure.Later, ex);
        }
    }
}
