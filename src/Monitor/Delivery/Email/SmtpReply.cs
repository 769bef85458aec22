using System.Net.Mail;
using System.Text.RegularExpressions;

namespace Monitor.Delivery.Email;

/// <summary>What a mail server answered, as far as it is known. Pure.</summary>
/// <param name="Code">The three digits; -1 = there was no answer that could be read.</param>
/// <param name="Text">The words of the server, or why there was no answer.</param>
/// <param name="AboutRecipient">It surely answered the naming of the recipient; System.Net.Mail does not tell a 421, 451, 452 or 554 there apart.</param>
internal sealed partial record SmtpReply(int Code, string Text, bool AboutRecipient)
{
    private const string Before = "The server response was: ";

    public static SmtpReply Of(SmtpException ex)
    {
        var code = (int)ex.StatusCode;
        var said = ex.Message.IndexOf(Before, StringComparison.Ordinal);
        var text = said >= 0 ? ex.Message[(said + Before.Length)..] : ex.InnerException is { Message.Length: > 0 } inner ? $"{ex.Message} {inner.Message}" : ex.Message;
        return Of(code, text, ex is SmtpFailedRecipientException);
    }

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

    public MailException Explained(string server, bool login, Exception inner) =>
        new($"{server}: {(Code > 0 ? $"{Code} " : "")}{Text}{(login && Failure == MailFailure.Setup ? " (a failed login shows as this: check Email:User and Email:PasswordFile)" : "")}", Failure, inner);

    private static string Enhanced(string text) => EnhancedCode().Match(text) is { Success: true } match ? match.Groups["rest"].Value : "";

    /// <summary>A server's words go into logs and alarms: one line, not endless.</summary>
    public static string OneLine(string text) => Monitor.Text.CleanText.OneLine(text) is not { } line ? "" : line.Length > 300 ? line[..300] : line;

    [GeneratedRegex(@"^5\.(?<rest>\d{1,3}\.\d{1,3})\b", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex EnhancedCode();
}
