using Monitor.Tests.Infrastructure.Seeds;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Queries;

public sealed class QueryPrinterTests
{
    [Fact]
    public void Reading_what_was_printed_gives_the_same_query() => QuerySeeds.Try("printer").Wrong.ShouldBeEmpty();
}
