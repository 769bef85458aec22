using Marten;
using Monitor.Store.Marten;
using Monitor.Tests.Infrastructure;

namespace Monitor.Tests.Store.Marten;

/// <summary>A program of somebody else that opens our database with Marten, on connections of its own.</summary>
internal static class MartenProgram
{
    public static DocumentStore Open(TempStore store, Action<StoreOptions>? more = null) => DocumentStore.For(options =>
    {
        options.Connection(store.ConnectionString);
        MartenModel.Apply(options, store.Schema);
        more?.Invoke(options);
    });
}
