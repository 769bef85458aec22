using System.Net.Mail;

namespace Monitor.Configuration;

/// <summary>Mail addresses in the configuration.</summary>
internal static class MailText
{
    /// <summary>Whether the text is one bare address: <c>reader@example.org</c>.</summary>
    public static bool IsAddress(string text) =>
        MailAddress.TryCreate(text, out var address) && address.Address == text && IsPlain(text);

    /// <summary>Whether the text is a sender: an address, or a name and an address in angle brackets.</summary>
    public static bool IsSender(string text) => MailAddress.TryCreate(text, out _) && IsPlain(text);

    /// <summary>A line break would start another header.</summary>
    private static bool IsPlain(string text) => !text.Any(char.IsControl);
}
