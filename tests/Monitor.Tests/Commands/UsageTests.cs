using Monitor.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Commands;

public sealed class UsageTests
{
    [Theory]
    [InlineData("serch", "serch")]
    [InlineData("poll extra", "extra")]
    [InlineData("poll --sources pubmed", "--sources")]
    [InlineData("poll --source", "--source")]
    [InlineData("poll --since soon", "--since")]
    [InlineData("poll --source medline", "medline")]
    [InlineData("poll --watch none", "none")]
    [InlineData("search", "search")]
    [InlineData("search x --limit many", "--limit")]
    [InlineData("search x --limit 0", "--limit")]
    [InlineData("search (x", "line 1, column")]
    [InlineData("translate", "translate")]
    [InlineData("translate a@b(", "line 1")]
    [InlineData("import", "import")]
    [InlineData("import f --watch none", "none")]
    [InlineData("import f --watch hair --all", "exclude")]
    [InlineData("backup", "backup")]
    [InlineData("digest --recipient nobody", "nobody")]
    [InlineData("mail-test --recipient nobody", "nobody")]
    [InlineData("demo --days 0", "--days")]
    [InlineData("demo --faults earthquake", "earthquake")]
    [InlineData("healthcheck --url nonsense", "--url")]
    [InlineData("run --urls nonsense", "--urls")]
    [InlineData("run --urls https://127.0.0.1:0", "--urls")]
    [InlineData("migrate --config", "--config")]
    [InlineData("migrate --config nowhere", "nowhere")]
    [InlineData("migrate --Data:Directory", "Data:Directory")]
    [InlineData("migrate --Data:Directry x", "did you mean Directory")]
    [InlineData("migrate --Sources:PubMed:PageSize 0", "Sources:PubMed:PageSize")]
    public async Task Wrong_usage_ends_with_2_and_says_on_standard_error_what_is_wrong(string arguments, string part)
    {
        using var folder = new MonitorFolder();
        var ended = await folder.RunAsync(arguments.Split(' '));
        ended.Exit.ShouldBe(2, ended.ToString());
        ended.Error.ShouldContain(part, customMessage: ended.ToString());
        ended.Error.ShouldNotContain("   at ");
        ended.Out.ShouldBeEmpty();
        File.Exists(folder.Database + "-journal").ShouldBeFalse();
    }

    [Fact]
    public async Task Help_names_every_verb()
    {
        using var folder = new MonitorFolder();
        var ended = await folder.RunAsync("--help");
        ended.Exit.ShouldBe(0, ended.ToString());
        foreach (var verb in new[] { "run", "demo", "poll", "search", "digest", "mail-test", "import", "translate", "check-config", "migrate", "backup", "healthcheck" }) ended.Out.ShouldContain($"  {verb} ");
        (await folder.RunAsync("poll", "--help")).Exit.ShouldBe(0);
    }
}
