using System.Globalization;
using System.Net;
using Monitor.Sources.PubMed;
using Monitor.Tests.Infrastructure;

namespace Monitor.Tests.Sources.PubMed;

/// <summary>A PubMed small enough to know by heart: PMIDs with a day of entry and a day of revision, and its silent cap of 9,999.</summary>
internal sealed class PubMedStub
{
    private readonly Dictionary<string, (DateOnly Entered, DateOnly Modified)> _records = [];

    public PubMedStub(FakeInternet net)
    {
        net.On(sent => IsSearch(sent), Search);
        net.On(sent => IsFetch(sent), Fetch);
    }

    /// <summary>Listed, but not returned by efetch.</summary>
    public HashSet<string> Withheld { get; } = [];

    public static bool IsSearch(Sent sent) => sent.Address.AbsolutePath == "/entrez/eutils/esearch.fcgi" && sent.Method == HttpMethod.Post;

    public static bool IsFetch(Sent sent) => sent.Address.AbsolutePath == "/entrez/eutils/efetch.fcgi" && sent.Method == HttpMethod.Post;

    public void Add(int pmid, DateOnly entered, DateOnly? modified = null) => _records[pmid.ToString(CultureInfo.InvariantCulture)] = (entered, modified ?? entered);

    public static string Record(string pmid) =>
        $"<PubmedArticle><MedlineCitation Status=\"Publisher\"><PMID Version=\"1\">{pmid}</PMID><Article><ArticleTitle>Exosomes {pmid}</ArticleTitle></Article></MedlineCitation></PubmedArticle>";

    public static HttpResponseMessage Found(int count, params IEnumerable<string> ids) => FakeInternet.Answer(
        $"<eSearchResult><Count>{count}</Count><RetMax>1</RetMax><RetStart>0</RetStart><IdList>{string.Concat(ids.Select(id => $"<Id>{id}</Id>"))}</IdList><TranslationSet/><QueryTranslation/></eSearchResult>");

    private HttpResponseMessage Search(Sent sent)
    {
        var (min, max) = (Day(sent.Form("mindate")), Day(sent.Form("maxdate")));
        var byEntry = sent.Form("datetype") == PubMedRequests.Entered;
        var found = _records.Where(r => (byEntry ? r.Value.Entered : r.Value.Modified) is var day && day >= min && day <= max)
            .OrderByDescending(r => int.Parse(r.Key, CultureInfo.InvariantCulture)).Select(r => r.Key).ToList();
        var (start, count) = (int.Parse(sent.Form("retstart"), CultureInfo.InvariantCulture), int.Parse(sent.Form("retmax"), CultureInfo.InvariantCulture));
        return Found(found.Count, found.Take(9_999).Skip(start).Take(count));
    }

    private HttpResponseMessage Fetch(Sent sent) => FakeInternet.Answer(
        $"<PubmedArticleSet>{string.Concat(sent.Form("id").Split(',').Where(id => _records.ContainsKey(id) && !Withheld.Contains(id)).Select(Record))}</PubmedArticleSet>");

    private static DateOnly Day(string text) => DateOnly.ParseExact(WebUtility.UrlDecode(text), "yyyy/MM/dd", CultureInfo.InvariantCulture);
}
