using System.Net;
using Monitor.Delivery.Email;
using Monitor.Store;
using Monitor.Telemetry;

namespace Monitor.Configuration;

/// <summary>What a value must also fulfil once it is known which one counts.</summary>
internal static class OptionRules
{
    /// <summary>Adds what is wrong with the values that count.</summary>
    public static void Check(IReadOnlyCollection<GivenValue> values, List<ConfigError> errors)
    {
        foreach (var value in values.Where(value => !value.Key.IsList && !value.Unset))
        {
            if (Problem(value.Key, value.Texts[0]) is { } problem) errors.Add(new ConfigError(value.Place, value.Written, problem));
        }

        Smtp(values, errors);
    }

    /// <summary>What sending by SMTP needs besides; said where the transport is chosen.</summary>
    private static void Smtp(IReadOnlyCollection<GivenValue> values, List<ConfigError> errors)
    {
        GivenValue? Given(string name) => values.FirstOrDefault(v => v.Key.Path == name && !v.Unset);
        if (Given("Email:Transport") is not { } transport || transport.Texts[0] != nameof(EmailTransport.Smtp)) return;
        var (host, security) = (Given("Email:Host"), Given("Email:Security")?.Texts[0] ?? nameof(EmailSecurity.None));
        if (host is null) errors.Add(new ConfigError(transport.Place, transport.Written, "needs Email:Host, the name of the mail server"));
        if (security == nameof(EmailSecurity.Tls))
        {
            errors.Add(new ConfigError(transport.Place, transport.Written,
                "cannot speak TLS from the first byte (Email:Security Tls, mostly port 465): use Email:Security StartTls, mostly port 587, or Email:Transport MailKit in a build with -p:MailKit=true"));
        }

        if (Given("Email:User") is not { } user) return;
        if (Given("Email:PasswordFile") is null) errors.Add(new ConfigError(user.Place, user.Written, "needs Email:PasswordFile"));
        if (security == nameof(EmailSecurity.None) && host is not null && !IsThisMachine(host.Texts[0])) errors.Add(new ConfigError(user.Place, user.Written, "the password would travel in clear: set Email:Security to StartTls"));
    }

    private static bool IsThisMachine(string host) => host == "localhost" || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));

    private static string? Problem(OptionKey key, string text) => (key.Path, text) switch
    {
        _ when key.IsFile && !File.Exists(text) => $"there is no file {text}",
        ("Email:From", _) when !MailText.IsSender(text) => $"'{text}' is not a mail address, nor a name with one in angle brackets",
        // Not repeated: it is a secret.
        ("Operator:HeartbeatUrl", _) when text.Length > 0 && !(Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https") => "not an address that begins with http:// or https://",
        ("Telemetry:Endpoint", _) when text.Length > 0 && !(Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri is { Scheme: "http" or "https", UserInfo: "", Query: "", Fragment: "" }) =>
            "not an address of a collector: write http://host:port or https://host:port; what it must know of you belongs in Telemetry:HeadersFile",
        ("Telemetry:HeadersFile", _) when text.Length > 0 && OtlpHeaders.Problem(text) is { } problem => problem,
        ("Email:Transport", nameof(EmailTransport.MailKit)) => "this build has no MailKit transport; it is compiled in with -p:MailKit=true. Use Smtp, or Pickup, which writes the mails to files",
        ("Store:Provider", nameof(StoreProvider.PostgreSql)) => "this build cannot store in PostgreSQL yet: use Sqlite",
        _ => null,
    };
}
