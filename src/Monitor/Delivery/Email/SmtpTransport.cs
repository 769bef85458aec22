using System.Net;
using System.Net.Mail;
using System.Security.Authentication;
using Microsoft.Extensions.Options;
using Monitor.Store.Sql;

namespace Monitor.Delivery.Email;

/// <summary>
/// Hands each message to a mail server in a conversation of its own, for one recipient. A hand-over that has begun is not cut
/// off by a stop of the program at once: whether the server took the mail would not be known.
/// </summary>
internal sealed class SmtpTransport(IOptions<EmailOptions> options, MailComposer composer) : IMailTransport
{
    /// <summary>How long a stop of the program waits for a server's last word.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(20);

    private readonly EmailOptions _options = options.Value;

    public string About => $"SMTP {_options.Host}:{_options.Port} ({(_options.Security == EmailSecurity.None ? "no encryption" : "STARTTLS")}, {(_options.User is { Length: > 0 } user ? $"login as {user}" : "no login")})";

    public async Task SendAsync(OutMessage message, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        try
        {
            using var mail = await composer.ComposeAsync(message, ct);
            if (mail.To[0].User.Any(c => c > 127)) throw new MailException($"{mail.To[0].Address}: a mail address with other than ASCII characters before the @ cannot be reached by this transport", MailFailure.Address);
            using var client = new SmtpClient(_options.Host, _options.Port)
            {
                EnableSsl = _options.Security == EmailSecurity.StartTls,
                Timeout = (int)_options.HandOverTimeout.TotalMilliseconds,
                Credentials = _options.User is { Length: > 0 } user ? new NetworkCredential(user, await PasswordAsync(ct)) : null,
            };
            await HandOverAsync(client, mail, ct);
        }
        catch (SmtpException ex)
        {
            throw SmtpReply.Of(ex).Explained($"{_options.Host}:{_options.Port}", _options.User is { Length: > 0 }, ex);
        }
        catch (Exception ex) when (ex is IOException or AuthenticationException or UnauthorizedAccessException)
        {
            throw new MailException($"{_options.Host}:{_options.Port}: {ex.Message}", ex is AuthenticationException ? MailFailure.Setup : MailFailure.Later, ex);
        }
        catch (FormatException ex)
        {
            throw new MailException($"{message.Address}: {ex.Message}", MailFailure.Address, ex);
        }
    }

    private static async Task HandOverAsync(SmtpClient client, MailMessage mail, CancellationToken ct)
    {
        var sending = client.SendMailAsync(mail, CancellationToken.None);
        try
        {
            await sending.WaitAsync(ct);
        }
        catch (OperationCanceledException) when (!sending.IsCompleted)
        {
            if (await Task.WhenAny(sending, Task.Delay(Grace, TimeProvider.System, CancellationToken.None)) != sending) throw;
            await sending;
        }
    }

    /// <summary>Read each time: a new password counts without a restart.</summary>
    private async Task<string> PasswordAsync(CancellationToken ct) =>
        _options.PasswordFile is { Length: > 0 } file ? (await File.ReadAllTextAsync(file, ct)).TrimEnd('\r', '\n') : "";
}
