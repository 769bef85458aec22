using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Monitor.Configuration;
using Monitor.Sources.FdaRss;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Configuration;

/// <summary>What is written arrives: the binder stays silent about properties that it cannot set.</summary>
public sealed class MonitorOptionsTests : IDisposable
{
    private readonly ConfigFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string> Keys() => new(OptionsCatalog.Keys.Select(key => key.Path));

    [Theory]
    [MemberData(nameof(Keys))]
    public void A_value_that_is_not_the_default_arrives(string path)
    {
        var key = OptionsCatalog.Find(path).ShouldNotBeNull();
        var other = Other(key);
        var options = Options(key, _folder.Load(null, (key.IsList ? $"{path}:0" : path, other)), allowed: path is "Store:Provider" or "Email:Transport" || path.StartsWith("Email:Dkim:", StringComparison.Ordinal));
        OptionText.Write(key.Property.GetValue(options)).ShouldBe(other);
        other.ShouldNotBe(key.DefaultText);
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public void A_value_that_is_not_given_keeps_the_default(string path)
    {
        var key = OptionsCatalog.Find(path).ShouldNotBeNull();
        OptionText.Write(key.Property.GetValue(Options(key, _folder.Load()))).ShouldBe(key.DefaultText);
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public void The_default_lies_within_the_range(string path)
    {
        var key = OptionsCatalog.Find(path).ShouldNotBeNull();
        if (!key.IsList && (key.Required || key.DefaultText.Length > 0)) OptionText.Problem(key, key.DefaultText, out _).ShouldBeNull();
    }

    [Fact]
    public void A_list_replaces_the_default_list_and_an_empty_list_empties_it()
    {
        Bound("Feeds: [a, b]").Feeds.ShouldBe(["a", "b"]);
        Bound("Feeds: []").Feeds.ShouldBeEmpty();
        Bound("Enabled: false").Feeds.ShouldBeEmpty();

        FdaRssOptions Bound(string line) => Provider(_folder.With("monitor.yaml", $"Sources:\n  FdaRss:\n    {line}\n").Load()).GetRequiredService<IOptions<FdaRssOptions>>().Value;
    }

    [Fact]
    public void A_list_with_a_default_is_replaced_not_added_to()
    {
        var section = new OptionsSection<Sample>("Sample");
        Items(("Sample:Items:0", "c")).ShouldBe(["c"]);
        Items(("Sample:Items", "")).ShouldBeEmpty();
        Items().ShouldBe(["a", "b"]);

        IList<string> Items(params (string Key, string Value)[] pairs)
        {
            var values = new Microsoft.Extensions.Configuration.ConfigurationManager();
            foreach (var (key, value) in pairs) values[key] = value;
            var services = new ServiceCollection();
            section.AddTo(services, values);
            return services.BuildServiceProvider().GetRequiredService<IOptions<Sample>>().Value.Items;
        }
    }

    [Fact]
    public void An_option_that_cannot_be_bound_is_refused() =>
        Should.Throw<InvalidOperationException>(() => new OptionsSection<Unbindable>("Sample")).Message.ShouldContain("Unbindable.Name needs { get; set; }");

    [Fact]
    public void Addresses_end_in_a_slash() =>
        Provider(_folder.Load(null, ("Delivery:PublicUrl", "https://example.org/monitor"))).GetRequiredService<IOptions<Monitor.Delivery.DeliveryOptions>>()
            .Value.PublicUrl.ShouldBe(new Uri("https://example.org/monitor/"));

    private string Other(OptionKey key) => key switch
    {
        { IsFile: true } => Path.Combine(_folder.With("secret", "x=1").Path, "secret"),
        { Type: var type } when type == typeof(bool) => key.DefaultText == "true" ? "false" : "true",
        { Type: var type } when type == typeof(Uri) => "https://example.org/elsewhere/",
        { Type.IsEnum: true } => Enum.GetNames(key.Type).First(name => name != key.DefaultText),
        { IsSchedule: true } => "weekly sun 03:00",
        { Range: { } range } => range.Greatest == key.DefaultText ? range.Least : range.Greatest,
        { Name: "TrustedProxies" } => "192.0.2.0/24",
        { Name: "HeartbeatUrl" or "Endpoint" } => "https://beat.example/secret",
        _ => "other@example.org",
    };

    private static object Options(OptionKey key, LoadedConfiguration loaded, bool allowed = false)
    {
        if (!allowed) loaded.Errors.ShouldBeEmpty();
        var type = OptionsCatalog.Sections.Single(section => section.Path == key.Section).Type;
        var options = Provider(loaded).GetRequiredService(typeof(IOptions<>).MakeGenericType(type));
        return typeof(IOptions<>).MakeGenericType(type).GetProperty("Value")?.GetValue(options) ?? throw new InvalidOperationException("no options");
    }

    private static ServiceProvider Provider(LoadedConfiguration loaded) => new ServiceCollection().AddMonitorOptions(loaded).BuildServiceProvider();

    private sealed class Sample
    {
        public IList<string> Items { get; set; } = ["a", "b"];
    }

    private sealed class Unbindable
    {
        public string Name { get; init; } = "";
    }
}
