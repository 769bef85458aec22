using Monitor.Delivery.Email;
using Monitor.Store;

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
    }

    private static string? Problem(OptionKey key, string text) => (key.Path, text) switch
    {
        _ when key.IsFile && !File.Exists(text) => $"there is no file {text}",
        ("Email:From", _) when !MailText.IsSender(text) => $"'{text}' is not a mail address, nor a name with one in angle brackets",
        // Not repeated: it is a secret.
        ("Operator:HeartbeatUrl", _) when text.Length > 0 && !(Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https") => "not an address that begins with http:// or https://",
        ("Email:Transport", nameof(EmailTransport.Smtp)) => "this build cannot send by SMTP yet: use Pickup, which writes the mails to files",
        ("Email:Transport", nameof(EmailTransport.MailKit)) => "this build has no MailKit transport; it is compiled in with -p:MailKit=true. Use Pickup, which writes the mails to files",
        ("Store:Provider", nameof(StoreProvider.PostgreSql)) => "this build cannot store in PostgreSQL yet: use Sqlite",
        _ => null,
    };
}
