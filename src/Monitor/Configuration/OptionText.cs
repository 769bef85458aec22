using System.Collections;
using System.Globalization;
using Monitor.Delivery.Email;
using Monitor.Polling;

namespace Monitor.Configuration;

/// <summary>Values of options as text: what is written in files and shown to people.</summary>
internal static class OptionText
{
    /// <summary>The value as it would be written; a list with commas; empty for null.</summary>
    public static string Write(object? value) => value switch
    {
        null => "",
        string text => text,
        bool yes => yes ? "true" : "false",
        TimeSpan length => Duration.Write(length),
        Uri address => address.OriginalString,
        IEnumerable list => string.Join(", ", list.Cast<object>().Select(Write)),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => throw new NotSupportedException($"An option of type {value.GetType()} cannot be written."),
    };

    /// <summary>
    /// Reads one value of a key. Stricter than .NET's converters, which take "15" for a TimeSpan of 15 days and "7" for any enum.
    /// </summary>
    /// <param name="key">The key it is for.</param>
    /// <param name="text">As written.</param>
    /// <param name="canonical">What the binder is given.</param>
    /// <returns>What is wrong with it; null = nothing.</returns>
    public static string? Problem(OptionKey key, string text, out string canonical)
    {
        canonical = text = text.Trim();
        if (text.Length == 0) return key.Required ? "a value is required" : null;
        if (key.Type == typeof(bool)) return Bool(text, out canonical);
        if (key.Type == typeof(int)) return Number(key, text);
        if (key.Type == typeof(TimeSpan)) return Length(key, text);
        if (key.Type == typeof(Uri)) return Address(text, out canonical);
        if (key.Type.IsEnum) return Choice(key.Type, text, out canonical);
        if (key.IsSchedule) return Schedule.Problem(text);
        if (key.IsAddress && !Mailbox.IsAddress(text)) return $"'{text}' is not a mail address";
        return null;
    }

    private static string? Bool(string text, out string canonical)
    {
        canonical = text.ToLowerInvariant();
        return canonical is "true" or "false" ? null : $"'{text}' is not true or false";
    }

    private static string? Number(OptionKey key, string text)
    {
        if (!int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)) return $"'{text}' is not a whole number";
        return key.Range is { } range && (number < int.Parse(range.Least, CultureInfo.InvariantCulture) || number > int.Parse(range.Greatest, CultureInfo.InvariantCulture))
            ? OutOfRange(key, text)
            : null;
    }

    private static string? Length(OptionKey key, string text)
    {
        if (!Duration.TryParseClock(text, out var length)) return $"'{text}' is not a length of time: write hh:mm:ss or d.hh:mm:ss, as in {key.DefaultText}";
        return key.Range is { } range && (length < Limit(range.Least) || length > Limit(range.Greatest)) ? OutOfRange(key, text) : null;
    }

    /// <summary>Addresses end in a slash from here on, or what is relative to them would replace their last part.</summary>
    private static string? Address(string text, out string canonical)
    {
        canonical = text;
        var uri = Uri.TryCreate(text, UriKind.Absolute, out var absolute) ? absolute : null;
        // First of all, so that no message repeats the password.
        if (uri?.UserInfo.Length > 0) return "an address must not hold a user name or password";
        if (uri is null || (uri.Scheme != Uri.UriSchemeHttp && uri.Scheme != Uri.UriSchemeHttps))
        {
            return $"'{text}' is not an address that begins with http:// or https://";
        }

        if (uri.Query.Length > 0 || uri.Fragment.Length > 0) return $"'{text}' must end with its path, without ? or #";
        if (!text.EndsWith('/')) canonical = text + "/";
        return null;
    }

    private static string? Choice(Type type, string text, out string canonical)
    {
        var names = Enum.GetNames(type);
        canonical = Array.Find(names, name => name.Equals(text, StringComparison.OrdinalIgnoreCase)) ?? text;
        return names.Contains(canonical, StringComparer.Ordinal) ? null : $"'{text}' is none of {string.Join(", ", names)}{NearName.Hint(text, names)}";
    }

    private static TimeSpan Limit(string text) => TimeSpan.ParseExact(text, "c", CultureInfo.InvariantCulture);

    private static string OutOfRange(OptionKey key, string text) => $"{text} is out of range: {key.RangeText}";
}
