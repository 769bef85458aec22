using System.Globalization;
using Monitor.Simulator.Records;

namespace Monitor.Simulator.Generation;

/// <summary>
/// Writes the recalls: shown by weekly batches, one record per product, one event with many products, and changed in
/// place under the old report date: a class that comes late, an end, a status or further lots without any date.
/// </summary>
internal sealed class RecallPlanner(int seed, Span span)
{
    private static readonly TimeSpan Week = TimeSpan.FromDays(7);

    private readonly Rng _rng = Rng.For(seed, "recalls");
    private int _number;
    private int _event;

    public List<Record<RecallContent>> Write()
    {
        var records = new List<Record<RecallContent>>();
        // Reports bear a day up to eight before they are shown: none is older than the year that a watch begins with.
        Write(records, 14, span.HistoryStart.AddDays(10), span.Start.AddDays(-8), onTopicEvery: 2);
        Write(records, span.Scaled(10), span.Start.AddHours(3), span.LastChange - Week, onTopicEvery: 2);
        return records;
    }

    /// <summary>The next batch: Thursdays, in the small hours of the East coast.</summary>
    public static DateTimeOffset Batch(DateTimeOffset instant)
    {
        var day = instant.UtcDateTime.Date.AddHours(9);
        while (day.DayOfWeek != DayOfWeek.Thursday || day < instant.UtcDateTime) day = day.AddDays(1);
        return new DateTimeOffset(day, TimeSpan.Zero);
    }

    private void Write(List<Record<RecallContent>> records, int count, DateTimeOffset from, DateTimeOffset to, int onTopicEvery)
    {
        var onTopic = RecallRecipes.OnTopic;
        var offTopic = _rng.Shuffled(RecallRecipes.OffTopic);
        for (var i = 0; i < count; i++)
        {
            var matched = i % onTopicEvery == 0;
            var deck = matched ? onTopic : offTopic;
            var shown = Batch(_rng.Instant(from, to > from ? to : from.AddHours(1)));
            if (shown > span.LastChange) continue;
            // The first event on topic of each stretch is the one with many products.
            var products = i == 0 ? _rng.Between(12, 18) : _rng.Chance(30) ? _rng.Between(2, 4) : 1;
            Write(records, deck[i / onTopicEvery % deck.Count], shown, products);
        }
    }

    private void Write(List<Record<RecallContent>> records, RecallRecipe recipe, DateTimeOffset shown, int products)
    {
        var id = (9_900_000 + _event++).ToString(CultureInfo.InvariantCulture);
        // The report is dated by the Wednesday before; some batches come a week late.
        var reported = DateOnly.FromDateTime(shown.UtcDateTime).AddDays(_rng.Chance(20) ? -8 : -1);
        var first = new RecallContent
        {
            Number = "", EventId = id, Endpoint = recipe.Endpoint, Firm = Vocabulary.Fill(recipe.Firm, _rng), Product = "", Reason = recipe.Reason, Codes = "",
            Initiated = reported.AddDays(-_rng.Between(10, 60)), Reported = reported,
        };
        var known = _rng.Chance(50);
        if (known) first = first with { Classification = Class(), Classified = reported.AddDays(_rng.Between(-3, 1)) };
        var life = Life(first, shown, known);
        for (var i = 0; i < products; i++)
        {
            var number = Number(recipe.Endpoint, reported.Year);
            var (product, codes) = (Vocabulary.Fill(recipe.Product, _rng), Vocabulary.Fill("Lot {n}-{few}, exp. {dec}", _rng));
            records.Add(new Record<RecallContent>(number, recipe.Matched ? [DemoWatches.ExosomeSafety] : [],
                [.. life.Select(v => v with { Content = v.Content with { Number = number, Product = product, Codes = codes + v.Content.Codes } })]));
        }
    }

    /// <summary>What happens to the event: its products share it. No kind of change comes twice, as the truth counts them by kind.</summary>
    private List<Version<RecallContent>> Life(RecallContent first, DateTimeOffset shown, bool classified)
    {
        var life = new List<Version<RecallContent>> { new(shown, WorldEventTypes.New, first) };
        void Then(string type, Func<RecallContent, DateOnly, RecallContent> change)
        {
            var last = life[^1];
            // Long ago nothing is left to tell apart: the changes of old events are spread so that some fall into the simulated time.
            var earliest = last.VisibleFrom < span.Start && _rng.Chance(70) ? span.Start : last.VisibleFrom;
            var at = Batch((earliest > last.VisibleFrom ? earliest : last.VisibleFrom).Add(Week * _rng.Below(3)).AddHours(1));
            if (at <= span.LastChange) life.Add(new(at, type, change(last.Content, DateOnly.FromDateTime(at.UtcDateTime).AddDays(-_rng.Between(1, 4)))));
        }

        if (!classified) Then(WorldEventTypes.ClassAssigned, (r, day) => r with { Classification = Class(), Classified = day });
        if (_rng.Chance(30)) Then(WorldEventTypes.Updated, (r, _) => r with { Codes = r.Codes + "; further lot 7-7" });
        if (_rng.Chance(30)) Then(WorldEventTypes.StatusChanged, (r, _) => r with { Status = "Completed" });
        if (_rng.Chance(50)) Then(WorldEventTypes.Terminated, (r, day) => r with { Status = "Terminated", Terminated = day });
        return life;
    }

    private string Class() => _rng.Pick(["Class I", "Class II", "Class III"]);

    private string Number(string endpoint, int year)
    {
        var letter = endpoint switch { "drug" => 'D', "device" => 'Z', _ => 'F' };
        return string.Create(CultureInfo.InvariantCulture, $"{letter}-{9001 + _number++}-{year}");
    }
}
