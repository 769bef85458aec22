using Monitor.Sources;
using Monitor.Tests.Infrastructure;
using Monitor.Tests.Watches;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Configuration;

/// <summary>What a watch expects must be an id of its source's form: anything else would be missed for ever, or never looked for.</summary>
public sealed class KnownItemFormTests : IDisposable
{
    private readonly ConfigFolder _folder = new();

    [Theory]
    [InlineData("pubmed", "39174804")]
    [InlineData("pubmed", "1")]
    [InlineData("clinicaltrials.gov", "NCT06539273")]
    [InlineData("clinicaltrials.gov", "nct06539273")]
    [InlineData("europepmc", "MED:39174804")]
    [InlineData("europepmc", "PPR:PPR990406")]
    [InlineData("europepmc", "PPR990406")]
    [InlineData("europepmc", "PMC1234567")]
    [InlineData("crossref", "10.1186/s13287-023-03440-2")]
    [InlineData("crossref", "https://doi.org/10.1002/(SICI)1097-0258(19980815)17:15<1661::AID-SIM968>3.0.CO;2-2")]
    [InlineData("doi", "10.1097/DSS.0000000000004480")]
    [InlineData("fda-rss", "Public Safety Notification on Exosome Products")]
    [InlineData("fda-warning-letters", "698004")]
    [InlineData("fda-letters", "https://www.fda.example/x")]
    public void An_id_of_the_form_of_its_source_is_right(string source, string id) => Errors($"expect: {{{source}: [\"{id}\"]}}").ShouldBeEmpty();

    [Theory]
    [InlineData("pubmed", "PMID12345")]
    [InlineData("pubmed", "PMID: 12345")]
    [InlineData("pubmed", "pubmed:12345")]
    [InlineData("pubmed", "12345 67890")]
    [InlineData("pubmed", "12345, 67890")]
    [InlineData("pubmed", " 12345")]
    [InlineData("pubmed", "12345 ")]
    [InlineData("pubmed", "")]
    [InlineData("pubmed", "  ")]
    [InlineData("pubmed", "0")]
    [InlineData("pubmed", "012345")]
    [InlineData("pubmed", "12345.0")]
    [InlineData("pubmed", "1234567890")]
    [InlineData("pubmed", "10.1186/s13287-023-03440-2")]
    [InlineData("pubmed", "NCT06539273")]
    [InlineData("pubmed", "PMC1234567")]
    [InlineData("pubmed", "https://pubmed.example/39174804/")]
    [InlineData("pubmed", "١٢٣٤٥")]
    [InlineData("clinicaltrials.gov", "NCT0653927")]
    [InlineData("clinicaltrials.gov", "NCT065392731")]
    [InlineData("clinicaltrials.gov", "06539273")]
    [InlineData("clinicaltrials.gov", "39174804")]
    [InlineData("clinicaltrials.gov", "ChiCTR2400081234")]
    [InlineData("clinicaltrials.gov", "NCT 06539273")]
    [InlineData("clinicaltrials.gov", "10.1186/x")]
    [InlineData("clinicaltrials.gov", "")]
    [InlineData("europepmc", "39174804")]
    [InlineData("europepmc", "PMID:39174804")]
    [InlineData("europepmc", "MED:PPR1")]
    [InlineData("europepmc", "MED: 39174804")]
    [InlineData("europepmc", "10.1186/x")]
    [InlineData("europepmc", "NCT06539273")]
    [InlineData("europepmc", "")]
    [InlineData("crossref", "NCT06539273")]
    [InlineData("crossref", "39174804")]
    [InlineData("crossref", "10.1186")]
    [InlineData("crossref", "10.1186/a b")]
    [InlineData("crossref", "10.1186/a,b")]
    [InlineData("crossref", "")]
    [InlineData("doi", "https://doi.org/10.1186/x")]
    [InlineData("doi", "doi:10.1186/x")]
    [InlineData("doi", "10.1/x")]
    [InlineData("doi", "39174804")]
    [InlineData("doi", "10.1186/x ")]
    [InlineData("doi", "")]
    [InlineData("fda-rss", "")]
    [InlineData("fda-rss", "  ")]
    [InlineData("fda-warning-letters", " 698004")]
    [InlineData("fda-letters", "")]
    [InlineData("openfda-enforcement", "D-0123-2026")]
    [InlineData("openfda-events", "1")]
    [InlineData("pubmedd", "39174804")]
    [InlineData("PubMed", "39174804")]
    [InlineData("pmid", "39174804")]
    public void Anything_else_is_an_error_that_names_file_line_key_watch_and_source(string source, string id)
    {
        var errors = Errors($"expect: {{{source}: [\"{id}\"]}}");
        errors.ShouldHaveSingleItem().ShouldStartWith("watches/w.yaml:4: expect: ");
        errors[0].ShouldContain(source);
        errors[0].ShouldEndWith("(watch w)");
    }

    [Theory]
    [InlineData("expect:\n  pubmed: PMID12345")]
    [InlineData("expect:\n  pubmed:")]
    [InlineData("expect:\n  pubmed: [39174804, ~]")]
    [InlineData("expect:\n  notices:\n    - {source: pubmed, id: PMID12345}")]
    [InlineData("expect:\n  - {source: crossref, url: NCT06539273}")]
    [InlineData("expect:\n  - {source: clinicaltrials.gov, id: 10.1186/x}")]
    [InlineData("expect:\n  - {source: \"\", id: 1}")]
    [InlineData("expect:\n  - 39174804")]
    public void However_it_is_written(string expect) => Errors(expect).ShouldHaveSingleItem().ShouldContain(": expect: ");

    [Theory]
    [InlineData("sources: [pubmed]\nexpect: {clinicaltrials.gov: [NCT06539273]}")]
    [InlineData("sources: [clinicaltrials.gov]\nexpect: {doi: [10.1186/x]}")]
    [InlineData("sources: [pubmed]\nexpect: [{source: fda-rss, id: x}]")]
    public void What_the_watch_never_asks_cannot_be_expected(string keys) => Errors(keys).ShouldHaveSingleItem().ShouldContain("the watch does not ask");

    [Fact]
    public void Every_wrong_id_is_named() => Errors("expect: {pubmed: [PMID1, 2, PMID3], doi: [x]}").Length.ShouldBe(3);

    [Fact]
    public async Task Each_source_that_looks_for_known_items_has_its_form_and_none_besides()
    {
        await using var app = await MonitorApp.StartAsync(new Uri("http://127.0.0.1:9/"), migrate: false, options: ("Store:Provider", "Sqlite"));
        var sources = app.Get<SourceCatalog>().All;
        SourceCatalog.KnownIds.Keys.Except([KnownIdForm.Doi]).ShouldBe(
            sources.Where(s => s is IKnownItems || s.Feeds.Count > 0).Select(s => s.Name), ignoreOrder: true);
        SourceCatalog.KnowDois.ShouldBe(sources.Where(s => s is IKnownItems { KnowsDois: true }).Select(s => s.Name), ignoreOrder: true);
        Delivered.Watches.SelectMany(w => w.Expect).ShouldAllBe(e => e.Value.All(SourceCatalog.KnownIds[e.Key].Is));
    }

    public void Dispose() => _folder.Dispose();

    private string[] Errors(string keys)
    {
        _folder.With("watches/w.yaml", $"name: w\ntitle: W\nquery: exosom*\n{keys}\n");
        return _folder.Errors(Monitor.Configuration.ConfigurationLoader.Load(
            _folder.Path, [], new System.Collections.Hashtable(), SourceCatalog.KnownNames));
    }
}
