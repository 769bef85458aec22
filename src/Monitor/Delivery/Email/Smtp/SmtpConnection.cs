using System.Net;
using System.Net.Sockets;
using System.Text;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace Monitor.Delivery.Email.Smtp;

/// <summary>One conversation with the mail server, for one message after the other; begun at the first.</summary>
internal sealed class SmtpConnection : IDisposable
{
    /// <summary>A farewell that is not answered is not waited for.</summary>
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(5);

    private readonly EmailOptions _options;
    private readonly SmtpWitness _witness;
    private readonly Client _client;
    private readonly bool _utf8;
    private bool _ready;
    private int _taken;

    /// <param name="options">How the server is reached.</param>
    /// <param name="log">What is said is written there.</param>
    /// <param name="utf8">For one message to or from an address that only SMTPUTF8 can name.</param>
    public SmtpConnection(EmailOptions options, ProtocolLog? log, bool utf8)
    {
        (_options, _witness, _utf8) = (options, new SmtpWitness(log?.Conversation()), utf8);
        _client = new Client(_witness)
        {
            // Many a host reaches no list of revoked certificates.
            CheckCertificateRevocation = false,
            Timeout = (int)options.HandOverTimeout.TotalMilliseconds,
        };
    }

    /// <summary>What the server refused in the last attempt; null = nothing.</summary>
    public SmtpReply? Refusal => _witness.Refusal is { } reply ? reply with { AboutRecipient = _client.RecipientRefused } : null;

    /// <summary>Whether another message can be handed over by it.</summary>
    public bool IsUsable => _ready && !_utf8 && _client.IsConnected && Refusal?.Code != 421;

    /// <returns>False: this conversation, kept from an earlier message, has ended, and the server does not have the mail.</returns>
    public async Task<bool> TryHandOverAsync(ComposedMail mail, HandOverLimit limit)
    {
        limit.HandsOver = () => _witness.HandsOver;
        try
        {
            if (!_ready) await OpenAsync(limit.Token);
            _witness.Forget();
            _client.RecipientRefused = false;
            if (mail.NeedsUtf8 && !_client.Capabilities.HasFlag(SmtpCapabilities.UTF8))
            {
                throw new MailException($"{mail.To.Address}: {_options.Host}:{_options.Port} takes no mail address with other than ASCII characters before the @ (SMTPUTF8)", MailFailure.Address);
            }

            await _client.SendAsync(mail.Format, mail.Message, mail.From, [mail.To], limit.Token);
            _taken++;
            return true;
        }
        catch (Exception ex) when (_taken > 0 && !_witness.HandsOver && !limit.IsOver && HasEnded(ex))
        {
            return false;
        }
        catch (Exception ex) when (ex is not (SmtpCommandException or MailException))
        {
            _ready = false;
            throw;
        }
    }

    /// <summary>Takes leave of the server.</summary>
    public async Task CloseAsync()
    {
        try
        {
            using var limit = new CancellationTokenSource(Farewell);
            await _client.DisconnectAsync(quit: true, limit.Token);
        }
        catch (Exception ex) when (ex is ProtocolException or IOException or SocketException or OperationCanceledException or TimeoutException)
        {
            // It has gone already.
        }
        finally
        {
            Dispose();
        }
    }

    public void Dispose() => _client.Dispose();

    private bool HasEnded(Exception ex) => Refusal is { } reply ? reply.Code == 421 : ex is ServiceNotConnectedException or ProtocolException or IOException or SocketException;

    private async Task OpenAsync(CancellationToken ct)
    {
        var security = _options.Security switch
        {
            EmailSecurity.Tls => SecureSocketOptions.SslOnConnect,
            EmailSecurity.StartTls => SecureSocketOptions.StartTls, // asked for is required: MailKit ends the conversation where it is not offered
            _ => SecureSocketOptions.None,
        };
        // Read anew: a new password, or a token that something else refreshes, counts at the next login.
        var login = await LoginAsync(ct);
        await _client.ConnectAsync(_options.Host ?? "", _options.Port, security, ct);
        _witness.Forget();
        await login(ct);
        // MailKit would ask for it for a domain alone, and a mail taken so is returned by the next server that does not know it.
        if (!_utf8) _client.Capabilities &= ~SmtpCapabilities.UTF8;
        _ready = true;
    }

    private async Task<Func<CancellationToken, Task>> LoginAsync(CancellationToken ct)
    {
        if (_options.User is not { Length: > 0 } user) return _ => Task.CompletedTask;
        var byToken = _options.TokenFile is { Length: > 0 };
        var secret = (byToken ? _options.TokenFile : _options.PasswordFile) is { Length: > 0 } file ? (await File.ReadAllTextAsync(file, ct)).TrimEnd('\r', '\n') : "";
        _witness.Hide(secret);
        return byToken
            ? cancel => _client.AuthenticateAsync(Bearer(user, secret.Trim()), cancel)
            : cancel => _client.AuthenticateAsync(Encoding.UTF8, new NetworkCredential(user, secret), cancel);
    }

    private SaslMechanism Bearer(string user, string token) =>
        _client.AuthenticationMechanisms.Contains("OAUTHBEARER") && !_client.AuthenticationMechanisms.Contains("XOAUTH2")
            ? new SaslMechanismOAuthBearer(user, token)
            : new SaslMechanismOAuth2(user, token);

    private sealed class Client(SmtpWitness witness) : SmtpClient(witness)
    {
        /// <summary>Whether it was the recipient who was refused: what MailKit throws may be about the end of the conversation only.</summary>
        public bool RecipientRefused { get; set; }

        /// <summary>Mails leave as they were composed and signed, whatever the server could take besides.</summary>
        protected override void Prepare(FormatOptions options, MimeMessage message, EncodingConstraint constraint, int maxLineLength)
        {
        }

        protected override void OnRecipientNotAccepted(MimeMessage message, MailboxAddress mailbox, SmtpResponse response)
        {
            RecipientRefused = true;
            base.OnRecipientNotAccepted(message, mailbox, response);
        }
    }
}
