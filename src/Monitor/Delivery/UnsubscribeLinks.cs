using Microsoft.Extensions.Options;
using Monitor.Store.Sql;

namespace Monitor.Delivery;

/// <summary>What a reader can switch off by a link in the mail, and that link (RFC 8058).</summary>
internal sealed class UnsubscribeLinks(LinkKey key, UnsubscribeTable table, IOptions<DeliveryOptions> delivery)
{
    public const string Digests = "digests";
    public const string Alerts = "alerts";

    private const string Purpose = "unsubscribe";

    /// <summary>Which of the two a kind of message belongs to; null = it cannot be switched off: who keeps Monitor running is no subscriber.</summary>
    public static string? ScopeOf(string kind) => kind switch
    {
        "digest" => Digests,
        "alarm" or "test" => null,
        _ => Alerts,
    };

    /// <summary>Null for messages that cannot be switched off.</summary>
    public async Task<Uri?> OfAsync(OutMessage message, CancellationToken ct) =>
        ScopeOf(message.Kind) is { } scope ? new Uri(delivery.Value.PublicUrl, $"unsubscribe/{await TokenAsync(message.Recipient, scope, ct)}") : null;

    public Task<string> TokenAsync(string recipient, string scope, CancellationToken ct) => key.TokenAsync(Purpose, [recipient, scope], ct);

    /// <summary>Whom and what a token stands for; null = it is none of ours. Every candidate is compared, so that the time taken says nothing.</summary>
    /// <param name="token">As it came.</param>
    /// <param name="configured">Ids of the recipients; those known from the store are added.</param>
    /// <param name="ct">Gives up.</param>
    public async Task<(string Recipient, string Scope)?> ReadAsync(string token, IEnumerable<string> configured, CancellationToken ct)
    {
        (string, string)? found = null;
        foreach (var recipient in configured.Concat(await table.RecipientsAsync(ct)).Distinct(StringComparer.Ordinal))
        {
            foreach (var scope in (string[])[Digests, Alerts])
            {
                if (LinkKey.Same(token, await TokenAsync(recipient, scope, ct))) found = (recipient, scope);
            }
        }

        return found;
    }
}
