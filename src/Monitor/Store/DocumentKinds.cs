using System.Text.Json;
using Monitor.Documents;

namespace Monitor.Store;

/// <summary>The kinds of documents: their types, and the names of their tables, <c>mt_doc_NAME</c>.</summary>
internal static class DocumentKinds
{
    private static readonly Dictionary<string, Type> Types = new(StringComparer.Ordinal)
    {
        ["article"] = typeof(Article),
        ["trial"] = typeof(Trial),
        ["notice"] = typeof(Notice),
    };

    private static readonly Dictionary<Type, string> Names = Types.ToDictionary(t => t.Value, t => t.Key);

    /// <exception cref="JsonException">There is no such kind.</exception>
    public static Type TypeOf(string name) => Types.TryGetValue(name, out var type) ? type : throw new JsonException($"unknown kind {name}");

    /// <exception cref="NotSupportedException">No document is of that type.</exception>
    public static string NameOf<T>() => Names.TryGetValue(typeof(T), out var name) ? name : throw new NotSupportedException($"{typeof(T)} is no kind of document");
}
