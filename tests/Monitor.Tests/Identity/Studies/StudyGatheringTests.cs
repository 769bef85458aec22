using Monitor.Documents;
using Monitor.Identity.Studies;
using Monitor.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Identity.Studies;

// All numbers here are made up.
public sealed class StudyGatheringTests
{
    private const string Nct = "NCT99000011", Other = "NCT99000012", Isrctn = "ISRCTN99000011";

    [Fact]
    public void Two_registries_and_two_articles_that_each_state_one_number_are_one_study()
    {
        Studies(Registered(Nct, Isrctn), Stating("1", Isrctn), Stating("2", Nct))
            .ShouldBe([$"{Nct}: clinicaltrials.gov:{Nct} pubmed:1 pubmed:2"]);
    }

    [Fact]
    public void Articles_that_state_one_number_are_one_study_before_its_registration_is_known() =>
        Studies(Stating("1", Nct), Stating("2", Nct), Stating("3", Other)).ShouldBe([$"{Nct}: pubmed:1 pubmed:2", $"{Other}: pubmed:3"]);

    [Fact]
    public void An_article_that_states_two_numbers_of_one_registry_is_linked_to_both_and_joins_neither()
    {
        var hits = (Hit[])[Registered(Nct), Registered(Other), Stating("1", Nct, Other)];
        Studies(hits).ShouldBe([$"{Nct}: clinicaltrials.gov:{Nct}", $"{Other}: clinicaltrials.gov:{Other}", "pubmed:1: pubmed:1"]);
        Gathered(hits).Links.Select(l => (l.Joined, l.Apart)).ShouldBe([(false, "claimed-by-studies-held-apart"), (false, "claimed-by-studies-held-apart")]);
    }

    [Fact]
    public void An_obsolete_number_and_its_successor_are_one() =>
        Studies(Registered(Nct) with { Aliases = [Other] }, Stating("1", Nct, Other)).ShouldBe([$"{Nct}: clinicaltrials.gov:{Nct} pubmed:1"]);

    [Fact]
    public void Two_registrations_that_claim_one_number_of_another_registry_stay_apart_and_so_does_the_number()
    {
        Studies(Registered(Nct, "2019-001234-56"), Registered(Other, "2019-001234-56"), Stating("1", "2019-001234-56"))
            .ShouldBe(["2019-001234-56: pubmed:1", $"{Nct}: clinicaltrials.gov:{Nct}", $"{Other}: clinicaltrials.gov:{Other}"]);
    }

    [Fact]
    public void An_article_alone_does_not_join_two_registrations_that_do_not_name_each_other()
    {
        var isrctn = Any.Trial(Isrctn) with { Id = $"isrctn:{Isrctn}", Source = "isrctn" };
        Studies(Registered(Nct), isrctn, Stating("1", Nct, Isrctn)).ShouldBe([$"{Isrctn}: isrctn:{Isrctn}", $"{Nct}: clinicaltrials.gov:{Nct}", "pubmed:1: pubmed:1"]);
        Studies(Registered(Nct, Isrctn), isrctn, Stating("1", Nct, Isrctn)).ShouldBe([$"{Nct}: clinicaltrials.gov:{Nct} isrctn:{Isrctn} pubmed:1"]);
    }

    [Fact]
    public void Registrations_with_the_same_title_and_sponsors_number_are_two_studies() =>
        Studies(Registered(Nct, "EX-1") with { Sponsor = "S" }, Registered(Other, "EX-1") with { Sponsor = "S" }).Count.ShouldBe(2);

    [Fact]
    public void Results_named_by_the_registration_join_unless_two_registrations_name_them_or_they_state_another_number()
    {
        Hit Named(string nct) => Registered(nct) with { Publications = ["1"] };
        Studies(Named(Nct), Any.Article("1")).ShouldBe([$"{Nct}: clinicaltrials.gov:{Nct} pubmed:1"]);
        Studies(Named(Nct), Named(Other), Any.Article("1")).Count.ShouldBe(3);
        Studies(Named(Nct), Stating("1", Other)).ShouldBe([$"{Nct}: clinicaltrials.gov:{Nct}", $"{Other}: pubmed:1"]);
        Studies(Named(Nct), Any.Article("1") with { PublicationTypes = ["Meta-Analysis"] }).Count.ShouldBe(2);
    }

    [Fact]
    public void Preprint_article_erratum_and_retraction_are_of_the_study_of_the_paper()
    {
        var preprint = Stating("1", Nct) with { PublicationTypes = ["Preprint"] };
        var article = Linked("2", "Journal Article", ("UpdateOf", "1"), ("RetractionIn", "4"));
        Studies(preprint, article, Linked("3", "Published Erratum", ("ErratumFor", "2")), Linked("4", "Retraction of Publication", ("RetractionOf", "2")))
            .ShouldBe([$"{Nct}: pubmed:1 pubmed:2 pubmed:3 pubmed:4"]);
    }

    [Fact]
    public void A_notice_about_several_papers_joins_none_of_them_and_a_reply_follows_the_letter()
    {
        Studies(Any.Article("1"), Any.Article("2"), Linked("3", "Retraction of Publication", ("RetractionOf", "1"), ("RetractionOf", "2"))).Count.ShouldBe(3);
        Studies(Any.Article("1"), Linked("2", "Comment", ("CommentOn", "1")), Linked("3", "Comment", ("CommentOn", "1"), ("CommentOn", "2")))
            .ShouldBe(["pubmed:1: pubmed:1 pubmed:2 pubmed:3"]);
    }

    [Fact]
    public void A_study_of_its_own_is_no_comment_on_another() =>
        Studies(Any.Article("1"), Linked("2", "Randomized Controlled Trial", ("CommentOn", "1"))).Count.ShouldBe(2);

    [Fact]
    public void A_record_of_the_same_paper_in_another_database_is_in_its_study_and_a_shared_doi_says_nothing()
    {
        Article Of(string source, string id, string? pmid, string doi, string title) =>
            Any.Article() with { Id = $"{source}:{id}", Source = source, ExternalId = id, Pmid = pmid, Doi = doi, Title = title };
        Studies(Of("pubmed", "1", "1", "10.5555/a", "One title"), Of("europepmc", "MED:1", "1", "10.5555/a", "One title."), Of("crossref", "10.5555/a", null, "10.5555/a", "One Title"))
            .ShouldBe(["crossref:10.5555/a: crossref:10.5555/a europepmc:MED:1 pubmed:1"]);
        var abstracts = Enumerable.Range(1, 3).Select(n => Of("pubmed", $"{n}", $"{n}", "10.5555/supplement", $"Abstract {n}")).ToArray();
        Studies(abstracts).Count.ShouldBe(3);
        var notice = Any.Article("9") with { PublicationTypes = ["Published Erratum"], Corrections = [new Correction { Type = "ErratumFor", Doi = "10.5555/supplement" }] };
        Studies([.. abstracts, notice]).Count.ShouldBe(4);
        Studies(abstracts[0], notice).Count.ShouldBe(1);
    }

    [Fact]
    public void No_chain_of_links_brings_two_numbers_of_one_registry_together_whatever_the_order()
    {
        for (var seed = 1; seed <= 300; seed++)
        {
            var hits = StudyWorld.Random(seed);
            var (one, other) = (Gathered(hits), Gathered(StudyWorld.Shuffled(hits, seed)));
            Lines(other).ShouldBe(Lines(one), $"seed {seed}");
            other.Links.OrderBy(l => l.Link.ToString(), StringComparer.Ordinal).ShouldBe(one.Links.OrderBy(l => l.Link.ToString(), StringComparer.Ordinal), $"seed {seed}");
            foreach (var group in one.Groups)
            {
                group.Numbers.GroupBy(n => n.Registry).ShouldAllBe(r => r.Count() == 1, $"seed {seed}: {group.Id}");
            }

            one.Groups.SelectMany(g => g.Hits).Order(StringComparer.Ordinal).ShouldBe(hits.Select(h => h.Id).Order(StringComparer.Ordinal));
            one.Groups.Select(g => g.Id).Distinct().Count().ShouldBe(one.Groups.Count);
        }
    }

    private static Trial Registered(string number, params string[] others) => Any.Trial(number) with { OtherIds = others };

    private static Article Stating(string pmid, params string[] numbers) => Any.Article(pmid) with { Registrations = numbers };

    private static Article Linked(string pmid, string type, params (string Type, string Pmid)[] links) =>
        Any.Article(pmid) with { PublicationTypes = [type], Corrections = [.. links.Select(l => new Correction { Type = l.Type, Pmid = l.Pmid })] };

    private static Gathered Gathered(params Hit[] hits) => StudyGathering.Of(hits.Select(StudyLinks.Of).OfType<StudyStatement>());

    private static List<string> Studies(params Hit[] hits) => Lines(Gathered(hits));

    private static List<string> Lines(Gathered gathered) => [.. gathered.Groups.Select(g => $"{g.Id}: {string.Join(' ', g.Hits)}")];
}
