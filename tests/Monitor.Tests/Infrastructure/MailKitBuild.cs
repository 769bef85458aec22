using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Monitor.Delivery.Email;
using Xunit;

namespace Monitor.Tests.Infrastructure;

/// <summary>The MailKit transport, in a build that has it.</summary>
internal static class MailKitBuild
{
    /// <summary>Skips the test in a build without.</summary>
    public static void Needed() => Assert.SkipUnless(MailKitPart.Compiled, "MailKit is not compiled in: build and test with -p:MailKit=true");

    public static IMailTransport Transport(EmailOptions options, MailComposer composer) =>
        MailKitPart.Transport(Options.Create(options), composer, TimeProvider.System, NullLoggerFactory.Instance);
}
