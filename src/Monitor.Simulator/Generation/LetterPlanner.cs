using System.Globalization;
using Monitor.Simulator.Records;

namespace Monitor.Simulator.Generation;

/// <summary>Writes the letters: posted days to months after their date; some are closed out, some taken away and posted again.</summary>
internal sealed class LetterPlanner(int seed, Span span)
{
    private readonly Rng _rng = Rng.For(seed, "letters");
    private int _number = 990_000;

    public List<Record<LetterContent>> Write()
    {
        var records = new List<Record<LetterContent>>();
        Write(records, 44, span.HistoryStart.AddDays(-40), span.Start.AddDays(-1), onTopicEvery: 6);
        Write(records, span.Scaled(14), span.Start.AddHours(3), span.LastChange.AddDays(-Math.Min(9, (span.LastChange - span.Start).TotalDays / 2)), onTopicEvery: 2);
        foreach (var matched in (bool[])[true, false])
        {
            // Of the last year, which every watch knows.
            CloseOut(records, r => r.Watches.Count > 0 == matched && r.Versions[0].VisibleFrom < span.Start && r.Versions[0].VisibleFrom > span.Start.AddDays(-360));
            TakeAway(records, r => r.Watches.Count > 0 == matched && r.Versions[0].VisibleFrom >= span.Start);
        }

        return records;
    }

    private void Write(List<Record<LetterContent>> records, int count, DateTimeOffset from, DateTimeOffset to, int onTopicEvery)
    {
        var (onTopic, offTopic) = (_rng.Shuffled(LetterRecipes.OnTopic), _rng.Shuffled(LetterRecipes.OffTopic));
        for (var i = 0; i < count; i++)
        {
            var recipe = i % onTopicEvery == 0 ? onTopic[i / onTopicEvery % onTopic.Count] : offTopic[i % offTopic.Count];
            records.Add(Record(recipe, _rng.Instant(from, to)));
        }
    }

    private Record<LetterContent> Record(LetterRecipe recipe, DateTimeOffset posted)
    {
        var number = (++_number).ToString(CultureInfo.InvariantCulture);
        var company = Vocabulary.Fill(recipe.Company, _rng);
        var day = Eastern.Day(posted);
        var issued = day.AddDays(-(_rng.Chance(20) ? _rng.Between(60, 200) : _rng.Between(2, 21)));
        var content = new LetterContent
        {
            Number = number,
            Slug = $"{string.Join('-', company.ToLowerInvariant().Split([' ', ',', '.', '&'], StringSplitOptions.RemoveEmptyEntries).Select(Ascii))}-{number}-{issued.ToString("MMddyyyy", CultureInfo.InvariantCulture)}",
            Company = company,
            Office = recipe.Office,
            Subject = recipe.Subject,
            Issued = issued,
            Posted = day,
            Paragraphs = [.. recipe.Body.Select(p => Vocabulary.Fill(p, _rng))],
        };
        return new Record<LetterContent>(number, recipe.Matched ? [DemoWatches.ExosomeSafety] : [], [new(posted, WorldEventTypes.New, content)]);
    }

    private void CloseOut(List<Record<LetterContent>> records, Predicate<Record<LetterContent>> which)
    {
        var index = records.FindIndex(which);
        if (index < 0) return;
        var at = _rng.Instant(span.Start.AddHours(8), span.LastChange);
        Add(records, index, at, WorldEventTypes.StatusChanged, c => c with { CloseOut = Eastern.Day(at).AddDays(-3) });
    }

    /// <summary>A letter vanishes and comes back, under another day and another address: it is the same letter.</summary>
    private void TakeAway(List<Record<LetterContent>> records, Predicate<Record<LetterContent>> which)
    {
        var index = records.FindIndex(r => which(r) && r.Versions[0].VisibleFrom.AddDays(8) < span.LastChange);
        if (index < 0) return;
        var gone = _rng.Instant(records[index].Versions[0].VisibleFrom.AddDays(3).AddHours(2), span.LastChange.AddDays(-4));
        Add(records, index, gone, WorldEventTypes.Deleted, c => c with { Listed = false });
        var back = _rng.Instant(gone.AddDays(3).AddHours(2), span.LastChange);
        Add(records, index, back, WorldEventTypes.Updated, c => c with { Listed = true, Posted = Eastern.Day(back), Slug = c.Slug + "-0" });
    }

    private static void Add(List<Record<LetterContent>> records, int index, DateTimeOffset at, string type, Func<LetterContent, LetterContent> change)
    {
        var versions = records[index].Versions;
        records[index] = records[index] with { Versions = [.. versions, new(at, type, change(versions[^1].Content))] };
    }

    private static string Ascii(string word) => string.Concat(word.Normalize(System.Text.NormalizationForm.FormD).Where(char.IsAsciiLetterOrDigit));
}
