using System.Text.Json.Serialization;

namespace Monitor.Documents;

/// <summary>One reason why a hit belongs to a watch.</summary>
public sealed record Match
{
    /// <summary>Name of the watch.</summary>
    public required string Watch { get; init; }

    /// <summary>The clause of the query as written, such as <c>exosom*[tiab]</c>.</summary>
    public string? Clause { get; init; }

    /// <summary>The words of the record that satisfied it, as printed.</summary>
    public IReadOnlyList<string> Words { get; init; } = [];

    /// <summary>The field they stand in, such as <c>title</c>.</summary>
    public string? Field { get; init; }

    /// <summary>Where, in characters of the field's text.</summary>
    public IReadOnlyList<Span> Offsets { get; init; } = [];

    /// <summary>True when only the upstream's index explains the hit; such a match never alerts.</summary>
    public bool UpstreamOnly { get; init; }

    /// <summary>
    /// True when the record shows the watch's <see cref="Watch.ContextQuery"/> and not its query proper; then all matches of
    /// that watch say so. Such a hit goes to the digest only, in a section of its own.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Context { get; init; }

    /// <summary>True when the words stood in an earlier text of the record and the stored one no longer holds them; then there are no offsets.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Earlier { get; init; }

    /// <summary>Whether a hit belongs to a watch as context only.</summary>
    /// <param name="matches">Its matches with that watch.</param>
    public static bool IsContext(IEnumerable<Match> matches)
    {
        var any = false;
        foreach (var match in matches)
        {
            if (!match.Context) return false;
            any = true;
        }

        return any;
    }

    /// <summary>
    /// The rule of what may mail at once, before a watch's <see cref="Watch.Immediate"/> or <see cref="Watch.MayWait"/> is asked:
    /// the stored text shows the query proper. Never what only an upstream's index explains, never context.
    /// </summary>
    /// <param name="matches">The hit's matches with one watch.</param>
    public static bool MayMailAtOnce(IReadOnlyCollection<Match> matches) =>
        matches.Any(m => !m.Earlier) && !matches.Any(m => m.UpstreamOnly || m.Context);
}

/// <summary>A stretch of a field's text, in UTF-16 characters.</summary>
public readonly record struct Span(int Start, int Length);

/// <summary>A fact set by a rule, with the rule and the words it rests on.</summary>
public sealed record Tag
{
    /// <summary>The fact: <c>design</c>, <c>species</c>, <c>participants</c>, <c>comparator</c>, <c>duration</c>, <c>harm</c>, <c>funding</c>, <c>conflict</c>.</summary>
    public required string Name { get; init; }

    /// <summary><c>not stated</c> where the rules looked and the record is silent.</summary>
    public required string Value { get; init; }

    /// <summary>Name of the rule that decided, such as <c>design/title:case-report</c>.</summary>
    public required string Rule { get; init; }

    /// <summary>The field whose words decided; <c>publicationTypes[2]</c> is the third of a list. Absent where the record is silent.</summary>
    public string? Field { get; init; }

    /// <summary>Where in that field.</summary>
    public Span? At { get; init; }

    /// <summary>What else spoke for it, the strongest first; absent where one rule decides alone.</summary>
    public IReadOnlyList<Cue>? Cues { get; init; }

    // A record compares a list by its reference; two tags are equal when they say the same.
    public bool Equals(Tag? other) =>
        other is not null && Name == other.Name && Value == other.Value && Rule == other.Rule && Field == other.Field && At == other.At
        && (Cues ?? []).SequenceEqual(other.Cues ?? []);

    public override int GetHashCode() => HashCode.Combine(Name, Value, Rule, Field, At);
}

/// <summary>Words of a record that speak for a fact.</summary>
/// <param name="Rule">Which cue they are.</param>
/// <param name="Field">The field they stand in.</param>
/// <param name="At">Where.</param>
public sealed record Cue(string Rule, string Field, Span At);
