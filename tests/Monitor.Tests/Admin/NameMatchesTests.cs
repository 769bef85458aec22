using Monitor.Admin;
using Monitor.Documents;
using Monitor.Tests.Configuration;
using Monitor.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Admin;

/// <summary>A notice and the trials and articles that name the same maker find each other when read; nothing is stored of it.</summary>
public sealed class NameMatchesTests
{
    [Theory]
    [InlineData("Sqlite")]
    [InlineData("PostgreSql")]
    public async Task A_notice_is_linked_with_sponsors_and_funders_of_the_same_name_and_they_with_it(string engine)
    {
        using var folder = new ConfigFolder();
        var configuration = folder.With("products.yaml", """
            names:
              - {name: Tilde Labs, kind: maker, source: "https://example.org/tilde"}
              - {name: Tildexo*, kind: product, maker: Tilde Labs, source: "https://example.org/tildexo"}
            """).Load();
        await using var store = await TempStore.NewAsync(engine);
        var notice = Any.Notice(title: "Recall of TildexoPro exosomes");
        var trial = Any.Trial() with { Sponsor = "Tilde Labs, Inc." };
        var funded = Any.Article("1") with { Funders = ["Tilde Labs"] };
        var employed = Any.Article("2") with { ConflictStatement = "Two authors are paid by Tilde Labs." };
        await store.SaveAsync(DateTimeOffset.UnixEpoch, notice, trial, funded, employed, Any.Article("3") with { Abstract = "Labs and a tilde." }, Any.Notice("n2", "Tilde Labs again"));
        var names = new NameMatches(new NamedProducts(configuration.Names), store.Search);
        var of = (await names.OfAsync(notice, default)).ShouldHaveSingleItem();
        of.Match.Name.Source.ShouldBe("https://example.org/tildexo");
        of.Others.Select(o => $"{o.Hit.Id} {o.Match.Field}").ShouldBe([$"{trial.Id} sponsor", "pubmed:1 funders", "pubmed:2 conflictStatement"], ignoreOrder: true);
        (await names.OfAsync(trial, default)).ShouldHaveSingleItem().Others.Select(o => o.Hit.Id).ShouldBe(["fda-rss:n1", "fda-rss:n2"], ignoreOrder: true);
        (await names.OfAsync(Any.Article("3"), default)).ShouldBeEmpty();
    }
}
