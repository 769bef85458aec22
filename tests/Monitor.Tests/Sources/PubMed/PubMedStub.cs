using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Monitor.Sources.PubMed;
using Monitor.Tests.Infrastructure;

namespace Monitor.Tests.Sources.PubMed;

/// <summary>A PubMed small enough to know by heart: PMIDs with a day of entry and a day of revision, and its silent cap of 9,999.</summary>
internal sealed partial class PubMedStub
{
    private readonly Dictionary<string, (DateOnly Entered, DateOnly Modified)> _records = [];

    public PubMedStub(FakeInternet net)
    {
        net.On(sent => IsSearch(sent), Search);
        net.On(sent => IsFetch(sent), Fetch);
    }

    private readonly List<List<string>> _remembered = [];

    /// <summary>Remembers no search.</summary>
    public bool Forgetful { get; set; }

    /// <summary>Listed, but not returned by efetch.</summary>
    public HashSet<string> Withheld { get; } = [];

    public static bool IsSearch(Sent sent) => sent.Address.AbsolutePath == "/entrez/eutils/esearch.fcgi" && sent.Method == HttpMethod.Post;

    public static bool IsFetch(Sent sent) => sent.Address.AbsolutePath == "/entrez/eutils/efetch.fcgi" && sent.Method == HttpMethod.Post;

    public void Add(int pmid, DateOnly entered, DateOnly? modified = null) => _records[pmid.ToString(CultureInfo.InvariantCulture)] = (entered, modified ?? entered);

    public static string Record(string pmid) =>
        $"<PubmedArticle><MedlineCitation Status=\"Publisher\"><PMID Version=\"1\">{pmid}</PMID><Article><ArticleTitle>Exosomes {pmid}</ArticleTitle></Article></MedlineCitation></PubmedArticle>";

    public static HttpResponseMessage Found(int count, params IEnumerable<string> ids) => FoundAt(0, count, ids);

    public static HttpResponseMessage FoundAt(int start, int count, IEnumerable<string> ids, string history = "") => FakeInternet.Answer(
        $"<eSearchResult><Count>{count}</Count><RetMax>1</RetMax><RetStart>{start}</RetStart>{history}<IdList>{string.Concat(ids.Select(id => $"<Id>{id}</Id>"))}</IdList><TranslationSet/><QueryTranslation/></eSearchResult>");

    private HttpResponseMessage Search(Sent sent)
    {
        var (min, max) = (Day(sent.Form("mindate")), Day(sent.Form("maxdate")));
        var byEntry = sent.Form("datetype") == PubMedRequests.Entered;
        var within = Within().Match(sent.Form("term"));
        var found = _records.Where(r => (byEntry ? r.Value.Entered : r.Value.Modified) is var day && day >= min && day <= max)
            .Where(r => !within.Success || ((byEntry ? r.Value.Modified : r.Value.Entered) is var other && other >= Day(within.Groups["from"].Value) && other <= Day(within.Groups["to"].Value)))
            .OrderByDescending(r => int.Parse(r.Key, CultureInfo.InvariantCulture)).Select(r => r.Key).ToList();
        var (start, count) = (Number(sent, "retstart"), Number(sent, "retmax"));
        var history = "";
        if (sent.Form("usehistory") == "y")
        {
            _remembered.Add(found);
            history = $"<QueryKey>1</QueryKey><WebEnv>MCID_{_remembered.Count - 1}</WebEnv>";
        }

        return FoundAt(start, found.Count, found.Take(9_999).Skip(start).Take(count), history);
    }

    private HttpResponseMessage Fetch(Sent sent)
    {
        IEnumerable<string> ids = sent.Form("id").Split(',');
        if (sent.Form("WebEnv") is { Length: > 0 } session)
        {
            if (Forgetful) return FakeInternet.Answer("<eFetchResult><ERROR>Unable to obtain query #1</ERROR></eFetchResult>");
            ids = _remembered[int.Parse(session[5..], CultureInfo.InvariantCulture)].Skip(Number(sent, "retstart")).Take(Number(sent, "retmax"));
        }

        return FakeInternet.Answer($"<PubmedArticleSet>{string.Concat(ids.Where(id => id == "1" || (_records.ContainsKey(id) && !Withheld.Contains(id))).Select(Record))}</PubmedArticleSet>");
    }

    private static int Number(Sent sent, string name) => int.Parse(sent.Form(name), CultureInfo.InvariantCulture);

    [GeneratedRegex("\\(\"(?<from>[0-9/]+)\"\\[(edat|mdat)\\] : \"(?<to>[0-9/]+)\"\\[(edat|mdat)\\]\\)$", RegexOptions.ExplicitCapture)]
    private static partial Regex Within();

    private static DateOnly Day(string text) => DateOnly.ParseExact(WebUtility.UrlDecode(text), "yyyy/MM/dd", CultureInfo.InvariantCulture);
}
