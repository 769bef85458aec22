using System.Globalization;
using Monitor.Documents;
using Monitor.Evidence;

namespace Monitor.Benchmarks;

/// <summary>What the rules said of a fact, and what the label says.</summary>
internal sealed record FactMiss(string Id, string Fact, string Said, string Label, string Rule);

/// <summary>How often each of three facts was read as labelled; a fact that is silent where the record is silent is right.</summary>
internal sealed record FactScore(int Records, int Species, int Participants, int Design, int PeopleLost, int WrongNumbers, IReadOnlyList<FactMiss> Misses)
{
    public static FactScore Of(IReadOnlyList<LabelledFacts> set)
    {
        var misses = new List<FactMiss>();
        var (lost, wrong) = (0, 0);
        foreach (var record in set)
        {
            var hit = FactReader.Tagged(record.Article);
            Compare(hit, Fact.Species, record.Species, misses);
            Compare(hit, Fact.Participants, record.Participants?.ToString(CultureInfo.InvariantCulture), misses);
            Compare(hit, StudyDesign.TagName, record.Design, misses);
            if (record.Species is SpeciesFact.People or SpeciesFact.Mixed && SpeciesGroups.Of(hit) is SpeciesGroup.Animals or SpeciesGroup.Cells) lost++;
            if (Fact.Of(hit, Fact.Participants) is { } number && number != record.Participants?.ToString(CultureInfo.InvariantCulture)) wrong++;
        }

        int Right(string fact) => set.Count - misses.Count(m => m.Fact == fact);
        return new FactScore(set.Count, Right(Fact.Species), Right(Fact.Participants), Right(StudyDesign.TagName), lost, wrong, misses);
    }

    public override string ToString() =>
        $"records {Records}  species {Species}  participants {Participants}  design {Design}  people among animals or cells {PeopleLost}  wrong numbers {WrongNumbers}";

    private static void Compare(Hit hit, string fact, string? label, List<FactMiss> misses)
    {
        var tag = hit.Tags.First(t => t.Name == fact);
        if (tag.Value != (label ?? StudyDesign.Silent)) misses.Add(new FactMiss(((Article)hit).ExternalId, fact, tag.Value, label ?? StudyDesign.Silent, tag.Rule));
    }
}
