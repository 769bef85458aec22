using System.Globalization;
using Microsoft.Extensions.Options;
using Monitor.Delivery.Email;
using Monitor.Documents;
using Monitor.Store.Sql;

namespace Monitor.Delivery.Alerts;

/// <summary>Letters as messages for the outbox, each with its link that says "I have seen it".</summary>
internal sealed class AlertComposer(MailHtml html, Tokens tokens, IOptions<DeliveryOptions> delivery, IOptions<EmailOptions> email, TimeProvider time)
{
    /// <summary>Purpose of the tokens in these links.</summary>
    public const string SeenPurpose = "seen";

    /// <summary>How long such a link works.</summary>
    private static readonly TimeSpan LinkLife = TimeSpan.FromDays(365);

    public Uri Site => delivery.Value.PublicUrl;

    public int PerHour => delivery.Value.AlertsPerHour;

    public Task<TokenSigner> SignerAsync(CancellationToken ct) => tokens.SignerAsync(ct);

    public DateTimeOffset Now() => Store.Instants.Cut(time.GetUtcNow());

    /// <summary>The address that a reader opens to say so; it does nothing until its button is pressed.</summary>
    public string SeenLink(TokenSigner signer, long mail) =>
        new Uri(Site, $"seen/{signer.Make(SeenPurpose, mail.ToString(CultureInfo.InvariantCulture), time.GetUtcNow() + LinkLife)}").AbsoluteUri;

    /// <summary>The page that shows all of a message.</summary>
    public Uri Whole(string id) => new(Site, $"messages/{Uri.EscapeDataString(id)}");

    /// <summary>Deterministic: the same news at the same instant has the same id.</summary>
    public string MessageId(string kind, Recipient recipient, DateTimeOffset at, string told) => Email.MessageId.Make(kind, recipient.Id, at, told, email.Value.From);

    /// <param name="id">Its Message-ID.</param>
    /// <param name="kind"><c>alert</c> or <c>escalation</c>.</param>
    /// <param name="recipient">Who gets it.</param>
    /// <param name="letter">What it says.</param>
    /// <param name="inReplyTo">The message that began the thread; null = this one does.</param>
    /// <param name="at">When it is written.</param>
    public async Task<OutMessage> MessageAsync(string id, string kind, Recipient recipient, AlertLetter letter, string? inReplyTo, DateTimeOffset at) => new()
    {
        Id = id, Recipient = recipient.Id, Address = Addressees.Text(recipient), Kind = kind, Subject = letter.Subject,
        Text = AlertText.Write(letter), Html = await html.AlertAsync(letter), Created = at, NextAttempt = at, InReplyTo = inReplyTo,
    };
}
