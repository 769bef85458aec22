using Monitor.Documents;
using Monitor.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Configuration;

public sealed class WatchFilesTests : IDisposable
{
    private const string Good = "name: good\ntitle: Good\nquery: exosom*\n";

    private readonly ConfigFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_is_too_deep_only_together_with_the_context_is_an_error_there()
    {
        var deepest = "word0" + string.Concat(Enumerable.Range(1, Monitor.Queries.QueryParser.MaxDepth).Select(o => o % 2 == 0 ? " AND word" : " OR word"));
        _folder.With("watches/deep.yaml", $"name: deep\ntitle: Deep\nquery: {deepest}\n").Load().Watches.ShouldHaveSingleItem();
        _folder.With("watches/deep.yaml", $"name: deep\ntitle: Deep\nquery: {deepest}\ncontextQuery: hair\n");
        _folder.Errors().ShouldHaveSingleItem().ShouldStartWith("watches/deep.yaml:4: contextQuery: cannot be asked together with the query: nested more than");
    }

    [Fact]
    public void Every_key_arrives()
    {
        var watch = _folder.With("watches/any.yaml", """
            name: full-1
            title: Everything
            kind: safety
            query: |  # a comment
              exosom*[ti]
            noticeQuery: "exosom* OR \"extracellular vesicle\""
            contextQuery: >
              hair
              AND exosom*
            sources: [pubmed, fda-rss]
            baseline: 2015-06
            schedule: weekly mon 06:00
            mayWait: [review, survey]
            expect:
              pubmed: [1, 2]
              doi: 10.1234/x
              notices:
                - {source: fda-rss, id: "Public notice"}
                - {source: fda-rss, url: https://example.org/3}
            """).Load().Watches.ShouldHaveSingleItem();
        _folder.Errors().ShouldBeEmpty();
        watch.ShouldSatisfyAllConditions(
            () => watch.Name.ShouldBe("full-1"),
            () => watch.Title.ShouldBe("Everything"),
            () => watch.Kind.ShouldBe("safety"),
            () => watch.Query.ShouldBe("exosom*[ti]"),
            () => watch.NoticeQuery.ShouldBe("exosom* OR \"extracellular vesicle\""),
            () => watch.ContextQuery.ShouldBe("hair AND exosom*"),
            () => watch.Sources.ShouldBe(["pubmed", "fda-rss"]),
            () => watch.Baseline.ToString().ShouldBe("2015-06"),
            () => watch.Schedule.ShouldBe("weekly mon 06:00"),
            () => watch.MayWait.ShouldBe(["review", "survey"]),
            () => watch.Expect.Keys.ShouldBe(["pubmed", "doi", "fda-rss"]),
            () => watch.Expect["pubmed"].ShouldBe(["1", "2"]),
            () => watch.Expect["fda-rss"].ShouldBe(["Public notice", "https://example.org/3"]));
    }

    [Fact]
    public void What_is_left_out_has_its_default()
    {
        var watch = _folder.With("watches/good.yaml", Good + "expect: [{source: pubmed, id: 1}]\nsources: all\n").Load().Watches.ShouldHaveSingleItem();
        (watch.Kind, watch.NoticeQuery, watch.Schedule, watch.Baseline).ShouldBe(("studies", null, null, null));
        watch.Sources.ShouldBeEmpty();
        watch.Immediate.ShouldBeEmpty();
        watch.Expect["pubmed"].ShouldBe(["1"]);
    }

    [Fact]
    public void What_mails_at_once_is_said_by_each_kind_of_watch_in_its_own_way()
    {
        Of("immediate: [notice, case-report]\n").Immediate.ShouldBe(["notice", "case-report"]);
        Of("kind: safety\n").MayWait.ShouldBe(WaitClasses.All, "every class may wait unless the watch says otherwise");
        Of("kind: safety\nmayWait: []\n").MayWait.ShouldBeEmpty();
        Of("kind: safety\nmayWait: all\n").IsDigestOnly.ShouldBeTrue();
        Error("kind: safety\nimmediate: [notice]\n").ShouldContain("immediate: a watch of kind safety mails at once whatever does not show that it may wait; write mayWait in its place");
        Error("mayWait: all\n").ShouldContain("mayWait: only a watch of kind safety has it; write kind: safety, or immediate in its place");
        Error("kind: safety\nmayWait: [all, review]\n").ShouldContain("mayWait: all stands alone");
        Error("kind: safety\nmayWait: [reviews]\n").ShouldContain("'reviews' is none of animals-or-cells, review, survey, protocol, correction, treated, absent, marker, all; did you mean review?");

        Watch Of(string more)
        {
            using var folder = new ConfigFolder();
            var watch = folder.With("watches/a.yaml", Good + more).Load().Watches.ShouldHaveSingleItem();
            folder.Errors().ShouldBeEmpty();
            return watch;
        }

        string Error(string more)
        {
            using var folder = new ConfigFolder();
            return folder.With("watches/a.yaml", Good + more).Errors().ShouldHaveSingleItem();
        }
    }

    [Fact]
    public void All_problems_are_reported_and_other_watches_stay()
    {
        _folder.With("watches/good.yaml", Good).With("watches/bad.yaml", """
            name: Bad Name
            titel: Bad
            kind: study
            query: exosom*
            sources: [pubmed, pubmet, 7]
            baseline: yesterday
            schedule: sometimes
            immediate: [notices]
            expect: everything
            """);
        _folder.Errors().ShouldBe(
        [
            "watches/bad.yaml:1: name: 'Bad Name' is not a name: small letters, digits and single hyphens, at most 64",
            "watches/bad.yaml:1: title: this key is required",
            "watches/bad.yaml:2: titel: unknown key; did you mean title?",
            "watches/bad.yaml:3: kind: 'study' is none of studies, safety",
            "watches/bad.yaml:5: sources: there is no source 'pubmet'; known are clinicaltrials.gov, fda-rss, pubmed; did you mean pubmed?",
            "watches/bad.yaml:5: sources: there is no source '7'; known are clinicaltrials.gov, fda-rss, pubmed",
            "watches/bad.yaml:6: baseline: 'yesterday' is not a date: write 2015-01-01, 2015-01 or 2015",
            "watches/bad.yaml:7: schedule: " + Monitor.Polling.Schedule.Problem("sometimes"),
            "watches/bad.yaml:8: immediate: 'notices' is none of notice, case-report, case-series, retraction-of-something-sent; did you mean notice?",
            "watches/bad.yaml:9: expect: ids by source are expected, as in pubmed: [39174804]",
        ]);
        _folder.Load().Watches.ShouldHaveSingleItem().Name.ShouldBe("good");
        _folder.Load().OptionsAreRight.ShouldBeTrue();
    }

    [Theory]
    [InlineData("query: |\n  (exosom*\n   AND hair[xx])\n", 4, 12)] // line 2 of the block
    [InlineData("query: |   # comment\n\n  exosom*\n    AND hair[xx]\n", 5, 13)] // a blank line counts
    [InlineData("query: |\n  # one AND two OR\n  exosom* AND (hair\n", 4, 15)]
    [InlineData("query: exosom* AND hair[xx]\n", 2, 24)]
    [InlineData("query: 'exosom* AND hair[xx]'\n", 2, 25)]
    [InlineData("query: >\n  exosom* AND\n  hair[xx]\n", 3, 0)] // folded: its first line
    [InlineData("query: exosom*\ncontextQuery: |\n  hair AND\n", 4, 11)]
    [InlineData("query: exosom*\nnoticeQuery: |-\n      hair loss\n", 4, 7)]
    public void A_query_error_stands_at_its_line_and_column_of_the_file(string query, int line, int column)
    {
        var error = _folder.With("watches/q.yaml", "name: q\n" + query + "title: Q\n").Load().Errors.ShouldHaveSingleItem();
        (error.Line, error.Column).ShouldBe((line, column), error.Message);
    }

    /// <summary>The watches to come: whatever the query language and the sources cannot do yet, their form is understood.</summary>
    [Fact]
    public void Watches_beyond_the_present_query_language_fail_for_nothing_else()
    {
        // non-null: the folder of a file
        var source = Path.GetDirectoryName(Shared.File("watches/exosome-safety.yaml"))!;
        foreach (var path in Directory.GetFiles(source, "*.yaml"))
        {
            // What mails at once is said in other words since they were agreed (decision 036).
            _folder.With($"watches/{Path.GetFileName(path)}", string.Join('\n', File.ReadLines(path).Where(line => !line.StartsWith("immediate:", StringComparison.Ordinal))));
        }

        _folder.Load().Errors.ShouldAllBe(error => error.Message.StartsWith("unknown tag", StringComparison.Ordinal) || error.Message.StartsWith("there is no source", StringComparison.Ordinal));
    }

    [Fact]
    public void A_file_that_is_no_yaml_leaves_the_others()
    {
        _folder.With("watches/a.yaml", "name: [\n").With("watches/b.yaml", Good).With("watches/c.yaml", "- x\n").With("watches/d.yaml", "").With("watches/e.yml", Good);
        _folder.Load().Watches.ShouldHaveSingleItem();
        var errors = _folder.Errors();
        errors.Length.ShouldBe(4);
        errors.ShouldContain("watches/e.yml: watches are read from files that end in .yaml: rename it");
        errors.ShouldContain("watches/c.yaml:1: the keys of one watch are expected, beginning with name:");
        errors.ShouldContain("watches/d.yaml: the file is empty: the keys of one watch are expected, beginning with name:");
        errors.ShouldContain(error => error.StartsWith("watches/a.yaml:", StringComparison.Ordinal));
    }

    [Fact]
    public void A_name_belongs_to_one_file()
    {
        _folder.With("watches/1.yaml", Good).With("watches/2.yaml", Good).With("watches/3.yaml", Good.Replace("name: good", "name: all"));
        _folder.Errors().ShouldBe(
        [
            "watches/2.yaml:1: name: a second watch with the name good; the first is in watches/1.yaml",
            "watches/3.yaml:1: name: the feed all exists already: choose another name",
        ]);
        _folder.Load().Watches.ShouldHaveSingleItem();
    }

    [Fact]
    public void A_value_of_the_wrong_shape_is_reported_once() =>
        _folder.With("watches/x.yaml", "name: x\ntitle: [a]\nquery: {a: b}\nkind: [safety]\nsources: []\n").Errors().ShouldBe(
        [
            "watches/x.yaml:2: title: a single value is expected",
            "watches/x.yaml:4: kind: a single value is expected",
            "watches/x.yaml:3: query: a single value is expected",
            "watches/x.yaml:5: sources: the list is empty: name at least one, or write all",
        ],
        ignoreOrder: true);
}
