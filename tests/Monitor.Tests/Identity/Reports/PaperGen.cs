using FsCheck;
using FsCheck.Fluent;
using Monitor.Identity.Reports;
using static Monitor.Tests.Identity.Reports.Citations;

namespace Monitor.Tests.Identity.Reports;

/// <summary>Prints of invented papers that lie close together.</summary>
internal static class PaperGen
{
    private static readonly string?[] Volumes = ["14", "15", null];
    private static readonly string?[] Pages = ["231-239", "301-310", "S41", "e77", null];

    private static readonly string[] Titles =
    [
        Title, Title.ToUpperInvariant(), Title + ": a phase 2 trial", Title + ": a phase 3 trial", "[" + Title + "]", "Erratum: " + Title, "Editorial", Title[..60] + "...", Title.Replace("mice", "rats", StringComparison.Ordinal),
    ];

    private static readonly string[][] Authors = [["Quillfeather, Ada B.", "Marrowby, Tomas"], ["Quillfeather AB", "Marrowby T"], ["Nettlewick, P."], []];

    /// <summary>Up to a dozen prints of a few neighbouring papers, with fields missing: the ground on which chains grow.</summary>
    public static Gen<Citation[]> Records =>
        (from title in Gen.Elements(Titles)
         from authors in Gen.Elements(Authors)
         from volume in Gen.Elements(Volumes)
         from pages in Gen.Elements(Pages)
         from year in Gen.Elements<int?>(2018, 2019, null)
         from journal in Gen.Elements("Journal of Imaginary Dermatology", "J Imag Dermatol", "Archives of Invented Medicine", null)
         from doi in Gen.Elements<string?>("10.99999/a", "10.99999/b", null, null)
         from pmid in Gen.Elements<string?>("99999991", "99999992", null, null, null, null)
         select Paper with { Title = title, Authors = authors, Volume = volume, Pages = pages, Year = year, Journal = journal, Doi = doi, Pmid = pmid })
        .ArrayOf().Select(all => all.Take(12).Select((c, i) => c with { Id = $"synthetic:{i:00}" }).ToArray());
}
