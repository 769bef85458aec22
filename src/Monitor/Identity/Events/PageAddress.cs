using System.Text.RegularExpressions;
using Monitor.Text;

namespace Monitor.Identity.Events;

/// <summary>The address of a page of a regulator, without what changes: scheme, host, query.</summary>
/// <param name="Folder">All before the last part.</param>
/// <param name="Slug">The last part.</param>
internal sealed partial record PageAddress(string Folder, string Slug)
{
    /// <summary>Words of a slug that is long enough to name one page wherever it stands.</summary>
    private const int LongSlug = 6;

    /// <summary>Folder and slug.</summary>
    public string Key => $"{Folder}/{Slug}";

    /// <summary>The slug without <c>updated-</c> in front, by which a page comes back under another address.</summary>
    public string Stem => Updated().Replace(Slug, "");

    /// <summary>The stem without the number that a slug gets which is taken: by the same page come back, or by another one of the same title.</summary>
    public string Unnumbered => Number().Replace(Stem, "");

    public bool IsUpdate => Updated().IsMatch(Slug);

    public bool IsLong => Slug.Count(c => c == '-') >= LongSlug - 1;

    /// <summary>Whether the folder is one of those that hold notices.</summary>
    public bool IsNotice => Notices().IsMatch(Folder);

    /// <returns>Null = no address of a page: none at all, the front page, or a file.</returns>
    public static PageAddress? Of(string? link)
    {
        if (CleanText.WebLink(link) is not { } address) return null;
        var parts = new Uri(address).AbsolutePath.ToLowerInvariant().Split('/', StringSplitOptions.RemoveEmptyEntries);
        return parts.Length == 0 || parts.Contains("media", StringComparer.Ordinal) || parts[^1].EndsWith(".cfm", StringComparison.Ordinal) ? null : new PageAddress(string.Join('/', parts[..^1]), parts[^1]);
    }

    [GeneratedRegex(@"(^|/)(warning-letters|press-announcements|recalls-market-withdrawals-safety-alerts|medical-product-safety-information|safety-availability-biologics|drug-safety-and-availability|enforcement-actions-cber|letters)(/|$)",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Notices();

    [GeneratedRegex(@"^(updated?|revised|corrected)-", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Updated();

    [GeneratedRegex(@"-\d{1,2}$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Number();
}
