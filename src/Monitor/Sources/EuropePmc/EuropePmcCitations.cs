using Monitor.Documents;
using Monitor.Sources.PubMed;
using Monitor.Text;

namespace Monitor.Sources.EuropePmc;

/// <summary>Asked for one citation: by its identifiers, then by the longest words of its title.</summary>
internal sealed partial class EuropePmcSource : ICitationFinder
{
    private const int MostCited = 25;
    private const int MostWords = 6;

    string ICitationFinder.Source => SourceName;

    public bool Answers(CitationAsked asked) => asked.Registration is null && (asked.HasIdentifier || Titled(asked) is not null);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Hit>> FindAsync(CitationAsked asked, CancellationToken ct)
    {
        var found = new List<Article>();
        var named = new[] { asked.Pmid, asked.Doi, asked.Pmcid }.OfType<string>().Select(EuropePmcRequests.Named).OfType<string>().ToList();
        if (named.Count > 0) found.AddRange((await CitedAsync(string.Join(" OR ", named), ct)).Where(a => Bears(a.Pmid, asked.Pmid) || Bears(a.Doi, asked.Doi) || Bears(a.Pmcid, asked.Pmcid)));
        if (Titled(asked) is { } words && !found.Exists(a => PubMedCitation.Alike(asked.Title, a.Title))) found.AddRange((await CitedAsync(words, ct)).Where(a => PubMedCitation.Alike(asked.Title, a.Title)));
        return [.. found.DistinctBy(a => a.Id, StringComparer.Ordinal)];
    }

    private async Task<IEnumerable<Article>> CitedAsync(string query, CancellationToken ct)
    {
        var (page, payload) = await PageAsync(Requests().Page(query, EuropePmcRequests.FirstMark, MostCited, newestFirst: false), ct);
        if (page.Unreadable is [var bad, ..]) throw new SourceException(SourceFailure.Malformed, $"{bad.ExternalId}: {bad.Reason}") { Payload = payload };
        return page.Records.Select(r => r.Document).OfType<Article>();
    }

    private static bool Bears(string? known, string? asked) => asked is not null && known == asked;

    /// <summary>Plain letters only: they can be no operator.</summary>
    private static string? Titled(CitationAsked asked)
    {
        var words = Folded.Tokens(asked.Title ?? "").Select(t => t.Word).Where(w => w.Length > 3 && w.All(char.IsAsciiLetterOrDigit))
            .Distinct(StringComparer.Ordinal).OrderByDescending(w => w.Length).Take(MostWords).ToList();
        return words.Count < 3 ? null : string.Join(" AND ", words.Select(w => $"TITLE:{w}"));
    }
}
