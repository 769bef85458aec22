using System.Collections.Frozen;

namespace Monitor.Evidence;

/// <summary>Words that a rule asks for, written as one text with a blank between them.</summary>
internal static class WordSet
{
    public static FrozenSet<string> Of(string words) => words.Split(' ').ToFrozenSet(StringComparer.Ordinal);
}
