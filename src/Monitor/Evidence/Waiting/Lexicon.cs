using System.Text.RegularExpressions;

namespace Monitor.Evidence.Waiting;

/// <summary>How the words of these rules are looked for.</summary>
internal static class Lexicon
{
    public const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;

    /// <summary>Milliseconds; what takes longer is not read, and alerts.</summary>
    public const int Limit = 1000;
}
