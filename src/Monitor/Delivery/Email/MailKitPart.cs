using Microsoft.Extensions.Options;

namespace Monitor.Delivery.Email;

/// <summary>The MailKit transport where it is compiled in (<c>-p:MailKit=true</c>); nothing else names it.</summary>
internal static class MailKitPart
{
    public static bool Compiled => true;

    public static IMailTransport Transport(IOptions<EmailOptions> options, MailComposer composer, TimeProvider time, ILoggerFactory logs) =>
        new MailKit.MailKitTransport(options, composer, time, logs);

    /// <summary>What to do about it.</summary>
    public const string Missing = "this build has no MailKit transport; it is compiled in with -p:MailKit=true (dotnet publish src/Monitor -p:MailKit=true). Use Smtp, or Pickup, which writes the mails to files";
}
