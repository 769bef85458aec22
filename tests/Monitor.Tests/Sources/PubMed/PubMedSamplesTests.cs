using System.Globalization;
using Monitor.Sources;
using Monitor.Sources.PubMed;
using Monitor.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Sources.PubMed;

/// <summary>Every recorded PubMed file, with what becomes of it; none of them needs repair. A file that is not in the table fails.</summary>
public sealed class PubMedSamplesTests
{
    private enum Becomes
    {
        /// <summary>Records, all readable.</summary>
        Read,

        /// <summary>PMIDs of an esearch answer.</summary>
        Ids,

        /// <summary>A failure, never an empty result.</summary>
        Refused,

        /// <summary>No way into Monitor yet; refused as well, so never taken for an empty result.</summary>
        NoInputYet,
    }

    private static readonly Dictionary<string, (Becomes Class, int Count, string? Reason)> Table = new()
    {
        ["baseline_pubmed21n0001.xml.gz"] = (Becomes.Read, 49, null),
        ["baseline_pubmed21n1000.xml.gz"] = (Becomes.Read, 29, null),
        ["baseline_pubmed21n1002.xml.gz"] = (Becomes.Read, 45, null),
        ["baseline_pubmed21n1004.xml.gz"] = (Becomes.Read, 88, null),
        ["baseline_pubmed21n1005.xml.gz"] = (Becomes.Read, 20, null),
        ["efetch_22663011.xml"] = (Becomes.Read, 1, null),
        ["efetch_29768149.xml"] = (Becomes.Read, 1, null),
        ["efetch_2rec_2015dtd.xml"] = (Becomes.Read, 2, null),
        ["efetch_article_date_24165173.xml"] = (Becomes.Read, 1, null),
        ["efetch_bookarticle_2015.xml"] = (Becomes.Read, 1, null),
        ["efetch_empty_articleset.xml"] = (Becomes.Read, 0, null),
        ["efetch_large_292rec_15langs_2019.xml"] = (Becomes.Read, 292, null),
        ["efetch_large_93rec_reference_lists_2019.xml"] = (Becomes.Read, 93, null),
        ["efetch_list_of_records.xml"] = (Becomes.Read, 4, null),
        ["efetch_metapub_11618220.xml"] = (Becomes.Read, 1, null),
        ["efetch_metapub_32051057.xml"] = (Becomes.Read, 1, null),
        ["efetch_metapub_34529508.xml"] = (Becomes.Read, 1, null),
        ["efetch_metapub_34707797.xml"] = (Becomes.Read, 1, null),
        ["efetch_metapub_34843274.xml"] = (Becomes.Read, 1, null),
        ["efetch_metapub_36987902.xml"] = (Becomes.Read, 1, null),
        ["efetch_metapub_37693885.xml"] = (Becomes.Read, 1, null),
        ["efetch_metapub_38596266.xml"] = (Becomes.Read, 1, null),
        ["efetch_metapub_38833988.xml"] = (Becomes.Read, 1, null),
        ["efetch_metapub_39382274.xml"] = (Becomes.Read, 1, null),
        ["efetch_metapub_39769357.xml"] = (Becomes.Read, 1, null),
        ["efetch_minified_10000166_1992.xml"] = (Becomes.Read, 1, null),
        ["efetch_multiple_languages_19082263.xml"] = (Becomes.Read, 1, null),
        ["efetch_no_vernacular_27305424.xml"] = (Becomes.Read, 1, null),
        ["efetch_preprint_2025dtd_a.xml"] = (Becomes.Read, 1, null),
        ["efetch_pubmed1.xml"] = (Becomes.Read, 2, null),
        ["efetch_pubmed2.xml"] = (Becomes.Read, 2, null),
        ["efetch_pubmed4.xml"] = (Becomes.Read, 1, null),
        ["efetch_pubmed6.xml"] = (Becomes.Read, 1, null),
        ["efetch_pubmedpy_6rec_dates.xml"] = (Becomes.Read, 6, null),
        ["efetch_reciter_28356292.xml"] = (Becomes.Read, 1, null),
        ["efetch_reciter_31967741.xml"] = (Becomes.Read, 1, null),
        ["efetch_reciter_32025781.xml"] = (Becomes.Read, 1, null),
        ["error_429_rate_limit.json"] = (Becomes.Refused, 0, null),
        ["esearch1.xml"] = (Becomes.Ids, 20, null),
        ["esearch2.xml"] = (Becomes.Ids, 100, null),
        ["esearch5.xml"] = (Becomes.Ids, 5, null),
        ["esearch8.xml"] = (Becomes.Ids, 0, null),
        ["esearch_json_1_hit.json"] = (Becomes.Ids, 1, null),
        ["esearch_json_2016_large_pretty.json"] = (Becomes.Ids, 3027, null),
        ["esearch_json_40362_hits.json"] = (Becomes.Ids, 100, null),
        ["esearch_reldate_edat_90days.xml"] = (Becomes.Ids, 12, null),
        ["esummary_error_no_id.xml"] = (Becomes.Refused, 0, null),
        ["esummary1.xml"] = (Becomes.NoInputYet, 2, "esummary has no abstract, so nothing could be matched; efetch is asked instead"),
        ["http_301_moved_body.html"] = (Becomes.Refused, 1, null),
        ["nbib_publisher_status_36216673.nbib"] = (Becomes.NoInputYet, 1, "NBIB belongs to the verb import, which reads PubMed XML first"),
        ["summary_export_2022-12-03_thru_2023-01-02_8189.txt"] = (Becomes.NoInputYet, 8189, "a printed citation list: neither abstract nor dated fields"),
        ["summary_export_2023-01-28_thru_2023-02-03_2215.txt"] = (Becomes.NoInputYet, 2215, "a printed citation list: neither abstract nor dated fields"),
        ["summary_export_2023-03-25_thru_2023-03-31_2633.txt"] = (Becomes.NoInputYet, 2633, "a printed citation list: neither abstract nor dated fields"),
    };

    public static TheoryData<string> Files() => [.. Table.Keys.Union(Recorded()).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_recorded_file_becomes_what_the_table_says(string file)
    {
        var content = PubMedFile.Recorded(file);
        Table.ShouldContainKey(file, "a recorded file without a line in the table");
        var (becomes, count, reason) = Table[file];
        Indexed(file).ShouldBe(count, "INDEX.tsv counts otherwise");
        switch (becomes)
        {
            case Becomes.Read:
                var items = PubMedFile.Read(content);
                items.Articles().Count().ShouldBe(count);
                items.OfType<PubMedUnreadable>().ShouldBeEmpty();
                items.Articles().ShouldAllBe(a => a.Entered != null && a.Published != null && a.Title.Length > 3);
                break;
            case Becomes.Ids:
                PubMedSearch.Read(content).Ids.Count.ShouldBe(count);
                break;
            default:
                Should.Throw<SourceException>(() => PubMedFile.Read(content));
                Should.Throw<SourceException>(() => PubMedSearch.Read(content));
                (reason is not null).ShouldBe(becomes == Becomes.NoInputYet);
                break;
        }
    }

    private static IEnumerable<string> Recorded() =>
        Shared.Folder is null ? [] : Directory.EnumerateFiles(Path.Combine(Shared.Folder, "samples", "pubmed")).Select(Path.GetFileName).OfType<string>();

    private static int Indexed(string file) =>
        int.Parse(File.ReadLines(Shared.File("samples/INDEX.tsv")).Select(line => line.Split('\t')).Single(cells => cells[0] == "pubmed/" + file)[7], CultureInfo.InvariantCulture);
}
