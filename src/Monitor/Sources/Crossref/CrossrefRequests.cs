using System.Globalization;
using System.Text;

namespace Monitor.Sources.Crossref;

/// <summary>
/// The addresses asked. Nothing is left out by <c>select</c>: subtype and language, which tell a preprint, cannot be named
/// there. With a contact address the requests go into the polite pool.
/// </summary>
internal sealed class CrossrefRequests(CrossrefOptions options, string? contact)
{
    /// <summary>DOIs that fit into one request.</summary>
    public const int Batch = 60;

    /// <summary>Longest list of DOIs, escaped, in one address.</summary>
    public const int LongestList = 4000;

    /// <summary>Of a walk over pages the first.</summary>
    public const string Beginning = "*";

    /// <summary>A page of the works with these words that were indexed in the window and registered since the baseline.</summary>
    /// <remarks>
    /// Every touch of a work (a citation of it) indexes it anew, so without the day of its registration a watch would be told
    /// of old works as new whenever they are cited.
    /// </remarks>
    public Uri Words(FetchRequest request, string cursor) => Address("works", request.Query.Text,
        $"from-index-date:{Day(request.From)},until-index-date:{Day(request.To)},from-created-date:{Day(Registered(request))}", options.PageSize, cursor);

    /// <summary>On demand: one page, the works with most of the words first.</summary>
    public Uri Best(FetchRequest request) => Address("works", request.Query.Text, $"from-created-date:{Day(request.From)}", options.PageSize, null);

    /// <summary>Those of these works that were indexed since; null = whenever.</summary>
    public Uri Known(IReadOnlyCollection<string> dois, DateTimeOffset? since, string words = "") =>
        Address("works", words, string.Join(',', dois.Select(d => "doi:" + d)) + (since is { } from ? ",from-index-date:" + Day(from) : ""), dois.Count, null);

    /// <summary>One work.</summary>
    public Uri One(string doi) => new(options.BaseUrl, $"works/{Uri.EscapeDataString(doi)}{(string.IsNullOrEmpty(contact) ? "" : "?mailto=" + Uri.EscapeDataString(contact))}");

    /// <summary>The works that fit a citation best, by all that it prints.</summary>
    public Uri Cited(CitationAsked asked, int rows)
    {
        var query = new StringBuilder("works?");
        Add(query, "query.bibliographic", string.Join(' ', new[] { asked.Title, asked.Family, asked.Journal, asked.Year?.ToString(CultureInfo.InvariantCulture) }.OfType<string>()));
        Add(query, "rows", rows.ToString(CultureInfo.InvariantCulture));
        if (!string.IsNullOrEmpty(contact)) Add(query, "mailto", contact);
        return new Uri(options.BaseUrl, query.ToString(0, query.Length - 1));
    }

    /// <summary>Lists that fit into an address each.</summary>
    public static IEnumerable<IReadOnlyList<string>> Batches(IEnumerable<string> dois)
    {
        var batch = new List<string>();
        var length = 0;
        foreach (var doi in dois)
        {
            var more = Uri.EscapeDataString("doi:" + doi).Length + 3;
            if (batch.Count == Batch || (batch.Count > 0 && length + more > LongestList))
            {
                yield return batch;
                (batch, length) = ([], 0);
            }

            batch.Add(doi);
            length += more;
        }

        if (batch.Count > 0) yield return batch;
    }

    private DateTimeOffset Registered(FetchRequest request)
    {
        // Asked for by hand: what lies before the baseline is wanted now.
        if (request.Baseline is not { } baseline || request.From < baseline) return request.From;
        var oldest = request.To - options.MaxAge;
        return baseline < oldest ? oldest : baseline;
    }

    private static string Day(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private Uri Address(string path, string words, string filter, int rows, string? cursor)
    {
        var query = new StringBuilder(path).Append('?');
        if (words.Length > 0) Add(query, "query", words);
        Add(query, "filter", filter);
        Add(query, "rows", rows.ToString(CultureInfo.InvariantCulture));
        if (cursor is not null) Add(query, "cursor", cursor);
        if (!string.IsNullOrEmpty(contact)) Add(query, "mailto", contact);
        return new Uri(options.BaseUrl, query.ToString(0, query.Length - 1));
    }

    private static void Add(StringBuilder query, string name, string value) =>
        query.Append(name).Append('=').Append(Uri.EscapeDataString(value)).Append('&');
}
