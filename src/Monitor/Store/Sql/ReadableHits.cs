using System.Text.Json;
using Monitor.Documents;

namespace Monitor.Store.Sql;

/// <summary>Loads documents so that one that cannot be read keeps no other away.</summary>
internal static class ReadableHits
{
    /// <summary>Those of the hits that are stored and can be read.</summary>
    /// <param name="ids">All are asked for at once; one by one only where that fails.</param>
    /// <param name="load">Loads the stored ones among some ids.</param>
    /// <param name="unreadable">Told of each that cannot be read; null = nobody asks.</param>
    public static async Task<IReadOnlyList<Hit>> LoadAsync(string[] ids, Func<string[], Task<IReadOnlyList<Hit>>> load, Action<string, JsonException>? unreadable = null)
    {
        if (ids.Length == 0) return [];
        try
        {
            return await load(ids);
        }
        catch (JsonException ex) when (ids.Length == 1)
        {
            unreadable?.Invoke(ids[0], ex);
            return [];
        }
        catch (JsonException)
        {
            var read = new List<Hit>();
            foreach (var id in ids) read.AddRange(await LoadAsync([id], load, unreadable));
            return read;
        }
    }
}
