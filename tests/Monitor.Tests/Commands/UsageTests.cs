using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Monitor.Commands;
using Monitor.Delivery;
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
    }

    /// <summary>The verbs that need no worker, each with what it must be given.</summary>
    public static TheoryData<string> WithConfiguration() =>
        ["run", "demo --once", "poll", "search x", "digest", "mail-test", "import f", "translate x", "check-config", "check refs", "migrate", "backup f"];

    [Theory]
    [MemberData(nameof(WithConfiguration))]
    public async Task Help_names_every_option_that_a_verb_takes_and_each_takes_those_of_the_configuration(string arguments)
    {
        using var folder = new MonitorFolder();
        folder.Write("refs", "10.1234/x");
        var verb = arguments.Split(' ')[0];
        var help = await folder.RunAsync(verb, "--help");
        help.Exit.ShouldBe(0, help.ToString());
        var own = Verbs.Root(CommandLine.Read([])).Subcommands.Single(c => c.Name == verb).Options.Where(o => !o.Hidden).Select(o => o.Name);
        foreach (var option in own.Concat(["--config", "--Section:Key", "--help"])) help.Out.ShouldContain($"{option} ", customMessage: help.Out);
        var ended = await folder.RunAsync([.. arguments.Split(' '), "--config", "nowhere"]);
        ended.Exit.ShouldBe(2, ended.ToString());
        (ended.Error + ended.Out).ShouldContain("nowhere");
        ended = await folder.RunAsync([.. arguments.Split(' '), "--Data:Directry", "x"]);
        ended.Exit.ShouldBe(2, ended.ToString());
        (ended.Error + ended.Out).ShouldContain("did you mean Directory");
    }

    [Theory]
    [InlineData("http://127.0.0.1:5999", null, "http://127.0.0.1:5999/")]
    [InlineData("http://localhost:6001;http://127.0.0.1:6002", null, "http://localhost:6001/")]
    [InlineData("http://[::1]:6003", null, "http://[::1]:6003/")]
    [InlineData("http://127.0.0.1:5080", null, "http://127.0.0.1:5080/")]
    [InlineData("http://127.0.0.1:0", null, "http://127.0.0.1:5080/")]
    [InlineData("http://127.0.0.1:5999", "http://127.0.0.1:5080/", "http://127.0.0.1:5080/")]
    [InlineData("http://127.0.0.1:5999", "http://127.0.0.1:7000/monitor/", "http://127.0.0.1:7000/monitor/")]
    public void Links_lead_to_where_it_listens_unless_they_are_to_lead_elsewhere(string urls, string? configured, string expected)
    {
        using var folder = new MonitorFolder();
        List<KeyValuePair<string, string>> keys = [KeyValuePair.Create("Data:Directory", folder.Path)];
        if (configured is not null) keys.Add(KeyValuePair.Create("Delivery:PublicUrl", configured));
        var loaded = VerbHost.Load(new CommandLine(Path.Combine(folder.Path, "config"), true, keys, []));
        using var app = (IDisposable)RunVerb.Build(loaded, TimeProvider.System, urls, poll: false);
        ((Microsoft.AspNetCore.Builder.WebApplication)app).Services.GetRequiredService<IOptions<DeliveryOptions>>().Value.PublicUrl.AbsoluteUri.ShouldBe(expected);
    }

    [Fact]
    public async Task The_delivered_file_writes_out_the_default_and_links_follow_the_address_all_the_same()
    {
        using var folder = new TempFolder();
        var loaded = VerbHost.Load(new CommandLine(Path.Combine(Shared.Repository, "config"), true, [KeyValuePair.Create("Data:Directory", folder.Path)], []));
        await using var app = RunVerb.Build(loaded, TimeProvider.System, "http://127.0.0.1:5999", poll: false);
        app.Services.GetRequiredService<IOptions<DeliveryOptions>>().Value.PublicUrl.AbsoluteUri.ShouldBe("http://127.0.0.1:5999/");
    }
}
