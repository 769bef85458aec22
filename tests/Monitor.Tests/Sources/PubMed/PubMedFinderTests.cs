using System.Text;
using Microsoft.Extensions.Options;
using Monitor.Documents;
using Monitor.Sources;
using Monitor.Sources.PubMed;
using Monitor.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Sources.PubMed;

public sealed class PubMedFinderTests : IDisposable
{
    private readonly FakeInternet _net = new();
    private readonly List<string> _terms = [];

    private static readonly CitationAsked Asked = new()
    {
        Title = "Exosomes against \"synthetic\" alopecia[ti] OR everything in porcelain", Family = "Sampleton", Year = 2021, Journal = "Synth J | Trichol", Volume = "12", FirstPage = "101",
    };

    public void Dispose() => _net.Dispose();

    private Task<IReadOnlyList<Hit>> FindAsync(CitationAsked asked) => new PubMedFinder(
        _net.Client(new JumpingTime(new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero)), new HttpOptions { Tries = 1 }),
        Options.Create(new PubMedOptions()), Options.Create(new HttpOptions { Contact = "tests@monitor.example" })).FindAsync(asked, default);

    private void Searches(Func<string, IReadOnlyList<string>> found) => _net.On(PubMedStub.IsSearch, sent =>
    {
        _terms.Add(sent.Form("term"));
        var ids = found(sent.Form("term"));
        return PubMedStub.Found(ids.Count, ids);
    });

    private void Fetches(string title = "Exosomes against synthetic alopecia or everything in porcelain", string doi = "10.5555/syn.1") => _net.On(PubMedStub.IsFetch, sent => FakeInternet.Answer(
        $"<PubmedArticleSet>{string.Concat(sent.Form("id").Split(',').Select(id => $"<PubmedArticle><MedlineCitation><PMID>{id}</PMID><Article><ArticleTitle>{title}</ArticleTitle></Article></MedlineCitation><PubmedData><ArticleIdList><ArticleId IdType=\"doi\">{doi}</ArticleId></ArticleIdList></PubmedData></PubmedArticle>"))}</PubmedArticleSet>"));

    private void Matches(string answer) => _net.On(s => s.Address.AbsolutePath.EndsWith("ecitmatch.cgi", StringComparison.Ordinal), _ => FakeInternet.Answer(answer, "text/plain"));

    [Fact]
    public async Task Identifiers_are_asked_first_and_what_bears_none_of_them_is_left_out()
    {
        Searches(_ => ["99000001", "99000002"]);
        Fetches(doi: "10.5555/other");
        var hits = await FindAsync(new CitationAsked { Pmid = "99000001", Doi = "10.5555/syn.1", Pmcid = "PMC9900001" });
        // A phrase that PubMed does not know is dropped from the search, which then finds what was not asked for.
        hits.Select(h => h.Id).ShouldBe(["pubmed:99000001"]);
        _terms.ShouldBe(["99000001[pmid] OR \"10.5555/syn.1\"[aid] OR PMC9900001[aid]"]);
    }

    [Fact]
    public async Task Where_nothing_has_the_title_the_place_in_print_and_the_author_are_asked()
    {
        Searches(_ => []);
        Matches("Synth J   Trichol|2021|12|101|Sampleton|monitor1|99000003\n");
        Fetches("Another title altogether");
        (await FindAsync(Asked)).Select(h => h.Id).ShouldBe(["pubmed:99000003"]);
        _net.Requests.Single(r => r.Address.AbsolutePath.EndsWith("ecitmatch.cgi", StringComparison.Ordinal)).Form("bdata").ShouldBe("Synth J   Trichol|2021|12|101|Sampleton|monitor1|");
        _terms.Count.ShouldBe(2);
        // No word of the citation opens a tag or a quotation.
        _terms[0].ShouldBe("everything[ti] AND synthetic[ti] AND porcelain[ti] AND exosomes[ti] AND alopecia[ti] AND against[ti]");
        _terms[1].ShouldStartWith("\"sampleton\"[1au] AND (2020:2022[dp]) AND (");
    }

    [Fact]
    public async Task A_title_that_is_found_ends_the_questions()
    {
        Searches(_ => ["99000001"]);
        Fetches();
        (await FindAsync(Asked)).Count.ShouldBe(1);
        _net.Requests.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData("j|2021|12|101||monitor1|NOT_FOUND;INVALID_JOURNAL", "")]
    [InlineData("j|2021|12|101|a|monitor1|NOT_FOUND", "")]
    [InlineData("j|2021|12|101|a|monitor1|", "")]
    [InlineData("j|2021|12|101|a|monitor1|AMBIGUOUS (783 citations)", "")]
    [InlineData("j|2021|12|101|a|monitor1|AMBIGUOUS 99000001,99000002", "99000001 99000002")]
    [InlineData("j|2021|12|101|a|monitor1|99000001\r", "99000001")]
    public void The_matcher_says_one_none_or_several(string answer, string pmids) => string.Join(' ', PubMedMatch.Read(Encoding.UTF8.GetBytes(answer), "monitor1")).ShouldBe(pmids);

    [Theory]
    [InlineData("")]
    [InlineData("<!DOCTYPE html><html>maintenance</html>")]
    [InlineData("j|2021|12|101|a|other|99000001")]
    [InlineData("j|2021|12|101|a|monitor1|what?")]
    public void Anything_else_of_the_matcher_is_no_answer(string answer) =>
        Should.Throw<SourceException>(() => PubMedMatch.Read(Encoding.UTF8.GetBytes(answer), "monitor1")).Failure.ShouldBe(SourceFailure.Malformed);

    [Fact]
    public async Task An_error_is_never_an_empty_answer()
    {
        _net.On(PubMedStub.IsSearch, _ => FakeInternet.Answer("<eSearchResult><ERROR>Search Backend failed: Database is not supported: pubmed</ERROR></eSearchResult>"));
        await Should.ThrowAsync<SourceException>(() => FindAsync(Asked));
        Searches(_ => []);
        Matches("<html>We will be back</html>");
        await Should.ThrowAsync<SourceException>(() => FindAsync(Asked));
    }
}
