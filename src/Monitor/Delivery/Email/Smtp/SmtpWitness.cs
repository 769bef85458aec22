using System.Text;
using MailKit;

namespace Monitor.Delivery.Email.Smtp;

/// <summary>
/// Hears every word of one conversation: keeps what the server refused, knows whether it may have the mail, and writes what
/// was said to the protocol log, without secrets, bodies and names of recipients.
/// </summary>
/// <param name="log">Takes one line; null = nothing is logged.</param>
internal sealed class SmtpWitness(Action<string>? log) : IProtocolLogger
{
    private readonly StringBuilder _heard = new();
    private readonly StringBuilder _reply = new();
    private readonly SmtpMask _mask = new();
    private volatile bool _handsOver;
    private long _body = -1;
    private bool _login;

    /// <summary>Of MailKit; ours masks more.</summary>
    public IAuthenticationSecretDetector? AuthenticationSecretDetector { get; set; } = new None();

    /// <summary>The first reply of 400 and more since <see cref="Forget"/>; null = none.</summary>
    public SmtpReply? Refusal { get; private set; }

    /// <summary>DATA was said since <see cref="Forget"/>: the server may have the mail.</summary>
    public bool HandsOver => _handsOver;

    public void Forget() => (Refusal, _handsOver) = (null, false);

    /// <summary>A text that must not be in the log, also not in the mouth of the server.</summary>
    public void Hide(string secret) => _mask.Hide(secret);

    public void LogConnect(Uri uri) => log?.Invoke($"connected to {uri.Host}:{uri.Port}");

    public void LogClient(byte[] buffer, int offset, int count)
    {
        if (_body >= 0)
        {
            _body += count;
            return;
        }

        foreach (var line in Encoding.UTF8.GetString(buffer, offset, count).Split("\r\n", StringSplitOptions.RemoveEmptyEntries))
        {
            if (line == "DATA") _handsOver = true;
            log?.Invoke($"C: {(_login ? SmtpMask.Masked : _mask.Command(line))}");
        }
    }

    public void LogServer(byte[] buffer, int offset, int count)
    {
        _heard.Append(Encoding.UTF8.GetString(buffer, offset, count));
        var text = _heard.ToString();
        var end = text.LastIndexOf('\n') + 1;
        _heard.Clear().Append(text, end, text.Length - end);
        foreach (var line in text[..end].Split(["\r\n", "\n"], StringSplitOptions.RemoveEmptyEntries)) Line(line);
    }

    public void Dispose() => log?.Invoke("closed");

    private void Line(string line)
    {
        if (_body >= 0) log?.Invoke($"C: (the mail, {_body} bytes)");
        _body = -1;
        log?.Invoke($"S: {_mask.Reply(line)}");
        var code = line.Length >= 3 && int.TryParse(line.AsSpan(0, 3), out var number) ? number : -1;
        if (code < 0) return;
        _reply.Append(line.Length > 4 ? line[4..] : "").Append(' ');
        if (line.Length > 3 && line[3] == '-') return;
        (_login, _body) = (code == 334, code == 354 ? 0 : -1);
        if (code >= 400) Refusal ??= SmtpReply.Of(code, _reply.ToString(), aboutRecipient: false);
        _reply.Clear();
    }

    /// <summary>MailKit asks for one.</summary>
    private sealed class None : IAuthenticationSecretDetector
    {
        public IList<AuthenticationSecret> DetectSecrets(byte[] buffer, int offset, int count) => [];
    }
}
