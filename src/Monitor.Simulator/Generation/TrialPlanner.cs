using System.Globalization;
using Monitor.Simulator.Records;

namespace Monitor.Simulator.Generation;

/// <summary>Writes the trials. The registry shows what is new once per working day, at nine o'clock Eastern time.</summary>
internal sealed class TrialPlanner(int seed, Span span)
{
    private readonly Rng _rng = Rng.For(seed, "trials");

    public List<Record<TrialContent>> Write()
    {
        var records = new List<Record<TrialContent>>();
        foreach (var (index, recipe) in TrialRecipes.All.Index()) records.Add(Record(index, recipe));
        return records;
    }

    private Record<TrialContent> Record(int index, TrialRecipe recipe)
    {
        var from = recipe.Fresh ? span.Start : span.HistoryStart;
        var to = recipe.Fresh ? span.Start + ((span.LastChange - span.Start) / 2) : span.Start.AddDays(-8);
        var first = Refresh.AtOrAfter(_rng.Instant(from, to));
        var content = First(index, recipe, first);
        var versions = new List<Version<TrialContent>> { new(first, WorldEventTypes.New, content) };
        var earliest = (first.AddDays(3) > span.Start ? first.AddDays(3) : span.Start).AddHours(2);
        foreach (var (i, step) in recipe.Life.Index())
        {
            // Room is left for the steps still to come, three days each.
            var latest = span.LastChange.AddDays(-4 * (recipe.Life.Count - 1 - i) - 3);
            var at = Refresh.AtOrAfter(_rng.Instant(earliest, latest));
            if (at > span.LastChange) break;
            (content, var type) = TrialLife.Apply(content, step, _rng);
            // The printed day sometimes runs a day behind the refresh that shows it.
            var posted = Eastern.Day(at).AddDays(_rng.Chance(25) ? -1 : 0);
            content = content with
            {
                LastUpdatePosted = posted,
                ResultsPosted = step == TrialStep.ResultsOut ? posted : content.ResultsPosted,
            };
            versions.Add(new Version<TrialContent>(at, type, content));
            earliest = at.AddDays(3).AddHours(1);
        }

        return new Record<TrialContent>(content.Nct, recipe.Matched ? [DemoWatches.ExosomeHair] : [], versions);
    }

    private TrialContent First(int index, TrialRecipe recipe, DateTimeOffset first)
    {
        // One product per trial, in its title as in its arms.
        var (cell, plant) = (Vocabulary.Fill("{cell}", _rng), Vocabulary.Fill("{plant}", _rng));
        string Fill(string text) => Capital(Vocabulary.Fill(
            text.Replace("{cell}", cell, StringComparison.Ordinal).Replace("{plant}", plant, StringComparison.Ordinal), _rng));
        var day = Eastern.Day(first);
        var started = day.AddDays(_rng.Between(-60, 60));
        var title = Fill(recipe.Title);
        var number = (99_000_000 + (index * 37) + _rng.Below(30)).ToString(CultureInfo.InvariantCulture);
        var intervention = Fill(recipe.Intervention);
        return new TrialContent
        {
            Nct = "NCT" + number,
            Aliases = index == 3 ? ["NCT" + (99_100_000 + _rng.Below(999)).ToString(CultureInfo.InvariantCulture)] : [],
            BriefTitle = title,
            OfficialTitle = $"A Synthetic Study of {intervention} in {recipe.Condition}, Number {index + 1}",
            Acronym = _rng.Chance(40) ? "SYN" + number[^3..] : null,
            Summary = $"This invented study asks whether {intervention} helps people with {recipe.Condition}.",
            Description = _rng.Chance(60) ? "Visits take place every four weeks.\n\n* Photographs\n* Questionnaires" : null,
            Conditions = [recipe.Condition],
            Keywords = _rng.Chance(50) ? [recipe.Condition, intervention] : [],
            InterventionType = recipe.Matched ? "BIOLOGICAL" : "OTHER",
            Intervention = intervention,
            Control = "Vehicle",
            PrimaryOutcome = Fill(recipe.Outcome),
            SecondaryOutcome = "Satisfaction of participants",
            Eligibility = recipe.Eligibility,
            Sponsor = _rng.Pick(["Example University Hospital", "Example Biotech GmbH", "Mustertal Klinik", "Exemplar Trichology Inc."]),
            City = _rng.Pick(["Example City", "Sampleburg", "Testhaven"]),
            Country = _rng.Pick(["Korea, Republic of", "Germany", "United States", "Brazil"]),
            StudyType = title.StartsWith("Registry", StringComparison.Ordinal) ? "OBSERVATIONAL" : "INTERVENTIONAL",
            Phase = title.StartsWith("Registry", StringComparison.Ordinal) ? null : _rng.Pick(["NA", "EARLY_PHASE1", "PHASE1", "PHASE2"]),
            Status = recipe.Status,
            Enrollment = index == 4 ? 99_999_999 : _rng.Between(12, 240),
            StartDate = started.ToString(index % 4 == 0 ? "yyyy-MM" : "yyyy-MM-dd", CultureInfo.InvariantCulture),
            CompletionDate = index % 7 == 5 ? null : started.AddMonths(18).ToString(index % 3 == 0 ? "yyyy-MM" : "yyyy-MM-dd", CultureInfo.InvariantCulture),
            FirstPosted = day,
            LastUpdatePosted = day,
        };
    }

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
