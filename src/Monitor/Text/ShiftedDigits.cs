namespace Monitor.Text;

/// <summary>
/// Raised and lowered digits and signs as Unicode's own (<c>10⁵</c>, <c>H₂O</c>), so that <c>10&lt;sup&gt;5&lt;/sup&gt;</c> is
/// never printed as 105; the normaliser folds them back for matching.
/// </summary>
internal static class ShiftedDigits
{
    private const string Plain = "0123456789+-−=()";
    private const string AsRaised = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾";
    private const string AsLowered = "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎";

    /// <summary>The text as it came where Unicode has not all of it.</summary>
    public static string Raised(string text) => Moved(text, AsRaised);

    /// <inheritdoc cref="Raised"/>
    public static string Lowered(string text) => Moved(text, AsLowered);

    // All or nothing: half a raised expression would read as something else.
    private static string Moved(string text, string to) =>
        text.Any(c => !Plain.Contains(c, StringComparison.Ordinal))
            ? text
            : string.Create(text.Length, (text, to), static (span, s) =>
            {
                for (var i = 0; i < span.Length; i++) span[i] = s.to[Plain.IndexOf(s.text[i], StringComparison.Ordinal)];
            });
}
