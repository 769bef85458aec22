using System.Net;
using Monitor.Admin;
using Monitor.Delivery;
using Monitor.Delivery.Email;
using Monitor.Store;
using Monitor.Store.Sql;
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

        foreach (var proxies in values.Where(v => v.Key.Path == "Admin:TrustedProxies" && !v.Unset))
        {
            errors.AddRange(proxies.Texts.Select(ProxiedAddress.Problem).OfType<string>().Select(problem => new ConfigError(proxies.Place, proxies.Written, problem)));
        }

        MailServer(values, errors);
        Dkim(values, errors);
        PostgreSql(values, errors);
    }

    private static void PostgreSql(IReadOnlyCollection<GivenValue> values, List<ConfigError> errors)
    {
        if (values.FirstOrDefault(v => v.Key.Path == "Store:Provider" && !v.Unset) is not { } provider || provider.Texts[0] != nameof(StoreProvider.PostgreSql)) return;
        if (values.FirstOrDefault(v => v.Key.Path == "Store:ConnectionString" && !v.Unset) is not { } connection)
        {
            errors.Add(new ConfigError(provider.Place, provider.Written, "needs Store:ConnectionString, such as Host=db;Database=monitor;Username=monitor"));
        }
        else if (PostgreSqlDatabase.SchemaProblem(connection.Texts[0]) is { } problem)
        {
            errors.Add(new ConfigError(connection.Place, connection.Written, $"Search Path: {problem}"));
        }
    }

    /// <summary>What a mail server needs besides; said where the transport is chosen.</summary>
    private static void MailServer(IReadOnlyCollection<GivenValue> values, List<ConfigError> errors)
    {
        GivenValue? Given(string name) => values.FirstOrDefault(v => v.Key.Path == name && !v.Unset);
        if (Given("Email:Transport") is not { } transport || transport.Texts[0] == nameof(EmailTransport.Pickup)) return;
        var (host, security) = (Given("Email:Host"), Given("Email:Security")?.Texts[0] ?? nameof(EmailSecurity.None));
        if (host is null) errors.Add(new ConfigError(transport.Place, transport.Written, "needs Email:Host, the name of the mail server"));
        var (password, token) = (Given("Email:PasswordFile"), Given("Email:TokenFile"));
        if (Given("Email:User") is not { } user)
        {
            if (token is not null) errors.Add(new ConfigError(token.Place, token.Written, "needs Email:User, whose token it is"));
            return;
        }

        if (password is null && token is null) errors.Add(new ConfigError(user.Place, user.Written, "needs Email:PasswordFile, or Email:TokenFile"));
        if (password is not null && token is not null)
        {
            errors.Add(new ConfigError(token.Place, token.Written, "stands beside Email:PasswordFile: which of the two is the login?"));
        }

        if (security == nameof(EmailSecurity.None) && host is not null && !IsThisMachine(host.Texts[0]))
        {
            errors.Add(new ConfigError(user.Place, user.Written, "the password or token would travel in clear: set Email:Security to StartTls or Tls"));
        }
    }

    /// <summary>Half a signature is none; said at what is given of it.</summary>
    private static void Dkim(IReadOnlyCollection<GivenValue> values, List<ConfigError> errors)
    {
        string[] all = ["Email:Dkim:Domain", "Email:Dkim:Selector", "Email:Dkim:KeyFile"];
        var given = values.Where(v => all.Contains(v.Key.Path) && !v.Unset).ToList();
        var missing = all.Except(given.Select(v => v.Key.Path)).ToList();
        if (given.Count == 0 || missing.Count == 0) return;
        var problem = $"needs {string.Join(" and ", missing)} too: mails are signed with all three, or not at all";
        errors.Add(new ConfigError(given[0].Place, given[0].Written, problem));
    }

    private static bool IsThisMachine(string host) => host == "localhost" || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));

    private static string? Problem(OptionKey key, string text) => (key.Path, text) switch
    {
        _ when key.IsFile && !File.Exists(text) => $"there is no file {text}",
        ("Email:From", _) when !Mailbox.TryParse(text, out _) => $"'{text}' is not a mail address, nor a name with one in angle brackets",
        ("Delivery:PublicUrl", _) when Uri.TryCreate(text, UriKind.Absolute, out var site) => PublicPath.Problem(site),
        // Not repeated: it is a secret.
        ("Operator:HeartbeatUrl", _) when text.Length > 0 && !(Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https") => "not an address that begins with http:// or https://",
        ("Telemetry:Endpoint", _) when text.Length > 0 && !(Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri is { Scheme: "http" or "https", UserInfo: "", Query: "", Fragment: "" }) =>
            "not an address of a collector: write http://host:port or https://host:port; what it must know of you belongs in Telemetry:HeadersFile",
        ("Telemetry:HeadersFile", _) when text.Length > 0 && OtlpHeaders.Problem(text) is { } problem => problem,
        ("Email:Dkim:Domain", _) when !DkimKey.IsDnsName(text) => $"'{text}' is not the name of a domain",
        ("Email:Dkim:Selector", _) when !DkimKey.IsDnsName(text) => $"'{text}' is not a name in the DNS: letters, digits and hyphens",
        ("Email:Dkim:KeyFile", _) when DkimKey.Problem(text) is { } problem => problem,
        _ => null,
    };
}
