using Monitor.Configuration;
using Monitor.Documents;
using Monitor.Identity;
using Monitor.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Configuration;

/// <summary>Makers and products by name: what is read, what is an error, and where a name is found.</summary>
public sealed class MakerFileTests : IDisposable
{
    private readonly ConfigFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Names_with_a_source_link_and_words_and_unconfirmed_names_do_not()
    {
        _folder.With("products.yaml", """
            names:
              - {name: Tilde Labs, kind: maker, source: "https://example.org/tilde"}
              - {name: Tildexo*, kind: product, maker: Tilde Labs, source: "https://example.org/tildexo"}
              - {name: Rumour, kind: product, source: not confirmed}
              - {name: エクソソーム, kind: word, script: kana, source: the word itself}
            """).Load().Names.Select(n => $"{n.Name} {n.Kind} {n.Maker}").ShouldBe(["Tilde Labs maker ", "Tildexo* product Tilde Labs"]);
        _folder.Errors().ShouldBeEmpty();
    }

    [Fact]
    public void A_line_that_is_wrong_is_named_once_and_the_others_stay()
    {
        var loaded = _folder.With("products.yaml", """
            names:
              - {name: Tilde Labs, kind: maker, source: x}
              - {name: Tildexo, kind: product, maker: Tilda Labs, source: x}
              - {name: Harrow, kind: maker, maker: Tilde Labs, source: x}
              - {name: NoSource, kind: product}
              - {name: Odd, kind: thing, source: x}
            """).With("watches/w.yaml", "name: w\ntitle: W\nquery: exosome\nnoticeNames: products.yaml\n").Load();
        loaded.Names.Select(n => n.Name).ShouldBe(["Tilde Labs"]);
        _folder.Errors().ShouldBe(
        [
            "products.yaml:3: maker: there is no maker 'Tilda Labs' in this file; did you mean Tilde Labs?",
            "products.yaml:4: maker: only a product has a maker",
            "products.yaml:5: source: this key is required",
            "products.yaml:6: kind: 'thing' is none of product, maker, word",
        ], ignoreOrder: true);
    }

    [Fact]
    public void Every_delivered_name_has_a_source_and_none_that_is_not_confirmed_links()
    {
        var names = MakerFile.Read(Path.Combine(Shared.Repository, "config", "products.yaml"), []);
        names.Count.ShouldBeGreaterThan(8);
        names.ShouldAllBe(n => n.Source.Length > 15);
        names.Select(n => n.Name).ShouldNotContain("EXOMIDE");
        names.Single(n => n.Name == "CharaExo").Maker.ShouldBe("Chara Biologics");
    }

    [Fact]
    public void A_name_is_found_in_the_sponsor_the_funders_and_the_conflict_statement_as_a_whole()
    {
        NamedProduct[] names = [new("Tilde Labs", "maker", null, "x"), new("Tildexo*", "product", "Tilde Labs", "x")];
        NameMatch.In(Any.Trial() with { Sponsor = "TILDE LABS, Inc." }, names).ShouldHaveSingleItem().Field.ShouldBe("sponsor");
        NameMatch.In(Any.Article() with { Funders = ["Tilde Labs"] }, names).ShouldHaveSingleItem().Field.ShouldBe("funders");
        NameMatch.In(Any.Article() with { ConflictStatement = "A.B. is employed by Tilde Labs." }, names).ShouldHaveSingleItem().Field.ShouldBe("conflictStatement");
        NameMatch.In(Any.Notice() with { Product = "TildexoPro, 5 mL" }, names).ShouldHaveSingleItem().Party.ShouldBe("Tilde Labs");
        NameMatch.In(Any.Notice(title: "Tilde and other labs"), names).ShouldBeEmpty();
    }
}
