using Monitor.Documents;

namespace Monitor.Sources;

/// <summary>A fact that a source reads from every record, or from most: when the upstream renames the field, it is absent from all.</summary>
/// <param name="Name">As the JSON of a hit calls it.</param>
/// <param name="Present">Whether a record has it.</param>
internal sealed record ReliedField(string Name, Func<Hit, bool> Present)
{
    /// <summary>A field of one kind of document; a record of another kind counts as having it.</summary>
    public static ReliedField Of<T>(string name, Func<T, object?> value) where T : Hit =>
        new(name, hit => hit is not T document || value(document) is not (null or "" or System.Collections.ICollection { Count: 0 }));
}
