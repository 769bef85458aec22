using Microsoft.Extensions.DependencyInjection;
using Monitor.Sources;
using Monitor.Sources.PubMed;
using Monitor.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Sources.PubMed;

public sealed class PubMedServicesTests
{
    [Fact]
    public void One_line_registers_the_source()
    {
        using var net = new FakeInternet();
        var services = new ServiceCollection();
        services.AddOptions();
        services.AddSingleton(net.Client(TimeProvider.System));
        services.AddPubMed();
        using var provider = services.BuildServiceProvider();
        var source = provider.GetServices<ISource>().ShouldHaveSingleItem();
        (source.Name, source.Notices, source.Feeds.Count).ShouldBe(("pubmed", false, 0));
        (source.Schedule, source.Overlap).ShouldBe(("every 6h", TimeSpan.FromDays(8)));
        source.ShouldBeSameAs(provider.GetRequiredService<ISource>());
    }
}
