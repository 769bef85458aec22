using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Monitor.Delivery.Email;

/// <summary>Names of messages: each is the Message-ID of its mail, without the angle brackets. Pure.</summary>
internal static class MessageId
{
    /// <summary>Deterministic: the same news at the same instant has the same id.</summary>
    /// <param name="kind">Such as <c>digest</c>.</param>
    /// <param name="recipient">The id of who gets it.</param>
    /// <param name="at">When it is composed.</param>
    /// <param name="told">What it tells, in any form.</param>
    /// <param name="from">The sender, whose domain it ends in.</param>
    public static string Make(string kind, string recipient, DateTimeOffset at, string told, string from)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(told)))[..8];
        return string.Create(CultureInfo.InvariantCulture, $"{kind}.{recipient}.{at:yyyyMMdd'T'HHmmss}.{hash}@{Mailbox.Domain(Mailbox.Parse(from))}");
    }
}
