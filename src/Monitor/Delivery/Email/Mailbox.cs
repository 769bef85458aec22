using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using MimeKit;

namespace Monitor.Delivery.Email;

/// <summary>
/// A mailbox as people write it: an address, or a name and an address in angle brackets. Nothing else that a mail's header may
/// hold there. Pure.
/// </summary>
internal static partial class Mailbox
{
    private static readonly IdnMapping Idn = new();

    private static readonly ParserOptions Strict = MakeStrict();

    /// <exception cref="FormatException">It is none.</exception>
    public static MailboxAddress Parse(string text) =>
        TryParse(text, out var mailbox) ? mailbox : throw new FormatException($"'{text}' is not a mail address");

    public static bool TryParse(string text, [NotNullWhen(true)] out MailboxAddress? mailbox)
    {
        mailbox = null;
        // A line break would start another header.
        if (text.Any(char.IsControl)) return false;
        var named = NameAndAddress().Match(text.Trim());
        var address = named.Success ? named.Groups["address"].Value : text.Trim();
        if (!MailboxAddress.TryParse(Strict, address, out var bare)) return false;
        // What the parser takes besides, comments and routes, is not what was meant.
        if (!IsSame(bare.Address, address) && !IsSame(bare.GetAddress(idnEncode: true), address)) return false;
        // A domain that has no form in ASCII cannot be reached.
        if (!Ascii.IsValid(Domain(bare))) return false;
        mailbox = new MailboxAddress(Encoding.UTF8, named.Success ? Unquoted(named.Groups["name"].Value) : "", bare.Address);
        return true;
    }

    /// <summary>Whether the text is an address, without a name.</summary>
    public static bool IsAddress(string text) => TryParse(text, out _) && !text.EndsWith('>');

    /// <summary>What <see cref="TryParse"/> reads.</summary>
    public static string Write(string? name, string address) =>
        string.IsNullOrEmpty(name) ? address : $"\"{Special().Replace(name, "\\$0")}\" <{address}>";

    /// <summary>The domain in the letters of the name service.</summary>
    public static string Domain(MailboxAddress mailbox) => mailbox.GetAddress(idnEncode: true)[(mailbox.LocalPart.Length + 1)..];

    /// <summary>A text that ends in @ and a domain, such as a Message-ID, with the domain in the letters of the name service.</summary>
    public static string WithAsciiDomain(string text)
    {
        var at = text.LastIndexOf('@') + 1;
        return Ascii.IsValid(text) ? text : text[..at] + Idn.GetAscii(text, at);
    }

    private static bool IsSame(string one, string other) => one.Equals(other, StringComparison.OrdinalIgnoreCase);

    private static string Unquoted(string name) =>
        name is ['"', .. var quoted, '"'] ? Escaped().Replace(quoted, "${char}") : name;

    private static ParserOptions MakeStrict()
    {
        var options = ParserOptions.Default.Clone();
        (options.AddressParserComplianceMode, options.AllowAddressesWithoutDomain) = (RfcComplianceMode.Strict, false);
        return options;
    }

    [GeneratedRegex("^(?<name>.*?)\\s*<(?<address>[^<>]*)>$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex NameAndAddress();

    [GeneratedRegex("[\"\\\\]", RegexOptions.CultureInvariant)]
    private static partial Regex Special();

    [GeneratedRegex("\\\\(?<char>.)", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Escaped();
}
