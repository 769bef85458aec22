using System.Text.RegularExpressions;

namespace Monitor.Evidence.Waiting;

/// <summary>How the words of these rules are looked for.</summary>
internal static class Lexicon
{
    public const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;

    /// <summary>Milliseconds; what takes longer is not read, and alerts.</summary>
    public const int Limit = 1000;

    /// <summary>
    /// Whether a text could not be read: a pattern took too long, or the code that was generated for it failed, as that of one
    /// pattern did (IndexOutOfRangeException on .NET 10.0). A report of harm must not be lost to either.
    /// </summary>
    public static bool IsUnreadable(Exception e) =>
        e is RegexMatchTimeoutException or IndexOutOfRangeException or ArgumentOutOfRangeException;
}
