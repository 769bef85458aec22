using System.Text.Json;
using Monitor.Identity.Reports;

namespace Monitor.Benchmarks;

/// <summary>Two records and whether they are one report, as a person who did not know the rules labelled them.</summary>
/// <param name="Id">Of the pair.</param>
/// <param name="A">One record.</param>
/// <param name="B">The other.</param>
/// <param name="Label"><c>same</c> or <c>different</c>.</param>
/// <param name="Why">In the labeller's words.</param>
internal sealed record DedupPair(string Id, DedupPairRecord A, DedupPairRecord B, string Label, string? Why)
{
    public static IReadOnlyList<DedupPair> Read(string file) =>
        [.. File.ReadLines(file).Where(l => l.Length > 0)
        .Select(l => JsonSerializer.Deserialize<DedupPair>(l, JsonSerializerOptions.Web) ?? throw new InvalidDataException($"{file}: null"))];

    public PairDecision Decide() => SameReport.Decide(new CitationForm(A.Of("pair:a")), new CitationForm(B.Of("pair:b")));

    public bool IsFound()
    {
        var deduplicator = new Deduplicator();
        deduplicator.Add(A.Of("pair:a"));
        deduplicator.Add(B.Of("pair:b"));
        return deduplicator.Groups().Groups.Count == 1;
    }
}

/// <summary>One record of a pair.</summary>
internal sealed record DedupPairRecord(string? Title, IReadOnlyList<string>? Authors, string? Journal,
    JsonElement Year, string? Volume, string? Issue, string? Pages, string? Doi, string? Pmid, string? Kind)
{
    public Citation Of(string id) => new()
    {
        Id = id,
        Title = Title,
        Authors = Authors ?? [],
        Journal = Journal,
        Year = Year.ValueKind == JsonValueKind.Number ? Year.GetInt32() : int.TryParse(Year.ToString(), out var year) ? year : null,
        Volume = Volume,
        Issue = Issue,
        Pages = Pages,
        Doi = Doi,
        Pmid = Pmid,
        Kinds = Kind is null ? [] : [Kind],
    };
}
