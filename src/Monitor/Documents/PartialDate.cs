using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Monitor.Documents;

/// <summary>
/// A date as precise as its source gave it: <c>YYYY</c>, <c>YYYY-MM</c> or <c>YYYY-MM-DD</c>.
/// A month or day that was not stated is never invented.
/// </summary>
[JsonConverter(typeof(PartialDateJson))]
public readonly record struct PartialDate : IComparable<PartialDate>
{
    /// <summary>Makes a date of the given precision.</summary>
    /// <param name="year">1 to 9999.</param>
    /// <param name="month">1 to 12, or 0 when not stated.</param>
    /// <param name="day">A day of that month, or 0 when not stated.</param>
    /// <exception cref="ArgumentOutOfRangeException">No such day exists.</exception>
    public PartialDate(int year, int month = 0, int day = 0)
    {
        if (!Exists(year, month, day)) throw new ArgumentOutOfRangeException(nameof(year), $"No such date: {year}-{month}-{day}.");
        (Year, Month, Day) = (year, month, day);
    }

    public int Year { get; }

    /// <summary>1 to 12; 0 = not stated.</summary>
    public int Month { get; }

    /// <summary>1 to 31; 0 = not stated.</summary>
    public int Day { get; }

    /// <summary>The first day that the date can mean.</summary>
    public DateOnly First => new(Year, Month == 0 ? 1 : Month, Day == 0 ? 1 : Day);

    /// <summary>The last day that the date can mean.</summary>
    public DateOnly Last => Day != 0 ? First
        : Month != 0 ? First.AddMonths(1).AddDays(-1)
        : new DateOnly(Year, 12, 31);

    public static PartialDate From(DateOnly day) => new(day.Year, day.Month, day.Day);

    /// <summary>Reads <c>YYYY</c>, <c>YYYY-MM</c> or <c>YYYY-MM-DD</c>; anything else is refused.</summary>
    public static bool TryParse(string? text, out PartialDate date)
    {
        date = default;
        if (text is null) return false;
        var parts = text.Split('-');
        if (parts.Length is 0 or > 3 || parts[0].Length != 4) return false;
        var numbers = new int[3];
        for (var i = 0; i < parts.Length; i++)
        {
            if (i > 0 && parts[i].Length != 2) return false;
            if (!int.TryParse(parts[i], NumberStyles.None, CultureInfo.InvariantCulture, out numbers[i])) return false;
            if (i > 0 && numbers[i] == 0) return false;
        }

        if (!Exists(numbers[0], numbers[1], numbers[2])) return false;
        date = new PartialDate(numbers[0], numbers[1], numbers[2]);
        return true;
    }

    /// <summary>As <see cref="TryParse"/>, with null for what cannot be read.</summary>
    public static PartialDate? ParseOrNull(string? text) => TryParse(text, out var date) ? date : null;

    /// <summary>Orders by the first day meant; of two that begin alike, the vaguer comes first.</summary>
    public int CompareTo(PartialDate other) => (Year, Month, Day).CompareTo((other.Year, other.Month, other.Day));

    public static bool operator <(PartialDate left, PartialDate right) => left.CompareTo(right) < 0;
    public static bool operator >(PartialDate left, PartialDate right) => left.CompareTo(right) > 0;
    public static bool operator <=(PartialDate left, PartialDate right) => left.CompareTo(right) <= 0;
    public static bool operator >=(PartialDate left, PartialDate right) => left.CompareTo(right) >= 0;

    public override string ToString() => (Month, Day) switch
    {
        (0, _) => Year.ToString("D4", CultureInfo.InvariantCulture),
        (_, 0) => string.Create(CultureInfo.InvariantCulture, $"{Year:D4}-{Month:D2}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{Year:D4}-{Month:D2}-{Day:D2}"),
    };

    private static bool Exists(int year, int month, int day) =>
        year is >= 1 and <= 9999
        && month is >= 0 and <= 12
        && (day == 0 || (month > 0 && day > 0 && day <= DateTime.DaysInMonth(year, month)));
}

/// <summary>Writes a partial date as its text; a text that is no date is an error naming it.</summary>
internal sealed class PartialDateJson : JsonConverter<PartialDate>
{
    public override PartialDate Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        PartialDate.TryParse(reader.GetString(), out var date) ? date : throw new JsonException($"Not a date: {reader.GetString()}");

    public override void Write(Utf8JsonWriter writer, PartialDate value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}
