using System.Globalization;
using System.Text.RegularExpressions;

namespace Monitor.Identity.Reports;

/// <summary>Whether a place in a volume is the same in two records.</summary>
internal enum PlaceRelation
{
    Unknown,

    Same,

    /// <summary>As good as the same: by the last page, within each other, overlapping; one figure is a slip, or one print is shorter.</summary>
    Near,

    Differ,
}

/// <summary>Volume and pages made comparable.</summary>
internal sealed partial class Extent
{
    private readonly List<(int First, int Last)> _ranges = [];

    /// <summary>The number is that of an article ("a1754", "Art. 12"), of which a printed page says nothing.</summary>
    private bool _numbered;

    /// <summary>The end of a page range whose beginning was lost ("t-8"); empty = none was.</summary>
    private readonly string _tail = "";

    /// <summary>Letters and digits as they stand; empty = nothing is printed.</summary>
    private readonly string _printed = "";

    /// <summary>What a spreadsheet made of the pages; only equal to itself.</summary>
    private readonly string? _date;

    public Extent(string? volume, string? pages, int? year)
    {
        // "Drug Discovery. 9", "35 ( Pt 1)" and "Vol. 35 Suppl 2" are 9, 35 and 35; a year in place of the volume says nothing more than the year.
        Volume = volume is null || Ahead().IsMatch(volume) ? "" : Digits(volume);
        if (year is { } y && Volume == y.ToString(CultureInfo.InvariantCulture)) Volume = "";
        if (pages is null || Ahead().IsMatch(pages)) return;
        _printed = string.Concat(pages.Where(char.IsLetterOrDigit)).ToUpperInvariant();
        if (Date().IsMatch(pages)) _date = pages.Trim(' ', '"');
        else if (Tail().Match(pages) is { Success: true } tail) _tail = tail.Groups["b"].Value;
        else if (RomanPages().Match(pages) is { Success: true } roman) ReadRoman(roman);
        else Read(pages);
        // Proofs are paged from 1 before they have a volume.
        if (First != 1 || Prefix.Length > 0) return;
        Proof = Length;
        if (Volume.Length == 0) _ranges.Clear();
    }

    /// <summary>Digits of the volume; empty = unknown.</summary>
    public string Volume { get; }

    /// <summary>Letters before the first page in upper case: S, E, III; empty = none.</summary>
    public string Prefix { get; private set; } = "";

    /// <summary>0 = unknown.</summary>
    public int First => _ranges.Count == 0 ? 0 : _ranges[0].First;

    /// <summary>Last page with the digits that print leaves out; the first where there is but one.</summary>
    public int Last => _ranges.Count == 0 ? 0 : _ranges[0].Last;

    /// <summary>An article number in place of a page: it tells nothing about a printed page.</summary>
    public bool Electronic => _numbered || Prefix is "E" or "CD" || First > 99_999;

    /// <summary>Pages from first to last; 0 = unknown, 1 also where the last is garbled.</summary>
    public int Length => First == 0 ? 0 : Math.Max(1, Last - First + 1);

    /// <summary>How many pages are counted from 1 in an article that has no other pages yet or at all; 0 = none are.</summary>
    public int Proof { get; private set; }

    /// <summary>Neither volume nor pages, not even those of a proof: a record made before print.</summary>
    public bool Placeless => Volume.Length == 0 && First == 0 && Proof == 0 && _date is null && _tail.Length == 0;

    public static PlaceRelation CompareVolume(Extent a, Extent b) =>
        a.Volume.Length == 0 || b.Volume.Length == 0 ? PlaceRelation.Unknown : a.Volume == b.Volume ? PlaceRelation.Same : PlaceRelation.Differ;

    public static PlaceRelation ComparePages(Extent a, Extent b)
    {
        if (a._date is not null && a._date == b._date) return PlaceRelation.Same;
        if (EndsLike(a, b) || EndsLike(b, a)) return PlaceRelation.Near;
        if (a.First == 0 || b.First == 0 || (a.Electronic != b.Electronic && a.First != b.First)) return PlaceRelation.Unknown;
        // The front of a book is counted by itself.
        if (a.Prefix != b.Prefix && (a.Prefix == "ROM" || b.Prefix == "ROM")) return PlaceRelation.Differ;
        if (a.Prefix != b.Prefix && a.Prefix.Length > 0 && b.Prefix.Length > 0) return PlaceRelation.Differ;
        if (a.First == b.First) return PlaceRelation.Same;
        // A page of the supplement may lack its letter, a range that only overlaps may not.
        return a.Prefix == b.Prefix && a._ranges.Any(x => b._ranges.Any(y => Touch(x, y))) ? PlaceRelation.Near : PlaceRelation.Differ;
    }

    /// <summary>The same first and last page, where both print the last; or the very same text, of those that are no place.</summary>
    public static bool SamePages(Extent a, Extent b) => a.First > 0 || b.First > 0
        ? a.First == b.First && (a.Last == b.Last || a.Length == 1 || b.Length == 1) && (a.Prefix == b.Prefix || a.Prefix.Length == 0 || b.Prefix.Length == 0)
        : a._printed.Length > 0 && a._printed == b._printed;

    /// <summary>First and last page are the same and there is more than one.</summary>
    public static bool SameRange(Extent a, Extent b) => a.First > 0 && a.First == b.First && a.Last == b.Last && a.Length > 1;

    /// <summary>
    /// One print counts its pages from 1, as proofs and journals of article numbers do; the other has as many pages elsewhere, or one
    /// number. Says nothing where the titles are not the very same.
    /// </summary>
    public static bool CountedFromOne(Extent a, Extent b) =>
        (a.Proof > 2 && b.First > 1 && (b.Length == a.Proof || b.Length == 1)) || (b.Proof > 2 && a.First > 1 && (a.Length == b.Proof || a.Length == 1));

    /// <summary>Two figures and more of a lost range are the last ones of the other's last page.</summary>
    private static bool EndsLike(Extent garbled, Extent whole) =>
        garbled._tail.Length >= 2 && whole.Length > 1 && Number(garbled._tail) is var end && whole.Last % (int)Math.Pow(10, garbled._tail.Length) == end;

    /// <summary>Two articles share one page at most: where one ends the other may begin.</summary>
    private static bool Touch((int First, int Last) x, (int First, int Last) y)
    {
        if (x.Last == y.Last && x.Last > 9 && x.First != x.Last && y.First != y.Last) return true;
        if (x.Last < x.First || y.Last < y.First) return false;
        var overlap = Math.Min(x.Last, y.Last) - Math.Max(x.First, y.First) + 1;
        return overlap >= 2 || (overlap == 1 && (x.First == x.Last || y.First == y.Last));
    }

    private void Read(string pages)
    {
        pages = InSupplement().Replace(pages, "");
        if (ArticleNumber().Match(pages) is { Success: true } numbered) (_numbered, pages) = (true, pages[numbered.Length..]);
        else _numbered = LetteredNumber().IsMatch(pages);
        foreach (Match range in Range().Matches(pages))
        {
            var first = Number(range.Groups["a"].Value);
            var last = range.Groups["b"].Success ? Expand(range.Groups["a"].Value, range.Groups["b"].Value) : first;
            if (_ranges.Count == 0) Prefix = range.Groups["p"].Value.ToUpperInvariant();
            // "1" or "1-1" is what many exports print for an article without pages of its own.
            if (first == 0 || (first == 1 && last == 1 && Prefix.Length == 0)) continue;
            _ranges.Add((first, last));
        }
    }

    /// <summary>The congress stands before the volume: "Conference: 22nd World Congress 2018. 143".</summary>
    private static string Digits(string volume)
    {
        var numbers = VolumeNumber().Matches(volume);
        if (numbers.Count == 0) return "";
        var congress = volume.Contains("conference", StringComparison.OrdinalIgnoreCase) || volume.Contains("congress", StringComparison.OrdinalIgnoreCase);
        return numbers[congress ? numbers.Count - 1 : 0].Value.TrimStart('0');
    }

    private static int Number(string digits) => int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : 0;

    /// <summary>"iii-x": the front of an issue, counted by itself.</summary>
    private void ReadRoman(Match pages)
    {
        var first = Roman(pages.Groups["a"].Value);
        Prefix = "ROM";
        _ranges.Add((first, pages.Groups["b"].Success ? Math.Max(first, Roman(pages.Groups["b"].Value)) : first));
    }

    private static int Roman(string letters)
    {
        var (sum, last) = (0, 0);
        foreach (var c in letters.ToUpperInvariant().Reverse())
        {
            var value = c switch { 'I' => 1, 'V' => 5, 'X' => 10, 'L' => 50, _ => 100 };
            (sum, last) = (value < last ? sum - value : sum + value, Math.Max(value, last));
        }

        return sum;
    }

    /// <summary>123-9 is 123-129; 1844-59 is 1844-1859.</summary>
    private static int Expand(string first, string last) =>
        Number(last.Length < first.Length ? first[..^last.Length] + last : last);

    [GeneratedRegex(@"(?<!\d|(suppl?\w*|pt|part|no|issue)\W*)\d{1,5}(?!\d|(st|nd|rd|th)\b)", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase)]
    private static partial Regex VolumeNumber();

    [GeneratedRegex(@"(?<p>[A-Za-z]{0,4})\.?\s?(?<a>\d{1,8})[A-Za-z]?(\s*[-–—‐]+\s*[A-Za-z]{0,4}(?<b>\d{1,8}))?", RegexOptions.ExplicitCapture)]
    private static partial Regex Range();

    // "t-8", "Suppl-29": a catalogue cut the first page off. "S-29" is S29, and not of this kind.
    [GeneratedRegex(@"^\s*(suppl?(ement)?\.?|pp?\.?|[b-df-oqrt-vx-z])?\s*[-–—]+\s*(?<b>\d{1,4})\s*$", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase)]
    private static partial Regex Tail();

    [GeneratedRegex(@"^\s*(pp?\.?\s*)?(?<a>[ivxlc]{1,8})(\s*[-–—]+\s*(?<b>[ivxlc]{1,8}))?\s*$", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase)]
    private static partial Regex RomanPages();

    // "Suppl 4:S417-29": the number before the colon is that of the supplement.
    [GeneratedRegex(@"^\s*(\(?\d+\s*)?suppl?(ement)?\.?\s*\d*\)?\s*[:;,]\s*(?=[A-Za-z]{0,2}\d)", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase)]
    private static partial Regex InSupplement();

    [GeneratedRegex(@"^\s*(art(icle|n)?|unsp|id)\b\.?\s*(no\b\.?|number|id|n[or]\b\.?)?\s*[:.#]?\s*(?=[A-Za-z]{0,2}\d)", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase)]
    private static partial Regex ArticleNumber();

    // "a1754", "b2535": the letter is the year's. "A120" is an abstract.
    [GeneratedRegex(@"^\s*([a-df-or-vx-z]|[B-DF-O])\d{3,5}\s*$", RegexOptions.ExplicitCapture)]
    private static partial Regex LetteredNumber();

    // A spreadsheet read "1-8" as the first of August.
    [GeneratedRegex(@"^\s*""?(\d{1,2}[-–]{1,2}[A-Za-z]{3}|[A-Za-z]{3}[-–]{1,2}\d{1,4})""?\s*$", RegexOptions.ExplicitCapture)]
    private static partial Regex Date();

    [GeneratedRegex(@"ahead|pagination|in press|online|\bn/?a\b|epub", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase)]
    private static partial Regex Ahead();
}
