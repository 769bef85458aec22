using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using Monitor.Store.Sql;

namespace Monitor.Delivery.Email.Smtp;

/// <summary>
/// Hands messages to a mail server by MailKit, each for one recipient. A conversation is kept for the next message until
/// <see cref="RestAsync"/>; one that the server has ended meanwhile is begun anew, once. A stop of the program ends a
/// hand-over at once as long as the server does not have the mail, then waits for its last word.
/// </summary>
internal sealed class SmtpTransport(IOptions<EmailOptions> options, MailComposer composer, TimeProvider time, ILoggerFactory logs)
    : IMailTransport, IDisposable
{
    private readonly EmailOptions _options = options.Value;
    private readonly ProtocolLog? _log = ProtocolLog.Of(options.Value.ProtocolLog, time, logs);
    private readonly ConcurrentStack<SmtpConnection> _kept = new();
    private volatile bool _disposed;

    public string About => $"SMTP {_options.Host}:{_options.Port} ({Encryption}, {Login})";

    private string Encryption => _options.Security switch
    {
        EmailSecurity.Tls => "TLS",
        EmailSecurity.StartTls => "STARTTLS",
        _ => "no encryption",
    };

    private string Login => _options switch
    {
        { User: not { Length: > 0 } } => "no login",
        { TokenFile: { Length: > 0 } } => $"login as {_options.User} by token",
        _ => $"login as {_options.User}",
    };

    public async Task SendAsync(OutMessage message, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        using var mail = await composer.ComposeAsync(message, ct);
        using var limit = new HandOverLimit(_options.HandOverTimeout, ct);
        var connection = !mail.NeedsUtf8 && _kept.TryPop(out var kept) ? kept : New(mail);
        try
        {
            while (!await connection.TryHandOverAsync(mail, limit))
            {
                // The server was tired of a conversation that rested, or that had brought enough; it does not have this mail.
                connection.Dispose();
                connection = New(mail);
            }

            if (!connection.IsUsable) await connection.CloseAsync();
        }
        catch (OperationCanceledException) when (limit.IsStopped)
        {
            ct.ThrowIfCancellationRequested();
        }
        catch (Exception ex) when (ex is not MailException)
        {
            throw SmtpFailure.Explained(ex, _options, connection.Refusal);
        }
        finally
        {
            if (connection.IsUsable && !_disposed) _kept.Push(connection);
            else connection.Dispose();
        }
    }

    public async Task RestAsync()
    {
        while (_kept.TryPop(out var connection)) await connection.CloseAsync();
    }

    public void Dispose()
    {
        _disposed = true;
        while (_kept.TryPop(out var connection)) connection.Dispose();
    }

    private SmtpConnection New(ComposedMail mail) => new(_options, _log, mail.NeedsUtf8);
}
