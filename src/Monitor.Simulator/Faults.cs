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

    /// <summary>E-utilities take the key for a bad one: 400, and the key stands in the body.</summary>
    public const string EutilsBadKey = "eutils-400-key";

    /// <summary>E-utilities answer 500 with a page for people.</summary>
    public const string EutilsDown = "eutils-500";

    /// <summary>E-utilities break off in the middle of each answer.</summary>
    public const string EutilsTruncated = "eutils-truncated";

    /// <summary>esearch hands out the first seven PMIDs only, in silence, as PubMed does past 9,999.</summary>
    public const string EutilsClamp = "eutils-clamp";

    /// <summary>esearch drops the phrases of a query, says so, and finds everything.</summary>
    public const string PhraseNotFound = "phrase-not-found";

    /// <summary>esearch does not know the field of a query, says so, and runs it unrestricted.</summary>
    public const string FieldNotFound = "field-not-found";

    /// <summary>efetch answers with an empty set, whatever is wanted.</summary>
    public const string EmptySet = "empty-set";

    /// <summary>efetch remembers no search.</summary>
    public const string WebEnvExpired = "webenv-expired";

    /// <summary>esearch's index stands still: what enters meanwhile is listed afterwards, with its old date.</summary>
    public const string LateRecord = "late-record";

    /// <summary>efetch writes the language of an article under another name.</summary>
    public const string EutilsRenamed = "eutils-renamed";

    /// <summary>The trial registry's pages hold three studies whatever is asked, and their tokens die within seconds.</summary>
    public const string CtgovToken = "ctgov-token";

    /// <summary>The trial registry answers 200 with an HTML page.</summary>
    public const string CtgovHtml = "ctgov-html";

    /// <summary>The trial registry answers 429.</summary>
    public const string CtgovThrottle = "ctgov-429";

    /// <summary>The trial registry answers 400 in plain text.</summary>
    public const string CtgovRefusal = "ctgov-400";

    /// <summary>The trial registry breaks off in the middle of each answer.</summary>
    public const string CtgovTruncated = "ctgov-truncated";

    /// <summary>The trial registry answers 500.</summary>
    public const string CtgovError = "ctgov-500";

    /// <summary>The trial registry writes the sponsor of a study under another name.</summary>
    public const string CtgovRenamed = "ctgov-renamed";

    /// <summary>FDA's pages (not its feeds) redirect to an apology, which answers 404.</summary>
    public const string PageBlocked = "page-blocked";

    /// <summary>FDA's feeds show their last three items only, for days.</summary>
    public const string FeedShort = "feed-short";

    /// <summary>FDA's feeds stand still: what is posted meanwhile is shown afterwards.</summary>
    public const string FeedFrozen = "feed-frozen";

    /// <summary>The gateway before openFDA answers 429 to every request for recalls.</summary>
    public const string OpenFdaThrottle = "openfda-throttle";

    /// <summary>openFDA answers 500 to every request for recalls.</summary>
    public const string OpenFdaError = "openfda-500";

    /// <summary>openFDA's pages of recalls lack half of their records, and the link to the next.</summary>
    public const string OpenFdaShort = "openfda-short";

    /// <summary>openFDA answers 500 to every request for reports of adverse events.</summary>
    public const string OpenFdaEventsError = "openfda-events-500";

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

    /// <summary>Crossref answers 429 in plain text.</summary>
    public const string CrossrefThrottle = "crossref-429";

    /// <summary>Crossref answers 200 with an HTML page.</summary>
    public const string CrossrefHtml = "crossref-html";

    /// <summary>Crossref refuses every question: 400, and the message is a list.</summary>
    public const string CrossrefRefusal = "crossref-400";

    /// <summary>Crossref breaks off in the middle of each answer.</summary>
    public const string CrossrefTruncated = "crossref-truncated";

    /// <summary>The gateway before Crossref answers 504.</summary>
    public const string CrossrefTimeout = "crossref-504";

    /// <summary>Crossref writes the authors of a work under another name.</summary>
    public const string CrossrefRenamed = "crossref-renamed";

    /// <summary>Europe PMC answers about every second request with its version and nothing more.</summary>
    public const string EpmcBare = "epmc-bare";

    /// <summary>Europe PMC answers 200 with an error code.</summary>
    public const string EpmcError = "epmc-error";

    /// <summary>Europe PMC answers 200 with an HTML page.</summary>
    public const string EpmcHtml = "epmc-html";

    /// <summary>Europe PMC breaks off in the middle of each answer.</summary>
    public const string EpmcTruncated = "epmc-truncated";

    /// <summary>Europe PMC answers 503 in plain text.</summary>
    public const string EpmcDown = "epmc-503";

    /// <summary>Europe PMC writes the DOI of a record under another name.</summary>
    public const string EpmcRenamed = "epmc-renamed";

    /// <summary>E-utilities answer 500 to one of several searches, that for hair loss, for weeks; the others are answered.</summary>
    public const string OneSearchFails = "one-search-500";

    /// <summary>One of FDA's feeds, that of biologics, is taken off for weeks: 404.</summary>
    public const string FeedGone = "feed-gone";

    /// <summary>One in four of FDA's pages begins and never ends.</summary>
    public const string PageTrickles = "page-trickles";

    /// <summary>Those that last for weeks.</summary>
    internal static IReadOnlyList<string> Long { get; } = [OneSearchFails, FeedGone];

    /// <summary>Those that <see cref="Seeded"/> draws from in one go: what is added to them would change what a seed draws of them.</summary>
    internal static IReadOnlyList<string> First { get; } =
    [
        Throttle, EutilsError, Html200, EutilsBadKey, EutilsDown, EutilsTruncated, EutilsClamp, PhraseNotFound, FieldNotFound, EmptySet, WebEnvExpired, LateRecord, EutilsRenamed,
        CtgovError, CtgovToken, CtgovHtml, CtgovThrottle, CtgovRefusal, CtgovTruncated, CtgovRenamed,
        PageBlocked, FeedShort, FeedFrozen,
        LettersBlocked, LettersHtml, LettersShort, LettersFew, NotificationsBlocked,
        OpenFdaThrottle, OpenFdaError, OpenFdaShort, OpenFdaEventsError,
    ];

    /// <summary>All names.</summary>
    public static IReadOnlyList<string> Known { get; } =
    [
        .. First,
        EpmcBare, EpmcError, EpmcHtml, EpmcTruncated, EpmcDown, EpmcRenamed,
        CrossrefThrottle, CrossrefHtml, CrossrefRefusal, CrossrefTruncated, CrossrefTimeout, CrossrefRenamed,
        OneSearchFails, FeedGone, PageTrickles,
    ];

    /// <summary>In place of names: faults, their times and lengths are drawn from the seed over all of <see cref="Known"/>.</summary>
    public const string Seeded = "seeded";

    internal static string SourceOf(string fault) => fault switch
    {
        CtgovError or CtgovToken or CtgovHtml or CtgovThrottle or CtgovRefusal or CtgovTruncated or CtgovRenamed => WorldSources.ClinicalTrialsGov,
        PageBlocked or FeedShort or FeedFrozen or FeedGone or PageTrickles => WorldSources.FdaRss,
        LettersBlocked or LettersHtml or LettersShort or LettersFew => WorldSources.FdaWarningLetters,
        NotificationsBlocked => WorldSources.FdaLetters,
        OpenFdaThrottle or OpenFdaError or OpenFdaShort => WorldSources.OpenFdaEnforcement,
        OpenFdaEventsError => WorldSources.OpenFdaEvents,
        CrossrefThrottle or CrossrefHtml or CrossrefRefusal or CrossrefTruncated or CrossrefTimeout or CrossrefRenamed => WorldSources.Crossref,
        EpmcBare or EpmcError or EpmcHtml or EpmcTruncated or EpmcDown or EpmcRenamed => WorldSources.EuropePmc,
        _ => WorldSources.PubMed,
    };

    internal static void Check(IEnumerable<string> names)
    {
        foreach (var name in names)
        {
            if (name != Seeded && !Known.Contains(name, StringComparer.Ordinal))
                throw new ArgumentException($"Unknown fault '{name}'; known are {string.Join(", ", Known)}, and {Seeded}.", nameof(names));
        }
    }
}
