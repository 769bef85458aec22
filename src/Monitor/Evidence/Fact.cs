using Monitor.Documents;

namespace Monitor.Evidence;

/// <summary>Names of the facts, and how their tags are written.</summary>
internal static class Fact
{
    public const string Species = "species";
    public const string Participants = "participants";
    public const string Comparator = "comparator";
    public const string Duration = "duration";
    public const string Harm = "harm";
    public const string Funding = "funding";
    public const string Conflict = "conflict";

    /// <summary>All facts of an article, in the order in which they are shown.</summary>
    public static IReadOnlyList<string> All { get; } = [StudyDesign.TagName, Species, Participants, Comparator, Duration, Harm, Funding, Conflict];

    /// <summary>The rules looked and found nothing.</summary>
    public static Tag Silent(string name) => new() { Name = name, Value = StudyDesign.Silent, Rule = $"{name}/silent" };

    public static Tag In(FieldWords field, Span at, string name, string value, string rule) =>
        new() { Name = name, Value = value, Rule = $"{name}/{rule}", Field = field.Field, At = at };

    /// <summary>Set by one entry of a list that the source's indexers gave.</summary>
    public static Tag InList(string list, int index, string entry, string name, string value, string rule) =>
        new() { Name = name, Value = value, Rule = $"{name}/{rule}", Field = $"{list}[{index}]", At = new Span(0, entry.Length) };

    /// <summary>The value of a hit's fact; null where it has none or is silent.</summary>
    public static string? Of(Hit hit, string name) => Tag(hit, name)?.Value;

    /// <summary>The tag of a hit's fact; null where it has none or is silent.</summary>
    public static Tag? Tag(Hit hit, string name) => hit.Tags.FirstOrDefault(t => t.Name == name && t.Value != StudyDesign.Silent);
}
