using Monitor.Documents;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Watches;

/// <summary>Synthetic records, near misses among them, and what each delivered watch says to them.</summary>
public sealed class LabelledTests(ITestOutputHelper output)
{
    private const int FirstWatch = 4;

    private static readonly string[][] Lines =
        [.. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Watches", "Data", "labelled.tsv")).Where(line => !line.StartsWith('#')).Select(line => line.Split('\t'))];

    public static TheoryData<string> Ids => [.. Lines.Skip(1).Select(row => row[0])];

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_row_is_found_by_the_watches_it_names(string id)
    {
        var row = Lines.Single(r => r[0] == id);
        var hit = Hit(row);
        Delivered.Watches.ShouldSatisfyAllConditions([.. Delivered.Watches.Select(watch => (Action<IReadOnlyList<Watch>>)(_ =>
        {
            var reasons = Delivered.Reasons(watch, hit);
            var expected = row[Array.IndexOf(Lines[0], watch.Name)];
            (reasons is null ? "no" : "yes").ShouldBe(expected, $"{id} ({row[^1]}), {watch.Name}: \"{row[2]}\": {Delivered.Shown(reasons)}");
        }))]);
    }

    [Fact]
    public void The_list_is_whole()
    {
        Lines.Length.ShouldBeGreaterThan(60);
        Lines.ShouldAllBe(row => row.Length == Lines[0].Length);
        Lines[0].Skip(FirstWatch).SkipLast(1).Order().ShouldBe(Delivered.Watches.Select(watch => watch.Name).Order());
        Lines.Skip(1).ShouldAllBe(row => row.Skip(FirstWatch).SkipLast(1).All(cell => cell == "yes" || cell == "no"));
        Lines.Select(row => row[0]).ShouldBeUnique();
    }

    /// <summary>For a person to judge; the verdicts are in the tests above.</summary>
    [Fact]
    public void What_each_watch_finds_is_printed()
    {
        foreach (var watch in Delivered.Watches)
        {
            var found = Lines.Skip(1).Where(row => Delivered.Reasons(watch, Hit(row)) is not null).ToList();
            output.WriteLine($"{watch.Name}: {found.Count} of {Lines.Length - 1}");
            foreach (var row in found) output.WriteLine($"  {row[0]} | {row[1]} | {row[2]} | {row[^1]}");
            found.Count.ShouldBe(Lines.Count(row => row[Array.IndexOf(Lines[0], watch.Name)] == "yes"));
        }
    }

    private static Hit Hit(string[] row) => row[1] switch
    {
        "article" => Delivered.Article(row[0], row[2], row[3]),
        "notice" => Delivered.Notice(row[0], row[2], row[3]),
        "trial" => Delivered.Trial(row[2], row[3].Split("||")[0], row[3].Split("||").ElementAtOrDefault(1)),
        var other => throw new InvalidOperationException($"{row[0]}: {other}"),
    };
}
