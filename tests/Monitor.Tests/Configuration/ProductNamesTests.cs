using Monitor.Queries;
using Monitor.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Configuration;

public sealed class ProductNamesTests : IDisposable
{
    private const string Names = "names:\n  - {name: Kimera Labs, kind: maker, source: x}\n  - {name: XoGlo*, kind: product, source: not confirmed}\n";

    private readonly ConfigFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("noticeQuery: exosom*\nnoticeNames: n.yaml\n", "exosom*[tiab] OR \"Kimera Labs\"[tiab] OR \"XoGlo*\"[tiab]")]
    [InlineData("noticeQuery: |\n  exosom*   # the last line\nnoticeNames: n.yaml\n", "exosom*[tiab] OR \"Kimera Labs\"[tiab] OR \"XoGlo*\"[tiab]")]
    [InlineData("noticeQuery: exosom* NOT mice\nnoticeNames: n.yaml\n", "(exosom*[tiab] NOT mice[tiab]) OR \"Kimera Labs\"[tiab] OR \"XoGlo*\"[tiab]")]
    [InlineData("noticeNames: n.yaml\n", "\"Kimera Labs\"[tiab] OR \"XoGlo*\"[tiab]")]
    public void Names_join_the_notice_query(string keys, string joined)
    {
        var watch = With(Names, keys).Load().Watches.ShouldHaveSingleItem();
        _folder.Errors().ShouldBeEmpty();
        var query = Query.Parse(watch.NoticeQuery.ShouldNotBeNull());
        Flat(query.ToString()).ShouldBe(Flat(joined));
        foreach (var title in new[] { "A letter to Kimera Labs", "XoGloPro" }) Matcher.Match(query, Any.Notice(title: title), "w").ShouldNotBeNull(title);
        Matcher.Match(query, Any.Notice(title: "Kimera and Labs"), "w").ShouldBeNull();
        watch.Query.ShouldBe("exosome");
    }

    [Fact]
    public void Problems_are_named_by_line_and_the_other_names_stay()
    {
        var watch = With("""
            names:
              - {name: Kimera Labs, kind: maker, source: x}
              - {name: XoGlo, kind: thing, source: x, sauce: y}
              - {nam: Z}
              - {name: 'a "b"', kind: maker, source: x}
              - {name: a*b, kind: maker, source: x}
              - {name: kimera labs, kind: maker, source: x}
              - Chara
            """, "noticeNames: n.yaml\n").Load().Watches.ShouldHaveSingleItem();
        watch.NoticeQuery.ShouldBe("\"Kimera Labs\"[tiab]");
        _folder.Errors().ShouldBe(
        [
            "n.yaml:3: sauce: unknown key; did you mean source?",
            "n.yaml:3: kind: 'thing' is none of product, maker, word",
            "n.yaml:4: nam: unknown key; did you mean name?",
            "n.yaml:4: name: this key is required",
            "n.yaml:4: kind: this key is required",
            "n.yaml:4: source: this key is required",
            "n.yaml:5: name: a name has no quotation marks inside: it is taken as a phrase anyway",
            "n.yaml:6: name: a star is understood at the end of a term only",
            "n.yaml:7: name: a second time \"kimera labs\"[tiab]; the first is in line 2",
            "n.yaml:8: names: the keys of one name are expected, beginning with name:",
        ],
        ignoreOrder: true);
    }

    [Theory]
    [InlineData(null, "n.yaml", "there are no names in n.yaml")]
    [InlineData("names: []\n", "n.yaml", "there are no names in n.yaml")]
    [InlineData("names: x\n", "n.yaml", "there are no names in n.yaml")]
    [InlineData(Names, "../n.yaml", "'../n.yaml' is not the name of a .yaml file in the folder of monitor.yaml")]
    [InlineData(Names, "n.txt", "'n.txt' is not the name of a .yaml file in the folder of monitor.yaml")]
    public void Without_names_the_watch_is_in_error(string? file, string named, string problem)
    {
        With(file, $"noticeNames: {named}\n").Load().Watches.ShouldBeEmpty();
        _folder.Errors().ShouldContain($"watches/w.yaml:4: noticeNames: {problem}");
    }

    [Fact]
    public void Two_watches_share_a_file_and_its_errors_are_told_once()
    {
        With(Names + "  - {name: Z}\n", "noticeNames: n.yaml\n").With("watches/x.yaml", "name: x\ntitle: X\nquery: exosome\nnoticeNames: n.yaml\n");
        _folder.Load().Watches.Count.ShouldBe(2);
        _folder.Errors().Length.ShouldBe(2); // kind and source
    }

    private ConfigFolder With(string? names, string keys)
    {
        if (names is not null) _folder.With("n.yaml", names);
        return _folder.With("watches/w.yaml", "name: w\ntitle: W\nquery: exosome\n" + keys);
    }

    /// <summary>A group within a group of the same kind says the same without its parentheses.</summary>
    private static string Flat(string query) => query.Replace("OR (\"Kimera Labs\"[tiab] OR \"XoGlo*\"[tiab])", "OR \"Kimera Labs\"[tiab] OR \"XoGlo*\"[tiab]", StringComparison.Ordinal);
}
