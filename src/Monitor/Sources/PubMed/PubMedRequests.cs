using System.Globalization;

namespace Monitor.Sources.PubMed;

/// <summary>The requests to E-utilities: forms by POST, the key in a header and nowhere else.</summary>
internal sealed class PubMedRequests(PubMedOptions options, string? contact, string? apiKey)
{
    /// <summary>PubMed hands out no more ids than these for one search, and does not say so when it stops.</summary>
    public const int MaxIds = 9_999;

    /// <summary>Datetype by which a record entered PubMed: what is new.</summary>
    public const string Entered = "edat";

    /// <summary>Datetype by which PubMed last changed a record: the revision sweep.</summary>
    public const string Modified = "mdat";

    private static readonly TimeSpan WithoutContact = TimeSpan.FromSeconds(1);
    // 3 a second without a key, 10 with one; a little slower than allowed is what survives in practice.
    private static readonly TimeSpan WithoutKey = TimeSpan.FromMilliseconds(370);
    private static readonly TimeSpan WithKey = TimeSpan.FromMilliseconds(110);

    /// <summary>Least time between two requests: the configured one, raised to what is allowed.</summary>
    public TimeSpan Spacing { get; } = Longest(
        options.Spacing,
        apiKey is null ? WithoutKey : WithKey,
        string.IsNullOrEmpty(contact) ? WithoutContact : TimeSpan.Zero);

    /// <summary>A page of the ids that the search finds, newest first.</summary>
    public SourceRequest Search(PubMedAsked asked, int start, int count, bool remember = false)
    {
        var form = new Dictionary<string, string>
        {
            ["term"] = asked.Term,
            ["datetype"] = asked.Datetype,
            ["mindate"] = asked.Days.MinDate,
            ["maxdate"] = asked.Days.MaxDate,
            ["retstart"] = Text(start),
            ["retmax"] = Text(count),
        };
        if (remember) form["usehistory"] = "y";
        return Post("esearch.fcgi", form);
    }

    /// <summary>Those of these articles that the query finds, whatever their date.</summary>
    public SourceRequest Known(string query, IReadOnlyCollection<string> pmids, IReadOnlyCollection<string> dois) => Post("esearch.fcgi", new()
    {
        ["term"] = $"({query}) AND ({string.Join(" OR ", pmids.Select(pmid => $"{pmid}[pmid]").Concat(dois.Select(doi => $"\"{doi}\"[aid]")))})",
        // A DOI may stand for several articles.
        ["retmax"] = Text(pmids.Count + (20 * dois.Count)),
    });

    /// <summary>Those of these articles that PubMed has.</summary>
    public SourceRequest Present(IReadOnlyCollection<string> pmids) => Post("esearch.fcgi", new()
    {
        ["term"] = string.Join(" OR ", pmids.Select(pmid => $"{pmid}[pmid]")),
        ["retmax"] = Text(pmids.Count),
    });

    /// <summary>The first PMIDs that a term finds, whatever their date.</summary>
    public SourceRequest Find(string term, int most) => Post("esearch.fcgi", new() { ["term"] = term, ["sort"] = "relevance", ["retmax"] = Text(most) });

    /// <summary>What stands at a place in print; answered in plain text whatever is asked for.</summary>
    public SourceRequest Cited(string line) => Post("ecitmatch.cgi", new() { ["bdata"] = line }) with { Expects = [] };

    /// <summary>The records of these PMIDs.</summary>
    public SourceRequest Records(IEnumerable<string> pmids) => Post("efetch.fcgi", new()
    {
        ["id"] = string.Join(',', pmids),
        ["rettype"] = "abstract",
    });

    /// <summary>A page of the records of a search that PubMed remembers.</summary>
    public SourceRequest Remembered(PubMedHistory history, int start, int count) => Post("efetch.fcgi", new()
    {
        ["WebEnv"] = history.WebEnv,
        ["query_key"] = history.QueryKey,
        ["retstart"] = Text(start),
        ["retmax"] = Text(count),
        ["rettype"] = "abstract",
    });

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private SourceRequest Post(string script, Dictionary<string, string> form)
    {
        form["db"] = "pubmed";
        form["retmode"] = "xml";
        form["tool"] = "monitor";
        if (!string.IsNullOrEmpty(contact)) form["email"] = contact;
        return new SourceRequest
        {
            // A base address without its last slash would lose its last segment.
            Address = new Uri(new Uri(options.BaseUrl.AbsoluteUri.TrimEnd('/') + "/"), script),
            Spacing = Spacing,
            Expects = ["xml"],
            Form = form,
            Secrets = apiKey is null ? [] : new Dictionary<string, string> { ["api-key"] = apiKey },
        };
    }

    private static TimeSpan Longest(params ReadOnlySpan<TimeSpan> spans)
    {
        var longest = TimeSpan.Zero;
        foreach (var span in spans)
        {
            if (span > longest) longest = span;
        }

        return longest;
    }
}
