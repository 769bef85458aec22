using System.Globalization;
using Monitor.Identity.Reports;
using Monitor.References;
using Monitor.References.Formats;

namespace Monitor.Benchmarks;

/// <summary>A labelled set of citations, read where it lies and never kept.</summary>
/// <param name="Citations">In the order of the file.</param>
/// <param name="Set">Id of a record → its truth set; absent = unique.</param>
internal sealed record DedupSet(IReadOnlyList<Citation> Citations, IReadOnlyDictionary<string, string> Set)
{
    /// <summary>The files of one folder: records and the lines of ids that are one report.</summary>
    public static DedupSet Csv(string folder)
    {
        var set = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var row in CsvRows.Read(Path.Combine(folder, "merged_record_ids.csv")))
        {
            var ids = row["merged_ids"].Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            foreach (var id in ids) set[id] = ids.Min(StringComparer.Ordinal)!; // non-null: at least this id
        }

        return new DedupSet([.. CsvRows.Read(Path.Combine(folder, "records_pre_merged.csv")).Select(Row)], set);
    }

    /// <summary>EndNote XML: the caption "Duplicate" stands on every member of a set, and does not say of which.</summary>
    public static DedupSet EndNote(string file)
    {
        var (text, _) = ReferenceText.Decode(File.ReadAllBytes(file));
        var records = EndNoteFormat.Records(text).Select((r, i) => (Element: r.Element ?? throw new InvalidDataException($"{file}, line {r.Line}: {r.Problem}"), Id: $"{i + 1:000000}")).ToList();
        var marked = records.Where(r => r.Element.Element("caption")?.Value.Contains("Duplicate", StringComparison.Ordinal) == true).ToDictionary(r => r.Id, _ => "", StringComparer.Ordinal);
        return new DedupSet([.. records.Select(r => EndNoteFormat.CitationOf(r.Id, r.Element))], marked);
    }

    /// <summary>
    /// One half by a hash of the truth set's first id, so that no report is torn: rules were made looking at <c>dev</c>, figures are
    /// given for <c>held</c> beside it.
    /// </summary>
    public DedupSet Half(string part) => this with { Citations = [.. Citations.Where(c => IsDev(Set.GetValueOrDefault(c.Id, c.Id)) == (part == "dev"))] };

    private static bool IsDev(string id)
    {
        var hash = 2166136261u;
        foreach (var c in id) hash = (hash ^ c) * 16777619u;
        return (hash >> 7) % 2 == 0;
    }

    private static Citation Row(Dictionary<string, string> row)
    {
        string? Of(params string[] names) => names.Select(n => row.GetValueOrDefault(n)).FirstOrDefault(v => !string.IsNullOrWhiteSpace(v) && v is not ("nan" or "NA"));
        return new Citation
        {
            Id = row["ID"],
            Title = Of("title"),
            Authors = Of("author", "authors") is { } authors ? authors.Split(" and ", StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) : [],
            Year = Year(Of("year")),
            Journal = Of("journal", "booktitle", "secondary_title"),
            Volume = Of("volume"),
            Issue = Of("number", "issue"),
            Pages = Of("pages"),
            Doi = Of("doi"),
            Pmid = Of("pmid", "pubmedid"),
            Abstract = Of("abstract"),
            Kinds = Of("ENTRYTYPE") is { } kind ? [kind] : [],
            Languages = Of("language") is { } language ? [language] : [],
        };
    }

    private static int? Year(string? text) =>
        text is { Length: >= 4 } && int.TryParse(text.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture, out var year) && year is > 1500 and < 2200 ? year : null;
}
