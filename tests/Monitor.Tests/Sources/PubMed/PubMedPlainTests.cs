using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Monitor.Sources;
using Monitor.Sources.PubMed;
using Monitor.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Sources.PubMed;

/// <summary>
/// A record that is read plainly is read as the framework's reader reads it: a set whose root declares a prefix goes
/// through that reader as a whole, so the same records are read both ways and compared.
/// </summary>
public sealed partial class PubMedPlainTests(ITestOutputHelper output)
{
    private static readonly byte[][] Odd =
    [
        .. new[]
        {
            "<", ">", "&", "\"", "'", "]]>", "\u0001", "\r\n", "\n", "\t", " ", "/", "=", ":", "-", "é", "\ufffd", "\ufffe", "😀", "<i>", "</i>", "<b/>", "<!--", "-->", "<![CDATA[", "<?x ?>",
            "&amp;", "&#233;", "&#xe9;", "&#1;", "&#x1F600;", "&#55357;", "&#xD;", "&nbsp;", "&lt", "&#;", "&#x;", "&# 1;", "&#+1;", " x=\"1\"", " x='1'", " Version=\"2\"", " ValidYN=\"N\" ValidYN=\"N\"", " xmlns=\"u\"",
            "</PMID>", "<Year>", "<PMID>", "</Author>", "<Journal>", "<sub>2</sub>",
        }.Select(Encoding.UTF8.GetBytes),
        [0xFF], [0xC3], [0xED, 0xA0, 0x80], [0xEF, 0xBF], [0],
    ];

    [Theory]
    [InlineData("plain <i>and</i> H<sub>2</sub>O", true)]
    [InlineData("a &lt; b &amp; c &gt; d &quot;e&quot; &apos;f&apos; &#233;&#xe9;&#XE9;", false)]
    [InlineData("a &lt; b &amp; c &gt; d &quot;e&quot; &apos;f&apos; &#233;&#xe9;&#8211;", true)]
    [InlineData("&amp;lt; stays a reference once resolved", true)]
    [InlineData("a]] > b ] c", true)]
    [InlineData("a]]> b", false)]
    [InlineData("<b  a=\"1\" b=\"it's\"\n>bold</b><br/><br />é 𝒳 ｆｕｌｌ", true)]
    [InlineData("<b a='1'>bold</b>", false)]
    [InlineData("<b a=\"1\"b=\"2\">bold</b>", false)]
    [InlineData("<b a=\"1\" a=\"2\">bold</b>", false)]
    [InlineData("<b a=\"&amp;\">bold</b>", false)]
    [InlineData("<b a=\"x<y\">bold</b>", false)]
    [InlineData("<b>bold</b >", false)]
    [InlineData("<b><i>bold</b></i>", false)]
    [InlineData("<b>bold</bb>", false)]
    [InlineData("<1>bold</1>", false)]
    [InlineData("<!-- hidden -->seen<![CDATA[<b>]]><?pi?>", false)]
    [InlineData("<mml:math><mml:mi>x</mml:mi></mml:math>", false)]
    [InlineData("<b xmlns=\"urn:x\">bold</b>", false)]
    [InlineData("two\r\nlines", false)]
    [InlineData("a \u0001 b", false)]
    [InlineData("a \uffff b", false)]
    [InlineData("&nbsp;", false)]
    [InlineData("&amp", false)]
    [InlineData("&#0;&#1;", false)]
    [InlineData("&#xD800;", false)]
    [InlineData("&#x110000;", false)]
    [InlineData("&#99999999999999999999;", false)]
    public void What_is_not_plain_is_left_to_the_framework_s_reader(string title, bool plain)
    {
        foreach (var record in new[] { Record(title, "x"), Record("x", title) })
        {
            IsPlain(Encoding.UTF8.GetBytes(record)).ShouldBe(plain, record);
            Same(Encoding.UTF8.GetBytes(record));
        }
    }

    [Fact]
    public void Deep_nesting_is_left_to_the_framework_s_reader()
    {
        var deep = Record(string.Concat(Enumerable.Repeat("<i>", 200)) + "x" + string.Concat(Enumerable.Repeat("</i>", 200)), "x");
        IsPlain(Encoding.UTF8.GetBytes(deep)).ShouldBeFalse();
        Same(Encoding.UTF8.GetBytes(deep));
    }

    [Fact]
    public void Recorded_records_are_the_same_both_ways_and_nearly_all_are_plain()
    {
        var records = Recorded();
        foreach (var record in records) Same(record);
        var plain = records.Count(IsPlain);
        output.WriteLine($"{records.Count} records compared, {plain} of them plain");
        (plain * 100).ShouldBeGreaterThan(records.Count * 98);
    }

    [Fact]
    public void Records_with_changes_at_random_places_are_the_same_both_ways()
    {
        // More of them: MONITOR_MUTATED=100000.
        var count = int.Parse(Environment.GetEnvironmentVariable("MONITOR_MUTATED") ?? "2000", CultureInfo.InvariantCulture);
        var records = Recorded().Where(r => r.Length < 20_000).ToList();
        var plain = 0;
        for (var seed = 0; seed < count; seed++)
        {
            var changed = Changed(records[seed % records.Count], new Random(seed));
            if (IsPlain(changed)) plain++;
            Same(changed, $"seed {seed}");
        }

        output.WriteLine($"{count} changed records compared, {plain} of them plain");
        plain.ShouldBeInRange(count / 20, count * 19 / 20, "both kinds are met");
    }

    private static byte[] Changed(byte[] record, Random random)
    {
        var changed = record.ToList();
        for (var n = random.Next(1, 4); n > 0; n--)
        {
            var at = random.Next(changed.Count);
            if (random.Next(3) > 0) changed.RemoveRange(at, Math.Min(random.Next(4), changed.Count - at));
            if (random.Next(3) > 0) changed.InsertRange(at, Odd[random.Next(Odd.Length)]);
        }

        return [.. changed];
    }

    private static bool IsPlain(byte[] record) => PubMedPlain.Read(record, new PubMedTree(), new PubMedWords()) is not null;

    private static void Same(byte[] record, string? what = null) =>
        Shown("<PubmedArticleSet>", record).ShouldBe(Shown("<PubmedArticleSet xmlns:none='urn:none'>", record), what);

    private static List<string> Shown(string root, byte[] record)
    {
        var shown = new List<string>();
        try
        {
            foreach (var item in PubMedXml.Read(new MemoryStream([.. Encoding.UTF8.GetBytes(root), .. record, .. "</PubmedArticleSet>"u8])))
            {
                shown.Add(item is PubMedRead(var read) ? JsonSerializer.Serialize((object)read.Document) : item.ToString());
            }
        }
        catch (SourceException ex)
        {
            // The places that it tells count the bytes of the root.
            shown.Add($"{ex.Failure} {Digits().Replace(ex.Message, "#")}");
        }

        return shown;
    }

    private static string Record(string title, string unread) => $"""
        <PubmedArticle>
          <MedlineCitation Status="MEDLINE" Owner="NLM"><PMID Version="1">9</PMID><CoiStatement>{unread}</CoiStatement>
            <Article PubModel="Print"><ArticleTitle>{title}</ArticleTitle><Abstract><AbstractText Label="AIM">{title}</AbstractText></Abstract></Article></MedlineCitation>
          <PubmedData><History><PubMedPubDate PubStatus="entrez"><Year>2026</Year></PubMedPubDate></History><ArticleIdList><ArticleId IdType="pubmed">9</ArticleId></ArticleIdList></PubmedData>
        </PubmedArticle>
        """;

    private static List<byte[]> Recorded() =>
    [
        .. Directory.EnumerateFiles(Path.GetDirectoryName(Shared.File("samples/pubmed/efetch_pubmed1.xml"))!)
            .Where(f => Path.GetFileName(f) is var name && (name.StartsWith("efetch_", StringComparison.Ordinal) || name.StartsWith("baseline_", StringComparison.Ordinal)) && (name.EndsWith(".xml", StringComparison.Ordinal) || name.EndsWith(".gz", StringComparison.Ordinal)))
            .Order(StringComparer.Ordinal)
            .SelectMany(f => Whole().Matches(Encoding.Latin1.GetString(PubMedFile.Recorded(Path.GetFileName(f)))).Select(m => Encoding.Latin1.GetBytes(m.Value))),
    ];

    [GeneratedRegex("<(?<name>PubmedArticle|PubmedBookArticle)[ >].*?</\\k<name>>", RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex Whole();

    [GeneratedRegex("[0-9]+", RegexOptions.ExplicitCapture)]
    private static partial Regex Digits();
}
