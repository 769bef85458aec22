using Monitor.Documents;
using Monitor.Sources;
using Monitor.Tests.Infrastructure;
using Shouldly;
using Xunit;
using static Monitor.Tests.Sources.Crossref.CrossrefEdge;

namespace Monitor.Tests.Sources.Crossref;

public sealed class CrossrefWorkTests
{
    [Fact]
    public async Task A_work_becomes_an_article()
    {
        var article = await ArticleAsync("""
            "subtitle":["With a <i>subtitle</i>"],"container-title":["Acta Exempl &amp; Med"],"volume":"4","issue":"2","article-number":"e7","language":"de",
            "funder":[{"name":"Example Fund"},{"name":"Example Fund"}],"clinical-trial-number":[{"clinical-trial-number":"nct00000000","registry":"10.18810/clinical-trials-gov"}],
            "author":[{"ORCID":"https://orcid.org/0000-0002-1825-0097","given":"Ada","family":"Muster","suffix":"Jr"},{"name":"The Example Group"},{"affiliation":[]}],
            "abstract":"<jats:title>Abstract</jats:title><jats:sec><jats:title>Aim</jats:title><jats:p>To see CO<jats:sub>2</jats:sub> &amp;amp; more.</jats:p></jats:sec>\n <jats:sec><jats:title>Results:</jats:title><jats:p>P<0.001 and a &lt; b, 5 &amp;lt; 6<jats:tex-math>\\usepackage{x}</jats:tex-math>.</jats:p></jats:sec>"
            """, "10.5555/ABC");
        (article.Id, article.ExternalId, article.Doi, article.Link).ShouldBe(("crossref:10.5555/abc", "10.5555/abc", "10.5555/abc", "https://doi.org/10.5555/abc"));
        article.Title.ShouldBe("An invented title: With a subtitle");
        article.Abstract.ShouldBe("Aim: To see CO₂ & more.\nResults: P<0.001 and a < b, 5 < 6.");
        (article.Journal, article.Volume, article.Issue, article.Pages).ShouldBe(("Acta Exempl & Med", "4", "2", "e7"));
        article.Authors.ShouldBe([new Author { Name = "Muster Ada Jr", Family = "Muster", Orcid = "0000-0002-1825-0097" }, new Author { Name = "The Example Group" }]);
        (article.Entered.ToString(), article.Revised.ToString(), article.Published.ToString()).ShouldBe(("2026-11-01", "2026-11-02", "2026-11"));
        article.Languages.ShouldBe(["ger"]);
        article.Funders.ShouldBe(["Example Fund"]);
        article.Registrations.ShouldBe(["NCT00000000"]);
        article.PublicationTypes.ShouldBe(["Journal Article"]);
    }

    [Theory]
    [InlineData("&lt;jats:p&gt;Escaped as a whole: x &amp;lt; y&lt;/jats:p&gt;", "Escaped as a whole: x < y")]
    [InlineData("Plain & simple, p<.05", "Plain & simple, p<.05")]
    [InlineData("<p>One</p><p>Two</p>", "One\nTwo")]
    [InlineData("<jats:p>10<jats:sup>9</jats:sup> of <mml:math><mml:msup> <mml:mi>x</mml:mi><mml:mn>2</mml:mn> </mml:msup></mml:math>, 5<sup>th</sup></jats:p>", "10⁹ of x², 5th")]
    [InlineData("<jats:p>ratio <mml:math><mml:mfrac><mml:mi>a</mml:mi><mml:mi>b</mml:mi></mml:mfrac></mml:math> and <math><msqrt><mn>2</mn></msqrt></math></jats:p>", "ratio a/b and √2")]
    [InlineData("<jats:title>ABSTRACT</jats:title>", null)]
    public async Task An_abstract_is_plain_text(string markup, string? text) =>
        (await ArticleAsync($"\"abstract\":{System.Text.Json.JsonSerializer.Serialize(markup)}")).Abstract.ShouldBe(text);

    [Theory]
    [InlineData("[[2026]]", "2026")]
    [InlineData("[[2026,3,31]]", "2026-03-31")]
    [InlineData("[[null]]", null)]
    [InlineData("[[2026,13]]", null)]
    [InlineData("[]", null)]
    [InlineData("[[\"2026\"]]", null)]
    public async Task A_date_is_as_precise_as_it_was_given(string parts, string? date) =>
        (await ArticleAsync($$"""  "issued":{"date-parts":{{parts}}}  """)).Published?.ToString().ShouldBe(date);

    [Theory]
    [InlineData("\"type\":\"posted-content\",\"subtype\":\"preprint\"", "Preprint")]
    [InlineData("\"type\":\"proceedings-article\"", "Proceedings Article")]
    [InlineData("\"type\":\"dissertation\"", "Academic Dissertation")]
    public async Task Kinds_are_in_PubMeds_words_where_it_has_one(string given, string type) => (await ArticleAsync(given)).PublicationTypes.ShouldBe([type]);

    [Fact]
    public async Task A_chapter_stands_in_its_book_and_a_preprint_on_its_server()
    {
        var chapter = await ArticleAsync("\"type\":\"book-chapter\",\"container-title\":[\"A Book\"],\"author\":null,\"editor\":[{\"family\":\"Editor\"}]");
        (chapter.Book, chapter.Journal, chapter.Authors.Single().Name).ShouldBe(("A Book", null, "Editor"));
        (await ArticleAsync("\"institution\":[{\"name\":\"exampleRxiv\"}]")).Journal.ShouldBe("exampleRxiv");
        (await ArticleAsync("\"institution\":{\"name\":\"exampleRxiv\"}")).Journal.ShouldBe("exampleRxiv");
    }

    [Fact]
    public async Task Without_a_title_there_is_still_a_record()
    {
        (await ArticleAsync("\"title\":[]")).Title.ShouldBe("[no title]");
    }

    [Fact]
    public async Task Being_indexed_anew_changes_nothing_of_a_record()
    {
        var (before, after) = (await ArticleAsync("\"indexed\":{\"date-parts\":[[2026,11,3]]},\"is-referenced-by-count\":1"), await ArticleAsync("\"indexed\":{\"date-parts\":[[2026,11,20]]},\"is-referenced-by-count\":2"));
        Monitor.Store.StoreJson.Write(after).ShouldBe(Monitor.Store.StoreJson.Write(before));
    }

    [Theory]
    [InlineData("works_query_nsf_20.json", 20, 94960)]
    [InlineData("plos_works_update_to_5_corrections.json", 30, 274684)]
    [InlineData("works_cursor_page2.json", 30, 452242)]
    [InlineData("funder_works_100_large.json", 100, 13869)]
    public async Task Recorded_pages_are_read_to_the_last_work(string file, int works, int total)
    {
        var fetched = await FetchAsync(Recorded(file), Request with { Limit = 5 });
        (fetched.Records.Count, fetched.Unreadable.Count, fetched.Total).ShouldBe((works, 0, total));
        var articles = fetched.Records.Select(r => (Article)r.Document).ToList();
        articles.ShouldAllBe(a => a.Doi == a.ExternalId && a.Entered != null && a.Title.Length > 3 && a.Link!.StartsWith("https://doi.org/10."));
        articles.SelectMany(a => new[] { a.Title, a.Abstract, a.Journal }).OfType<string>().ShouldAllBe(t => !t.Contains("jats:") && !t.Contains("&amp;") && !t.Contains("&lt;"));
        articles.ShouldContain(a => a.Authors.Count > 0);
    }

    [Fact]
    public async Task The_recorded_empty_answer_is_empty_and_the_recorded_refusals_are_failures()
    {
        (await FetchAsync(Recorded("works_empty.json"))).Records.ShouldBeEmpty();
        (await Should.ThrowAsync<SourceException>(() => FetchAsync(Recorded("error_400_validation_failure.json")))).Message.ShouldContain("integer-not-valid");
        (await Should.ThrowAsync<SourceException>(() => FetchAsync(Recorded("error_404_plain_text.txt")))).Failure.ShouldBe(SourceFailure.Malformed);
        (await Should.ThrowAsync<SourceException>(() => FetchAsync(Recorded("works_query_nsf_20.json")))).Message.ShouldContain("20 of 94960 works");
    }

    [Fact]
    public async Task Recorded_fields_are_the_ones_we_rely_on()
    {
        var fetched = await FetchAsync(Recorded("plos_works_update_to_5_corrections.json"), Request with { Limit = 5 });
        foreach (var field in Source(new StubHandler(_ => List())).Relied)
        {
            fetched.Records.Count(r => field.Present(r.Document)).ShouldBeGreaterThan(26, field.Name);
        }
    }
}
