using System.Text.RegularExpressions;

namespace Monitor.Delivery.Email.Smtp;

/// <summary>What a mail server answered. Pure.</summary>
/// <param name="Code">The three digits.</param>
/// <param name="Text">The words of the server.</param>
/// <param name="AboutRecipient">It answered the naming of the recipient.</param>
internal sealed partial record SmtpReply(int Code, string Text, bool AboutRecipient)
{
    public static SmtpReply Of(int code, string text, bool aboutRecipient) => new(code, OneLine(text), aboutRecipient);

    /// <summary>
    /// By the enhanced code (RFC 3463) where the server gives one, else by what it answered and when. What could be a fault of
    /// ours or of the server's configuration never counts against the recipient.
    /// </summary>
    public MailFailure Failure => (Code, Enhanced(Text)) switch
    {
        ( < 500, _) => MailFailure.Later,
        (_, "1.7" or "1.8") => MailFailure.Setup, // the sender's address
        (_, ['1', '.', ..] or "2.0" or "2.1") => MailFailure.Address,
        (_, "2.2") => MailFailure.Later, // a full mailbox is emptied some day
        (_, "2.3" or "3.4" or ['6', '.', ..]) => MailFailure.Message,
        (_, not "") => MailFailure.Setup,
        (552, _) => AboutRecipient ? MailFailure.Later : MailFailure.Message,
        (550 or 551 or 553, _) when AboutRecipient => MailFailure.Address,
        _ => MailFailure.Setup,
    };

    public MailException Explained(string server, Exception inner) => new($"{server}: {Code} {Text}", Failure, inner);

    private static string Enhanced(string text) => EnhancedCode().Match(text) is { Success: true } match ? match.Groups["rest"].Value : "";

    /// <summary>A server's words go into logs and alarms: one line, not endless.</summary>
    public static string OneLine(string text) => Monitor.Text.CleanText.OneLine(text) is not { } line ? "" : line.Length > 300 ? line[..300] : line;

    [GeneratedRegex(@"^5\.(?<rest>\d{1,3}\.\d{1,3})\b", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex EnhancedCode();
}
