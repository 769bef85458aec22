using System.Data.Common;
using System.Runtime.ExceptionServices;
using System.Text.Json;
using JasperFx;

namespace Monitor.Store.Marten;

/// <summary>Lets errors be seen as in the rest of the store: of the database, or of a document, without Marten's wrapping.</summary>
internal static class MartenErrors
{
    /// <exception cref="StoreException">Another program stored a document that was read here before.</exception>
    /// <exception cref="DbException">As the database gave it.</exception>
    /// <exception cref="JsonException">A stored document cannot be read.</exception>
    public static async Task<T> PlainAsync<T>(Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        catch (Exception ex) when (Within(ex).FirstOrDefault(e => e is DbException or JsonException or ConcurrencyException) is { } plain)
        {
            if (plain is ConcurrencyException conflict) throw new StoreException($"Another program stored {conflict.Id} meanwhile. Nothing of this was stored; it is tried again.", conflict, StoreFailure.Busy);
            ExceptionDispatchInfo.Throw(plain);
            throw;
        }
    }

    public static Task PlainAsync(Func<Task> work) => PlainAsync(async () => { await work(); return true; });

    /// <summary>An error and those it was made of, outermost first.</summary>
    private static IEnumerable<Exception> Within(Exception ex) =>
        (ex is AggregateException many ? many.InnerExceptions : ex.InnerException is { } inner ? [inner] : []).SelectMany(Within).Prepend(ex);
}
