using MailKit.Security;

namespace Monitor.Delivery.Email.Smtp;

/// <summary>Why MailKit did not get a message across, and what follows from it. Pure.</summary>
internal static class SmtpFailure
{
    /// <param name="ex">What MailKit threw.</param>
    /// <param name="options">How the server is reached.</param>
    /// <param name="refusal">
    /// What the server said against it, if it said anything: what MailKit throws may tell only of what came after.
    /// </param>
    public static MailException Explained(Exception ex, EmailOptions options, SmtpReply? refusal)
    {
        var server = $"{options.Host}:{options.Port}";
        return ex switch
        {
            OperationCanceledException or TimeoutException =>
                new MailException($"{server}: the hand-over timed out after {options.HandOverTimeout:g}", MailFailure.Later, ex),
            SslHandshakeException => new MailException(
                $"{server}: no TLS: {SmtpReply.OneLine(ex.InnerException?.Message ?? ex.Message)} Is its certificate valid for {options.Host}, "
                + "and does this machine trust who signed it?", MailFailure.Setup, ex),
            AuthenticationException or SaslException => Login(ex, server, options, refusal),
            NotSupportedException => new MailException($"{server}: {SmtpReply.OneLine(ex.Message)}", MailFailure.Setup, ex),
            _ when refusal is not null => refusal.Explained(server, ex),
            _ => new MailException($"{server}: {SmtpReply.OneLine(ex.Message)}", MailFailure.Later, ex),
        };
    }

    private static MailException Login(Exception ex, string server, EmailOptions options, SmtpReply? refusal)
    {
        var file = options.TokenFile is { Length: > 0 } ? "Email:TokenFile" : "Email:PasswordFile";
        var said = refusal is null ? SmtpReply.OneLine(ex.Message) : $"{refusal.Code} {refusal.Text}";
        return new MailException(
            $"{server}: {said} (the login as {options.User} failed: check Email:User and {file})",
            refusal is { Code: < 500 } ? MailFailure.Later : MailFailure.Setup, ex);
    }
}
