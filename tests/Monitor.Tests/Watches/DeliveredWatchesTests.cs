using System.Globalization;
using System.IO.Compression;
using System.Text.RegularExpressions;
using Monitor.Documents;
using Monitor.Queries;
using Monitor.Sources;
using Monitor.Sources.ClinicalTrialsGov;
using Monitor.Sources.Fda;
using Monitor.Sources.PubMed;
using Monitor.Tests.Configuration;
using Monitor.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Watches;

/// <summary>The delivered watches against real titles, records, letters and lists.</summary>
public sealed partial class DeliveredWatchesTests(ITestOutputHelper output)
{
    public static TheoryData<string> Names => [.. Delivered.Watches.Select(watch => watch.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Each_is_asked_of_its_sources_without_asking_for_everything(string name)
    {
        var watch = Delivered.Watches.Single(w => w.Name == name);
        foreach (var text in new[] { watch.Query, watch.ContextQuery }.OfType<string>())
        {
            if (watch.Uses("pubmed"))
            {
                var asked = PubMedQuery.Ask(Query.Parse(text)); // throws where everything would be asked for
                asked.Impossible.ShouldBeFalse();
                asked.Text.Length.ShouldBeGreaterThan(100);
                asked.Widened.ShouldBeEmpty();
            }

            if (!watch.Uses("clinicaltrials.gov")) continue;
            var study = ClinicalTrialsGovQuery.Ask(Query.Parse(text));
            study.Impossible.ShouldBeFalse();
            study.Text.ShouldNotBe(ClinicalTrialsGovQuery.Everything);
            output.WriteLine($"{study.Text.Length} characters, {Uri.EscapeDataString(study.Text).Length} in an address: {study.Text}");
        }
    }

    /// <summary>The same queries as the drafts beside the repository, names joined.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void Each_asks_what_was_agreed(string name)
    {
        using var folder = new ConfigFolder();
        // What mails at once is said in other words since the drafts were agreed (decision 036).
        var draft = UrgencyLine().Replace(SourcesLine().Replace(File.ReadAllText(Shared.File($"watches/{name}.yaml")), ""), "");
        var agreed = folder.With("watches/a.yaml", draft).Load().Watches.ShouldHaveSingleItem();
        var watch = Delivered.Watches.Single(w => w.Name == name);
        Canonical(watch.Query).ShouldBe(Canonical(agreed.Query));
        Canonical(watch.ContextQuery).ShouldBe(Canonical(agreed.ContextQuery));
        Terms(watch.NoticeQuery).ShouldBe(Terms(agreed.NoticeQuery), ignoreOrder: true);
        (watch.Kind, watch.Baseline, watch.Schedule).ShouldBe((agreed.Kind, agreed.Baseline, agreed.Schedule));
        watch.Expect.SelectMany(e => e.Value.Select(id => $"{e.Key}:{id}")).ShouldBe(agreed.Expect.SelectMany(e => e.Value.Select(id => $"{e.Key}:{id}")));
    }

    [Fact]
    public void Real_titles_of_reviews()
    {
        var titles = new[] { "2022-12-03_thru_2023-01-02_8189", "2023-01-28_thru_2023-02-03_2215", "2023-03-25_thru_2023-03-31_2633" }
            .SelectMany(part => Titles(File.ReadAllText(Shared.File($"samples/pubmed/summary_export_{part}.txt")))).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        output.WriteLine($"{titles.Count} titles");
        titles.Count.ShouldBeGreaterThan(12_000);
        var found = Found([.. titles.Select((title, i) => Delivered.Article(i.ToString(CultureInfo.InvariantCulture), title))], Delivered.ReasonsAnywhere);
        found["exosomes-hair-loss"].ShouldBe(0);
        found["exosome-safety"].ShouldBe(0);
        found["regenerative-notices"].ShouldBe(0);
        found["hair-comparators"].ShouldBe(6);
    }

    [Fact]
    public void Real_records_with_abstracts()
    {
        // non-null: the folder of a file
        var folder = Path.GetDirectoryName(Shared.File("samples/pubmed/efetch_pubmed1.xml"))!;
        var articles = new Dictionary<string, Hit>();
        foreach (var path in Directory.GetFiles(folder, "efetch_*.xml").Concat(Directory.GetFiles(folder, "*.xml.gz")).Order(StringComparer.Ordinal))
        {
            foreach (var read in Records(path)) articles.TryAdd(read.Id, read);
        }

        output.WriteLine($"{articles.Count} records");
        articles.Count.ShouldBeGreaterThan(400);
        var found = Found([.. articles.Values], Delivered.ReasonsAnywhere);
        found.Values.Sum().ShouldBe(0, "no sample is about hair loss or exosomes");
    }

    [Theory]
    [InlineData("warning_letter_chara_biologics_exosome_2025_head.txt", "exosome-safety", true)]
    [InlineData("warning_letter_chara_biologics_exosome_2025_head.txt", "regenerative-notices", true)]
    [InlineData("warning_letter_chara_biologics_exosome_2025_head.txt", "exosomes-hair-loss", false)]
    [InlineData("warning_letter_ag_hair_2022_head.html", "exosome-safety", false)]
    [InlineData("warning_letter_ag_hair_2022_head.html", "exosomes-hair-loss", false)]
    [InlineData("warning_letter_ag_hair_2022_head.html", "hair-comparators", false)]
    [InlineData("warning_letter_ag_hair_2022_head.html", "regenerative-notices", false)]
    public void Letters_of_the_regulator(string file, string name, bool found)
    {
        var content = File.ReadAllBytes(Shared.File($"samples/fda/{file}"));
        var body = file.EndsWith(".html", StringComparison.Ordinal)
            ? FdaPage.Read(Payload.Of("x", null, content)).Text
            : System.Text.Encoding.UTF8.GetString(content);
        body.Length.ShouldBeGreaterThan(500);
        var reasons = Delivered.Reasons(Delivered.Watches.Single(w => w.Name == name), Delivered.Notice("letter", "WARNING LETTER", body));
        output.WriteLine(Delivered.Shown(reasons));
        (reasons is not null).ShouldBe(found, Delivered.Shown(reasons));
    }

    [Fact]
    public void The_list_of_warning_letters()
    {
        var rows = File.ReadLines(Shared.File("samples/fda/warning_letters_official_export_2024.csv")).Skip(1).Where(line => line.Length > 0).Select(Cells).ToList();
        rows.Count.ShouldBe(580);
        var notices = rows.Select((cells, i) => (Hit)Delivered.Notice($"row{i + 2}", cells[4], firm: cells[2])).ToList();
        var found = Found(notices, Delivered.Reasons);
        var watch = Delivered.Watches.Single(w => w.Name == "regenerative-notices");
        var firms = notices.Where(n => Delivered.Reasons(watch, n) is not null).Select(n => ((Notice)n).Firm!.Split(' ')); // non-null: set above
        string.Join('|', firms.Select(words => words.First(w => w is "RenatiLabs" or "Hope" or "Regenative" or "Signature" or "Stratus" or "MiMedx")).Order(StringComparer.Ordinal))
            .ShouldBe("Hope|MiMedx|Regenative|RenatiLabs|Signature|Stratus");
        // The list says of Kimera Labs only that it broke the rules for investigational devices: found by its name in products.yaml.
        (found["exosomes-hair-loss"], found["exosome-safety"], found["hair-comparators"]).ShouldBe((0, 1, 0));
        var safety = Delivered.Watches.Single(w => w.Name == "exosome-safety");
        ((Notice)notices.Single(n => Delivered.Reasons(safety, n) is not null)).Firm.ShouldBe("Kimera Labs, Inc.");
    }

    /// <summary>Counts per watch; titles and reasons go to the output for a person to judge.</summary>
    private Dictionary<string, int> Found(IReadOnlyList<Hit> hits, Func<Watch, Hit, IReadOnlyList<Documents.Match>?> reasons)
    {
        var counts = new Dictionary<string, int>();
        foreach (var watch in Delivered.Watches)
        {
            var found = hits.Select(hit => (hit, Reasons: reasons(watch, hit))).Where(f => f.Reasons is not null).ToList();
            counts[watch.Name] = found.Count;
            output.WriteLine($"{watch.Name}: {found.Count}");
            foreach (var (hit, why) in found) output.WriteLine($"  {hit.Id} | {hit.Title}{(hit is Notice { Firm: { } firm } ? " | " + firm : "")} | {Delivered.Shown(why)}");
        }

        return counts;
    }

    private static List<Hit> Records(string path)
    {
        using var file = File.OpenRead(path);
        using Stream stream = path.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : file;
        return [.. PubMedXml.Read(stream).OfType<PubMedRead>().Select(read => (Hit)read.Record.Document)];
    }

    /// <summary>"12: Authors. Title. Journal. 2023 …": what stands between the authors and the journal.</summary>
    private static IEnumerable<string> Titles(string text)
    {
        foreach (var citation in NextCitation().Split(text.ReplaceLineEndings("\n")))
        {
            var line = citation.Replace("-\n", "-", StringComparison.Ordinal).Replace('\n', ' ');
            var match = Citation().Match(line);
            yield return match.Success ? match.Groups["title"].Value : line;
        }
    }

    private static string[] Cells(string line) => [.. Cell().Matches(line).Select(c => c.Groups["quoted"].Success ? c.Groups["quoted"].Value : c.Groups["plain"].Value)];

    private static string? Canonical(string? query) => query is null ? null : Query.Parse(query).ToString();

    private static string[] Terms(string? query) => query is null ? [] : [.. Leaves(Query.Parse(query).Root).Select(t => $"{t.Text}{(t.Truncated ? "*" : "")}[{t.Tag}]")];

    private static IEnumerable<Term> Leaves(Clause clause) => clause switch
    {
        Term term => [term],
        AnyOf any => any.Parts.SelectMany(Leaves),
        _ => throw new InvalidOperationException("product words are joined by OR only"),
    };

    [GeneratedRegex(@"\n\n(?=\d+: )", RegexOptions.None, 10_000)]
    private static partial Regex NextCitation();

    [GeneratedRegex(@"^\d+: (?<authors>[^.]*? [A-Z]{1,4}( \w+)?(; .*?)?\. )?(?<title>.+?[.?!])( [^.]+\.)? (19|20)\d\d\b", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Citation();

    [GeneratedRegex(@"(^|,)(""(?<quoted>[^""]*)""|(?<plain>[^,]*))", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Cell();

    [GeneratedRegex(@"^sources:.*\n", RegexOptions.Multiline, 1000)]
    private static partial Regex SourcesLine();

    [GeneratedRegex("^immediate:.*$", RegexOptions.Multiline)]
    private static partial Regex UrgencyLine();
}
