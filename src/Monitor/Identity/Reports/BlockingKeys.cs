using System.Globalization;

namespace Monitor.Identity.Reports;

/// <summary>
/// The keys under which a record is looked up: two records are compared only where they share one. Each key is narrow by
/// itself, because a cap on a crowded key would make the outcome depend on who came first; none is a bare DOI or a bare title.
/// </summary>
internal static class BlockingKeys
{
    /// <summary>About ten numbers for a full record. Two texts may fall on one number: that costs a comparison, never an outcome.</summary>
    public static long[] Of(CitationForm form)
    {
        var keys = Texts(form);
        var numbers = new long[keys.Count];
        var at = 0;
        foreach (var key in keys) numbers[at++] = Hash(key);
        return numbers;
    }

    /// <summary>The one key under which all records with this PMID stand.</summary>
    public static long OfPmid(string pmid) => Hash($"pmid:{pmid}");

    /// <summary>The one key under which all records with this title stand; null = it is too short to name a paper.</summary>
    public static long? OfTitle(string title) => new TitleForm(title) is { IsEmpty: false, Specific: true } form ? Hash(Whole(form.Compact)) : null;

    /// <summary>
    /// Of the key under which all records of this title stand, by its first author where it is short; null = it has none that could be
    /// learned from.
    /// </summary>
    public static long? OfTitle(CitationForm form)
    {
        if (form.Title.IsEmpty || form.Title.Recurring || form.Preprint) return null;
        if (form.Title.Specific) return Hash(Whole(form.Title.Compact));
        return form.Authors.People is [var first, ..] ? Hash($"ts:{form.Title.Compact}:{Family(first)}") : null;
    }

    /// <summary>The same as texts, each with its kind in front.</summary>
    public static HashSet<string> Texts(CitationForm form)
    {
        var keys = new HashSet<string>(StringComparer.Ordinal);
        if (form.Pmid is { } pmid) keys.Add($"pmid:{pmid}");
        if (form.Pmcid is { } pmcid) keys.Add($"pmc:{pmcid}");
        Title(keys, form, form.Title);
        if (form.OtherTitle is { } other) Title(keys, form, other);
        Place(keys, form);
        return keys;
    }

    private static void Title(HashSet<string> keys, CitationForm form, TitleForm title)
    {
        if (title.IsEmpty) return;
        var compact = title.Compact;
        if (form.Doi is { } doi) keys.Add($"doi:{doi}:{Cut(compact, 10)}");
        var first = Family(form.Authors.People is [var one, ..] ? one : null);
        // A short title comes too often to be a key by itself.
        if (title.Specific) keys.Add(Whole(compact));
        else foreach (var person in form.Authors.People.Take(6)) keys.Add($"ts:{compact}:{Family(person)}");
        if (!title.Specific && form.Extent.First > 0) keys.Add($"tp:{compact}:{Number(form.Extent.First)}:{Number(form.Year ?? 0)}");
        if (title.Specific)
        {
            keys.Add($"tb:{Cut(compact, 28)}:{first}");
            keys.Add($"te:{compact[^28..]}:{first}");
        }

        foreach (var part in title.Parts) keys.Add(Whole(part));
        // The longest words are the rarest; they survive subtitles, hyphens and slips elsewhere.
        var longest = title.Sorted.Where(w => w.Length >= 7).Distinct(StringComparer.Ordinal).OrderByDescending(w => w.Length).ThenBy(w => w, StringComparer.Ordinal).Take(3).ToArray();
        for (var i = 0; i < longest.Length; i++)
        {
            for (var j = i + 1; j < longest.Length; j++) keys.Add($"w:{longest[i]}:{longest[j]}:{first}");
        }
    }

    private static void Place(HashSet<string> keys, CitationForm form)
    {
        if (form.Extent.First == 0) return;
        var (page, volume) = (Number(form.Extent.First), form.Extent.Volume);
        foreach (var person in form.Authors.People.Take(2)) keys.Add($"ap:{Family(person)}:{page}");
        if (volume.Length > 0 && form.Year is { } year) keys.Add($"vp:{volume}:{page}:{Number(year)}");
        if (volume.Length > 0 && form.Extent.Length > 1) keys.Add($"vr:{volume}:{page}:{Number(form.Extent.Last)}");
    }

    /// <summary>FNV-1a: stored, so it may never change with the framework.</summary>
    private static long Hash(string text)
    {
        var hash = 14695981039346656037ul;
        foreach (var c in text) hash = (hash ^ c) * 1099511628211ul;
        return unchecked((long)hash);
    }

    private static string Whole(string compact) => $"t:{Cut(compact, 120)}";

    private static string Family(PersonName? name) => name is null ? "" : name.Family.MaxBy(w => w.Length) ?? "";

    private static string Cut(string text, int length) => text.Length <= length ? text : text[..length];

    private static string Number(int n) => n.ToString(CultureInfo.InvariantCulture);
}
