using System.Globalization;
using MimeKit.Cryptography;

namespace Monitor.Delivery.Email;

/// <summary>Signs mails by DKIM (RFC 6376, RFC 8463), as they are handed over: headers and body in their relaxed form.</summary>
internal sealed class DkimSignature(DkimOptions options, TimeProvider time)
{
    /// <summary>Those that a mail has once. They are named once more than they occur, so that none can be added.</summary>
    private static readonly string[] Once =
        ["From", "To", "Subject", "Date", "Message-ID", "MIME-Version", "Content-Type", "In-Reply-To", "References"];

    /// <summary>RFC 8058 wants the last two signed.</summary>
    private static readonly string[] List = ["List-Id", "List-Unsubscribe", "List-Unsubscribe-Post"];

    /// <summary>What failed is tried again with the next mail.</summary>
    private readonly Lazy<Signer> _signer =
        new(() => new Signer(DkimKey.Read(options.KeyFile ?? ""), options, time), LazyThreadSafetyMode.PublicationOnly);

    /// <returns>Null where no mail is to be signed.</returns>
    public static DkimSignature? Of(DkimOptions options, TimeProvider time) =>
        string.IsNullOrEmpty(options.Domain) ? null : new DkimSignature(options, time);

    /// <exception cref="MailException">The key cannot be read.</exception>
    public void Sign(ComposedMail mail)
    {
        try
        {
            _signer.Value.Sign(mail.Format, mail.Message, [.. Once, .. Once, .. List.Where(mail.Message.Headers.Contains)]);
        }
        catch (FormatException ex)
        {
            throw new MailException($"Email:Dkim:KeyFile: {ex.Message}", MailFailure.Setup, ex);
        }
    }

    private sealed class Signer : DkimSigner
    {
        private readonly TimeProvider _time;

        public Signer(DkimKey key, DkimOptions options, TimeProvider time)
            : base(key.Private, new IdnMapping().GetAscii(options.Domain ?? ""), options.Selector ?? "", key.Algorithm)
        {
            _time = time;
            HeaderCanonicalizationAlgorithm = BodyCanonicalizationAlgorithm = DkimCanonicalizationAlgorithm.Relaxed;
        }

        protected override long GetTimestamp() => _time.GetUtcNow().ToUnixTimeSeconds();
    }
}
