using System.Text.RegularExpressions;

namespace Monitor.Admin;

/// <summary>
/// An id as it came in an address: a slash stays encoded in a path, as <c>%2F</c> where we wrote it; a DOI may hold a <c>%2f</c>
/// of its own. A proxy that takes a path off may have decoded it, and then made one slash of two.
/// </summary>
internal static partial class AddressedId
{
    /// <summary>The first that is found by a reading of the id; null = by none.</summary>
    public static async Task<T?> FindAsync<T>(string id, Func<string, Task<T?>> find)
        where T : class =>
        await find(id)
        ?? await find(id.Replace("%2F", "/", StringComparison.Ordinal))
        ?? await find(id.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase))
        ?? (OneSlash().IsMatch(id) ? await find(OneSlash().Replace(id, "//", 1)) : null);

    [GeneratedRegex("(?<=:https?:)/(?!/)")]
    private static partial Regex OneSlash();
}
