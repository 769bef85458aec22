namespace Monitor.Simulator;

/// <summary>The faults that a world can be given.</summary>
public static class Faults
{
    /// <summary>E-utilities answer 429 to about one request in three.</summary>
    public const string Throttle = "throttle";

    /// <summary>E-utilities answer 200 with an <c>ERROR</c> element.</summary>
    public const string EutilsError = "eutils-error";

    /// <summary>E-utilities answer 200 with an HTML page.</summary>
    public const string Html200 = "html-200";

    /// <summary>The trial registry answers 500.</summary>
    public const string CtgovError = "ctgov-500";

    /// <summary>FDA's pages (not its feeds) redirect to an apology, which answers 404.</summary>
    public const string PageBlocked = "page-blocked";

    /// <summary>FDA's feeds show their last three items only, for days.</summary>
    public const string FeedShort = "feed-short";

    /// <summary>FDA's listing of warning letters and the letters redirect to an apology, which answers 404.</summary>
    public const string LettersBlocked = "letters-blocked";

    /// <summary>The listing of warning letters answers 200 with a page that holds no data.</summary>
    public const string LettersHtml = "letters-html";

    /// <summary>The listing of warning letters breaks off halfway; the number of rows that it states stays.</summary>
    public const string LettersShort = "letters-short";

    /// <summary>The listing of warning letters states three rows and shows them.</summary>
    public const string LettersFew = "letters-few";

    /// <summary>FDA's public notifications and untitled letters redirect to an apology, which answers 404.</summary>
    public const string NotificationsBlocked = "notifications-blocked";

    /// <summary>All names.</summary>
    public static IReadOnlyList<string> Known { get; } = [Throttle, EutilsError, Html200, CtgovError, PageBlocked, FeedShort, LettersBlocked, LettersHtml, LettersShort, LettersFew, NotificationsBlocked];

    internal static string SourceOf(string fault) => fault switch
    {
        CtgovError => WorldSources.ClinicalTrialsGov,
        PageBlocked or FeedShort => WorldSources.FdaRss,
        LettersBlocked or LettersHtml or LettersShort or LettersFew => WorldSources.FdaWarningLetters,
        NotificationsBlocked => WorldSources.FdaLetters,
        _ => WorldSources.PubMed,
    };

    internal static void Check(IEnumerable<string> names)
    {
        foreach (var name in names)
        {
            if (!Known.Contains(name, StringComparer.Ordinal))
                throw new ArgumentException($"Unknown fault '{name}'; known are {string.Join(", ", Known)}.", nameof(names));
        }
    }
}
