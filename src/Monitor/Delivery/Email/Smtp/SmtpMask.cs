using System.Text;
using System.Text.RegularExpressions;

namespace Monitor.Delivery.Email.Smtp;

/// <summary>What of a conversation may be read by whoever reads logs: not the login, and of an address its first letter and domain.</summary>
internal sealed partial class SmtpMask
{
    public const string Masked = "***";
    private readonly List<string> _hidden = [];

    /// <summary>A text that is shown nowhere, neither as it is nor in base64.</summary>
    public void Hide(string secret)
    {
        if (secret.Trim().Length == 0) return;
        _hidden.AddRange([secret, secret.Trim(), Convert.ToBase64String(Encoding.UTF8.GetBytes(secret)), Convert.ToBase64String(Encoding.UTF8.GetBytes(secret.Trim()))]);
    }

    /// <summary>What we said.</summary>
    public string Command(string line) =>
        Login().Match(line) is { Success: true } login ? $"{login.Groups["what"].Value}{(login.Length < line.Length ? $" {Masked}" : "")}" : Addresses(line);

    /// <summary>What the server said: a challenge of a login may hold the secret.</summary>
    public string Reply(string line) => line.StartsWith("334", StringComparison.Ordinal) ? $"334 {Masked}" : Addresses(line);

    private string Addresses(string line)
    {
        foreach (var secret in _hidden) line = line.Replace(secret, Masked, StringComparison.Ordinal);
        return Address().Replace(line, m => $"{m.Groups["first"].Value}{Masked}@");
    }

    [GeneratedRegex(@"^(?<what>AUTH \S+)", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Login();

    /// <summary>Within angle brackets a name may hold blanks.</summary>
    [GeneratedRegex(@"(?<=<)(?<first>""?[^<>@])[^<>@]*@|(?<first>[^\s<>@])[^\s<>@]*@", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Address();
}
