using Monitor.Documents;
using Monitor.Identity.Reports;
using Monitor.References;
using Monitor.Sources.PubMed;
using Monitor.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Monitor.Tests.References;

public sealed class ReferenceJudgeTests
{
    private static readonly Article Paper = Any.Article("99000001", "Vesicles of dermal papilla cells lengthen the growth phase of follicles in shaved mice") with
    {
        Doi = "10.5555/syn.1",
        Journal = "Journal of Imaginary Dermatology",
        Volume = "14",
        Issue = "3",
        Pages = "231-9",
        Published = new PartialDate(2019, 3),
        Entered = new PartialDate(2018, 12, 20),
        Authors = [new Author { Name = "Quillfeather Ada B", Family = "Quillfeather" }, new Author { Name = "Marrowby Tomas", Family = "Marrowby" }],
    };

    private static readonly Citation Cited = Citation.Of(Paper) with { Id = "000001" };

    private static CheckedReference Judge(Citation citation, params Article[] known) => ReferenceJudge.Paper(new GivenReference(1, 1, "given", citation), known);

    private static string Fields(CheckedReference r) => string.Join(' ', r.Differences.Select(d => d.Field.Replace(' ', '-')));

    [Fact]
    public void What_is_cited_as_it_is_printed_is_found()
    {
        var found = Judge(Cited, Paper);
        (found.Verdict, found.Matched!.Id, found.Differences.Count).ShouldBe((ReferenceVerdict.Found, "pubmed:99000001", 0));
        Judge(Cited with { Pmid = null, Doi = null, Journal = "J Imag Dermatol", Pages = "231-239", Authors = ["Quillfeather AB", "et al"] }, Paper).Verdict.ShouldBe(ReferenceVerdict.Found);
        // The year of the electronic publication is one of its years.
        Judge(Cited with { Year = 2018 }, Paper).Verdict.ShouldBe(ReferenceVerdict.Found);
        Judge(Cited with { Title = Cited.Title!.Replace("of dermal", "from dermal", StringComparison.Ordinal) }, Paper).Verdict.ShouldBe(ReferenceVerdict.Found);
    }

    [Fact]
    public void What_is_cited_otherwise_differs_in_that_field_alone()
    {
        var cases = new (string Field, Citation Given)[]
        {
            ("year", Cited with { Year = 2012 }), ("volume", Cited with { Volume = "15" }), ("pages", Cited with { Pages = "77-80" }), ("journal", Cited with { Journal = "Annals of Porcelain" }),
            ("first-author", Cited with { Authors = ["Impostor, Zeno", "Marrowby, Tomas"] }), ("doi", Cited with { Doi = "10.5555/other" }), ("pmid", Cited with { Pmid = "99000777" }),
            ("title", Cited with { Title = "Vesicles of dermal papilla cells shorten the resting phase of follicles in shaved rats" }),
        };
        foreach (var (field, given) in cases)
        {
            var result = Judge(given, Paper);
            (result.Verdict, Fields(result), result.Matched?.Id).ShouldBe((ReferenceVerdict.Differs, field, Paper.Id), field);
            var bare = Judge(field is "doi" or "pmid" or "title" ? given : given with { Doi = null, Pmid = null }, Paper);
            (bare.Verdict, Fields(bare)).ShouldBe((ReferenceVerdict.Differs, field), $"{field}, without identifiers");
        }
    }

    [Fact]
    public void An_identifier_of_another_work_is_named_with_its_owner()
    {
        var other = Any.Article("99000002", "Porcelain figurines and their imaginary hair in the nineteenth century") with { Doi = "10.5555/syn.2", Authors = [new Author { Name = "Nemo X", Family = "Nemo" }] };
        var wrong = Judge(Cited with { Pmid = "99000002" }, Paper, other);
        (wrong.Verdict, wrong.Matched!.Id, Fields(wrong)).ShouldBe((ReferenceVerdict.Differs, Paper.Id, "pmid"));
        wrong.Differences[0].ShouldBe(new ReferenceDifference("pmid", "99000002", "99000001", $"belongs to {other.Id}: {other.Title}"));
        // The title is nobody's: what bears the PMID is shown.
        var invented = Judge(Cited with { Pmid = "99000002", Doi = null }, other);
        (invented.Verdict, invented.Matched!.Id).ShouldBe((ReferenceVerdict.Differs, other.Id));
        Fields(invented).ShouldContain("title");
    }

    [Fact]
    public void A_DOI_that_a_whole_congress_shares_says_nothing_of_a_title()
    {
        var one = Any.Article("99000003", "Abstract on synthetic follicles") with { Doi = "10.5555/congress", Pages = "S12", Volume = "3" };
        var two = Any.Article("99000004", "Abstract on invented vesicles") with { Doi = "10.5555/congress", Pages = "S13", Volume = "3" };
        Judge(Cited with { Doi = "10.5555/congress", Pmid = null, Pages = "S14", Volume = "3" }, one, two).Verdict.ShouldBe(ReferenceVerdict.NotFound);
        Judge(new Citation { Id = "000001", Doi = "10.5555/congress" }, one, two).Verdict.ShouldBe(ReferenceVerdict.ToPerson);
    }

    [Fact]
    public void Two_works_that_fit_equally_well_go_to_a_person()
    {
        var again = Paper with { Id = "pubmed:99000005", ExternalId = "99000005", Pmid = "99000005", Doi = "10.5555/syn.5", Volume = "15", Pages = "100-9", Published = new PartialDate(2020) };
        var unclear = Judge(new Citation { Id = "000001", Title = Paper.Title, Authors = Cited.Authors, Journal = Cited.Journal }, Paper, again);
        (unclear.Verdict, unclear.Matched).ShouldBe((ReferenceVerdict.ToPerson, null));
        unclear.Candidates.Select(c => c.Id).ShouldBe([Paper.Id, again.Id], ignoreOrder: true);
        Judge(new Citation { Id = "000001", Title = Paper.Title, Authors = Cited.Authors, Journal = Cited.Journal, Year = 2020, Volume = "15" }, Paper, again).Matched!.Id.ShouldBe(again.Id);
    }

    [Fact]
    public void A_part_or_a_notice_of_the_work_is_not_the_work()
    {
        var (one, two) = (Paper with { Title = Paper.Title + ": part I" }, Paper with { Id = "pubmed:99000006", Pmid = "99000006", Doi = "10.5555/syn.6", Title = Paper.Title + ": part II", Pages = "240-9" });
        var cited = new Citation { Id = "000001", Title = two.Title, Authors = Cited.Authors, Year = 2019 };
        Judge(cited, one).Verdict.ShouldBe(ReferenceVerdict.NotFound);
        Judge(cited, one, two).Matched!.Id.ShouldBe(two.Id);
        var notice = Judge(new Citation { Id = "000001", Title = "Retraction: " + Paper.Title, Authors = Cited.Authors, Year = 2021 }, Paper);
        (notice.Verdict, notice.Candidates.Single().Id).ShouldBe((ReferenceVerdict.NotFound, Paper.Id));
    }

    [Fact]
    public void What_was_published_about_the_work_is_said_whatever_else_differs()
    {
        var retracted = Paper with
        {
            Title = "RETRACTED: " + Paper.Title,
            PublicationTypes = ["Retracted Publication"],
            Corrections = [new Correction { Type = "ErratumIn", Source = "J Imag Dermatol. 2019 May;14(5):400" }, new Correction { Type = "RetractionIn", Pmid = "99000009", Source = "J Imag Dermatol. 2021 Nov 3;16(2):88" }],
        };
        var result = Judge(Cited with { Year = 2012 }, retracted);
        (result.Verdict, Fields(result)).ShouldBe((ReferenceVerdict.Retracted, "year"));
        result.Notices[0].ShouldBe(new ReferenceNotice("retracted", new PartialDate(2021, 11, 3), "pubmed", "PMID 99000009", "J Imag Dermatol. 2021 Nov 3;16(2):88"));
        result.Notices[1].Type.ShouldBe("corrected");
        Judge(Cited, Paper with { Corrections = [new Correction { Type = "ErratumIn" }] }).Verdict.ShouldBe(ReferenceVerdict.Corrected);
        Judge(Cited, Paper with { Corrections = [new Correction { Type = "ExpressionOfConcernIn" }] }).Verdict.ShouldBe(ReferenceVerdict.ExpressionOfConcern);
        // Another source of the same report says it first.
        var elsewhere = retracted with { Id = "crossref:10.5555/syn.1", Source = "crossref", ExternalId = "10.5555/syn.1", Pmid = null };
        var joined = Judge(Cited, Paper, elsewhere);
        (joined.Verdict, joined.Matched!.Id, joined.Notices[0].Source).ShouldBe((ReferenceVerdict.Retracted, Paper.Id, "crossref"));
    }

    [Fact]
    public void A_preprint_that_a_journal_printed_since_says_where()
    {
        var preprint = Paper with { Id = "pubmed:99000010", Pmid = "99000010", Doi = "10.1101/2018.01.01.999999", Journal = "bioRxiv", Volume = null, Issue = null, Pages = null, Published = new PartialDate(2018), PublicationTypes = ["Preprint"] };
        var cited = Citation.Of(preprint) with { Id = "000001" };
        var linked = Judge(cited, preprint with { Corrections = [new Correction { Type = "UpdateIn", Pmid = "99000001", Source = "J Imag Dermatol. 2019 Mar;14(3):231-239" }] });
        (linked.Verdict, linked.Notices.Single().Notice).ShouldBe((ReferenceVerdict.PreprintPublished, "PMID 99000001"));
        var joined = Judge(cited, Paper, preprint);
        (joined.Verdict, joined.Matched!.Id, joined.Notices.Single().Notice).ShouldBe((ReferenceVerdict.PreprintPublished, preprint.Id, "PMID 99000001"));
        var article = Judge(Cited, Paper, preprint);
        (article.Verdict, article.Matched!.Id).ShouldBe((ReferenceVerdict.Found, Paper.Id));
    }

    [Fact]
    public void Of_the_recorded_papers_each_is_found_among_others_and_a_wrong_year_is_named()
    {
        var folder = Shared.File("samples/pubmed");
        var known = Directory.GetFiles(folder, "efetch_*.xml").Order(StringComparer.Ordinal)
            .SelectMany(f => PubMedXml.Read(new MemoryStream(File.ReadAllBytes(f)), null).OfType<PubMedRead>().Select(r => r.Record.Document).OfType<Article>())
            .Where(a => a.Book is null).DistinctBy(a => a.Id).ToArray();
        var form = known.ToDictionary(a => a.Id, a => new CitationForm(Citation.Of(a)));
        known.Length.ShouldBeGreaterThan(300);
        var wrong = new List<string>();
        foreach (var (article, at) in known.Select((a, i) => (a, i)))
        {
            if (form[article.Id] is not { Title.Specific: true, Authors.People.Count: > 0, Year: { } year }) continue;
            // Those beside it in the samples are of its journal or subject.
            Article[] among = [.. Enumerable.Range(at, 9).Select(i => known[i % known.Length])];
            var bare = KnownRecord.Without(Citation.Of(article)) with { Id = "000001" };
            var same = Judge(bare, among);
            if (same.Matched?.Id != article.Id || same.Differences.Count > 0) wrong.Add($"{article.Id} as printed: {same.Verdict} {same.Matched?.Id} {Fields(same)}");
            var late = Judge(bare with { Year = year - 5 }, among);
            if (late.Matched?.Id != article.Id || Fields(late) != "year") wrong.Add($"{article.Id} five years early: {late.Verdict} {late.Matched?.Id} {Fields(late)}");
            var gone = Judge(bare, [.. among.Skip(1)]);
            if (gone.Verdict != ReferenceVerdict.NotFound) wrong.Add($"{article.Id} taken away: {gone.Verdict} {gone.Matched?.Id} {Fields(gone)}");
        }

        wrong.ShouldBeEmpty();
    }
}
