using Monitor.Documents;
using Monitor.Queries;
using Monitor.Tests.Infrastructure;
using Monitor.Tests.Infrastructure.Seeds;
using Shouldly;
using Xunit;
using static Monitor.Tests.Infrastructure.StubSource;

namespace Monitor.Tests.Polling;

/// <summary>The offsets of every stored match cut its words out of the stored text, or the match says that it is of an earlier one.</summary>
[OnOneStore("the subject is the text of a record")]
public sealed class MatchPlacesTests
{
    private static readonly Article One = Any.Article("1", "Exosomes in hair loss") with { Published = new PartialDate(2026, 11, 22) };

    [Fact]
    public async Task Another_watch_revises_the_text_and_the_words_are_found_again()
    {
        await using var station = await TwoAsync();
        await station.PollAsync(Found(One), "hair");
        await station.PollAsync(Found(One with { Title = "On hair and exosomes" }), "skin");
        (await MatchesAsync(station)).ShouldBe(["hair exosom*[tiab] title 12 exosomes", "hair hair[tiab] title 3 hair", "skin exosom*[tiab] title 12 exosomes"]);
    }

    [Fact]
    public async Task Words_that_are_gone_are_said_to_be_of_an_earlier_text()
    {
        await using var station = await TwoAsync();
        await station.PollAsync(Found(One), "hair");
        await station.PollAsync(Found(One with { Title = "Exosomes in skin" }), "skin");
        (await MatchesAsync(station)).ShouldBe(["hair exosom*[tiab] title 0 Exosomes", "hair hair[tiab] title earlier hair", "skin exosom*[tiab] title 0 Exosomes"]);
        // The watch itself rejects it now: the reason stays, so does the hit.
        (await station.PollAsync(Found(One with { Title = "Skin" }), "hair")).Unmatched.ShouldBe(0);
        (await MatchesAsync(station)).ShouldBe(["hair exosom*[tiab] title earlier Exosomes", "hair hair[tiab] title earlier hair", "skin exosom*[tiab] title earlier Exosomes"]);
        Match.MayMailAtOnce((await HitAsync(station)).Matches).ShouldBeFalse();
        await station.PollAsync(Found(One), "hair");
        (await MatchesAsync(station)).ShouldContain("hair hair[tiab] title 12 hair");
    }

    [Fact]
    public async Task Reasons_found_in_an_older_version_are_held_against_the_stored_one()
    {
        await using var station = await TwoAsync();
        await station.PollAsync(Found(One with { PmidVersion = 2, Title = "A later title: exosomes, hair" }), "hair");
        await station.PollAsync(Found(One), "skin");
        (await MatchesAsync(station)).ShouldContain("skin exosom*[tiab] title 15 exosomes");
    }

    [Fact]
    public async Task Whatever_is_revised_by_whom_all_offsets_point_into_the_stored_text()
    {
        var (offsets, earlier) = (0, 0);
        for (var seed = 0; seed < 8; seed++)
        {
            await using var station = await TwoAsync();
            var text = new RandomQuery(seed);
            var random = new Random(seed);
            station.Watches[0] = station.Watches[0] with { Query = Asked(text) };
            station.Watches[1] = station.Watches[1] with { Query = Asked(text), ContextQuery = "exosom*" };
            station.Watches.Add(Any.Watch("any", "hair OR loss OR exosom* OR alopecia*"));
            for (var step = 0; step < 25; step++)
            {
                var id = $"{random.Next(3)}";
                await station.PollAsync(Found(Any.Article(id, text.Text()) with
                {
                    Published = One.Published,
                    PmidVersion = random.Next(1, 3),
                    Abstract = random.Next(2) == 0 ? null : text.Text(),
                    Keywords = [text.Text(), text.Text()],
                }), station.Watches[random.Next(3)].Name);
                foreach (var hit in await station.Store.Hits.FindAsync(["pubmed:0", "pubmed:1", "pubmed:2"], default))
                {
                    foreach (var match in hit.Matches)
                    {
                        Points(match, hit).ShouldBeTrue($"seed {seed} step {step}: {match.Clause} {match.Field} [{string.Join(',', match.Words)}] in {hit.Title} | {hit.Abstract}");
                        if (match.Earlier) match.Offsets.ShouldBeEmpty();
                        offsets += match.Offsets.Count;
                        earlier += match.Earlier ? 1 : 0;
                    }
                }
            }
        }

        offsets.ShouldBeGreaterThan(1000);
        earlier.ShouldBeGreaterThan(50);
    }

    /// <summary>A query that an upstream can be asked: something is wanted by words.</summary>
    private static string Asked(RandomQuery random) => $"({random.Query()}) OR hair";

    private static bool Points(Match match, Hit hit) => match.Offsets.Count == 0
        || Fields.Of(hit, "tiab").Where(f => f.Field == match.Field).Any(f => match.Offsets.All(o =>
            o.Start + o.Length <= f.Text.Length && match.Words.Contains(f.Text.Substring(o.Start, o.Length), StringComparer.OrdinalIgnoreCase)));

    private static async Task<Station> TwoAsync()
    {
        var station = await Station.NewAsync();
        station.Watches.Add(Any.Watch("skin", "exosom*"));
        return station;
    }

    private static async Task<Hit> HitAsync(Station station) => (await station.Store.Hits.FindAsync("pubmed:1", default)).ShouldNotBeNull();

    private static async Task<IEnumerable<string>> MatchesAsync(Station station) =>
        (await HitAsync(station)).Matches.Select(m => $"{m.Watch} {m.Clause} {m.Field} {(m.Earlier ? "earlier" : m.Offsets[0].Start)} {m.Words[0]}");
}
