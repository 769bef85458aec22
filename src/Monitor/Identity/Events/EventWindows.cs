using System.Globalization;

namespace Monitor.Identity.Events;

/// <summary>How far apart in days two notices of one event may stand; docs/decisions/023 gives the reasons.</summary>
internal static class EventWindows
{
    /// <summary>From the begin of a recall to its announcement: firms announce at once, or after the regulator asked; a page may stand some days before the day that the record states.</summary>
    public const int BeforeBegin = 7, AfterBegin = 21;

    /// <summary>Two announcements of one recall.</summary>
    public const int Announcements = 10;

    /// <summary>One page in two folders; later on the same words in an address are another matter.</summary>
    public const int Elsewhere = 3;

    /// <summary>Two pages one of which links to the other; what links further back is background.</summary>
    public const int Linked = 30;

    /// <summary>From the posting of a letter to the announcement that names it.</summary>
    public const int LetterAnnounced = 21;

    /// <summary>A page that comes back as its own update.</summary>
    public const int Update = 180;

    /// <summary>Beyond this a pair is not even shown as possible.</summary>
    public const int Possible = 45;

    /// <summary>Days from one to the other, without sign; null where either is unknown.</summary>
    public static int? Between(DateOnly? a, DateOnly? b) => a is { } x && b is { } y ? Math.Abs(x.DayNumber - y.DayNumber) : null;

    /// <summary>Least days between a page's posting and any of the days that stand for the other.</summary>
    public static int? Least(params int?[] days) => days.Min();

    public static string Days(int days) => string.Create(CultureInfo.InvariantCulture, $"{days} {(days == 1 ? "day" : "days")} apart");
}
