using Monitor.Store;
using Monitor.Tests.Configuration;
using Monitor.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Store;

/// <summary>Marten where it is asked for, compiled in or not; what it does when it is stands in the folder Marten.</summary>
public sealed class MartenPartTests
{
    [Fact]
    public void Asking_for_it_without_what_it_needs_is_a_start_error_that_says_what_to_do()
    {
        using var folder = new ConfigFolder();
        var error = folder.Load(null, ("Store:Documents", "marten")).Errors.ShouldHaveSingleItem().ToString();
        error.ShouldStartWith("command line: --Store:Documents: ");
        error.ShouldContain(MartenPart.Compiled ? "set Store:Provider to PostgreSql" : "-p:Marten=true");
    }

    [Fact]
    public async Task A_store_keeps_documents_through_it()
    {
        await using var store = await TempStore.NewAsync("Marten");
        await store.SaveAsync(DateTimeOffset.UnixEpoch, Any.Article());
        (await store.Hits.FindAsync("pubmed:1", default)).ShouldNotBeNull();
    }
}
