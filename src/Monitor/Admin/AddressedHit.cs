using Monitor.Documents;
using Monitor.Store.Sql;

namespace Monitor.Admin;

/// <summary>A hit by its id as it came in an address.</summary>
internal static class AddressedHit
{
    /// <summary>Null = there is none. A slash stays encoded in a path, as <c>%2F</c> where we wrote it; a DOI may hold a <c>%2f</c> of its own.</summary>
    public static async Task<Hit?> FindAsync(HitTable hits, string id, CancellationToken ct) =>
        await hits.FindAsync(id, ct)
        ?? await hits.FindAsync(id.Replace("%2F", "/", StringComparison.Ordinal), ct)
        ?? await hits.FindAsync(id.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase), ct);
}
