using System.Globalization;
using Monitor.Simulator.Records;

namespace Monitor.Simulator.Generation;

/// <summary>Works that only Crossref has: journals that PubMed does not list, and preprints. Some bear DOIs with all the signs that old ones have.</summary>
internal sealed class LoneWorks(int seed, Span span)
{
    private readonly Rng _rng = Rng.For(seed, "crossref, alone");

    /// <param name="taken">Titles of other records: two papers with one title would be one report.</param>
    public List<Work> Write(IEnumerable<string> taken)
    {
        var titles = taken.ToHashSet(StringComparer.Ordinal);
        Recipe[] onTopic = [.. HairRecipes.All.Concat(SafetyRecipes.All).Where(r => r.VernacularTitle is null && r.BookTitle is null)];
        Recipe[] offTopic = [.. NearMissRecipes.All.Where(r => r.VernacularTitle is null && r.BookTitle is null)];
        var works = new List<Work>();
        foreach (var (count, from, to) in new[] { (8, span.HistoryStart, span.Start.AddHours(-1)), (span.Scaled(12), span.Start.AddHours(3), span.LastChange) })
        {
            for (var i = 0; i < count; i++) works.Add(One(works.Count + 1, _rng.Pick(i % 2 == 0 ? onTopic : offTopic), _rng.Instant(from, to), titles));
        }

        return works;
    }

    private Work One(int number, Recipe recipe, DateTimeOffset at, HashSet<string> titles)
    {
        var title = Vocabulary.Fill(_rng.Pick(recipe.Titles), _rng);
        for (var part = 2; !titles.Add(title); part++) title = string.Create(CultureInfo.InvariantCulture, $"Report {part} from Exampleland: {Vocabulary.Fill(_rng.Pick(recipe.Titles), _rng)}");
        var doi = number % 4 == 0
            ? string.Create(CultureInfo.InvariantCulture, $"10.5555/(SICI)9999-{number:0000}(2026)17:15/16<16{number}::AID-MON{number}>3.0.CO;2-#")
            : string.Create(CultureInfo.InvariantCulture, $"10.5555/Alone.{number}");
        var content = new WorkContent
        {
            Doi = doi,
            TitleXml = char.ToUpperInvariant(title[0]) + title[1..],
            Abstract = _rng.Chance(45) ? [.. recipe.Abstract.Select(Section)] : [],
            Authors = Names.Authors(_rng),
            Issue = number % 3 == 0 ? null : Names.Issue(_rng, at, late: false),
            PreprintServer = number % 3 == 0 ? "exampleRxiv" : null,
            Created = at,
            Deposited = at,
            Indexed = at,
        };
        return new Work(new Record<WorkContent>(doi.ToLowerInvariant(), Labels.Of(content), [new(at, WorldEventTypes.New, content)]) { Harm = recipe.Harm, Authored = recipe.Watches }, [], "crossref:" + doi.ToLowerInvariant());
    }

    private AbstractSection Section(string text)
    {
        var parts = text.Split('|', 3);
        return new AbstractSection(parts[0].Length > 0 ? parts[0] : null, null, Vocabulary.Fill(parts[2], _rng));
    }
}
