using Monitor.Documents;
using Monitor.Store;
using Monitor.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Store;

/// <summary>The hit set of a search may not depend on the engine.</summary>
public sealed class SameHitsTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    /// <summary>Words that the parsers of the engines would cut or fold differently if they were let.</summary>
    private static readonly string[] Words =
    [
        "exosome", "exosomes", "exosome-derived", "hair", "loss", "TGF-β1", "10.5", "-5", "1e5", "2e10", "IL-6", "CD34+", "a_b", "user@example.org", "https://example.org/a?b=c", "C++",
        "탈모", "외유체", "エクソソーム", "脱毛", "naïve", "Öl", "ﬁbrosis", "²³", "½", "İstanbul", "straße", "O'Brien", "l'or", "3.14.15", "/usr/bin", "&amp;", "😀", "\u0301x", "µm", "Ångström", "12:30",
    ];

    [Fact]
    public async Task Whatever_is_asked_is_found_alike_on_both_engines()
    {
        await using var server = await TempStore.NewAsync("PostgreSql");
        await using var file = await TempStore.NewAsync("Sqlite");
        var random = new Random(20261122);
        string Some(int most) => string.Join(random.Next(4) == 0 ? "-" : " ", Enumerable.Range(0, random.Next(1, most)).Select(_ => Words[random.Next(Words.Length)]));
        Hit[] hits = [.. Enumerable.Range(0, 120).Select(i => Any.Article($"{i}", Some(6)) with { Abstract = Some(30) }), Any.Article("900", string.Join(' ', Enumerable.Repeat("hair", 20_000)) + " loss exosome") with { Abstract = new string('x', 5_000) + " end" }];
        await server.SaveAsync(Now, hits);
        await file.SaveAsync(Now, hits);
        var found = 0;
        string[] edges = ["\"loss exosome\"", "\"hair loss\"", new string('x', 5_000), new string('x', 4_000) + "*", "\"" + new string('x', 5_000) + " end\""];
        foreach (var question in edges.Concat(Enumerable.Range(0, 400).Select(_ => Question(random, Some))))
        {
            var (here, there) = (await IdsAsync(file, question), await IdsAsync(server, question));
            there.ShouldBe(here, question);
            found += here.Length;
        }

        found.ShouldBeGreaterThan(1000);
    }

    private static string Question(Random random, Func<int, string> some) => random.Next(4) switch
    {
        0 => $"\"{some(4)}\"",
        1 => $"{some(2)[..1]}* {some(2)}",
        2 => $"\"{some(3)}*\" {some(2)}",
        _ => some(4),
    };

    private static async Task<string[]> IdsAsync(TempStore store, string question) =>
        [.. (await store.Search.IdsAsync(new HitFilter { Text = question }, default)).Order(StringComparer.Ordinal)];
}
