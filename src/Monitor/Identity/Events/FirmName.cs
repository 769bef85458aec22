using System.Collections.Frozen;
using System.Text.RegularExpressions;
using Monitor.Text;

namespace Monitor.Identity.Events;

/// <summary>A firm's name without its legal form: <c>Example Labs, L.L.C.</c> and <c>Example Labs Inc</c> are one.</summary>
/// <param name="Words">Folded, at least one.</param>
internal sealed partial record FirmName(IReadOnlyList<string> Words)
{
    private static readonly FrozenSet<string> Legal =
        ((string[])["inc", "incorporated", "llc", "ltd", "limited", "corp", "corporation", "co", "company", "gmbh", "ag", "sa", "srl", "spa", "plc", "lp", "llp", "pllc", "pc", "bv", "nv", "pty", "kk", "kg", "oy", "ab", "aps", "sas", "pvt"]).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>What many names end with, and what is no name by itself.</summary>
    private static readonly FrozenSet<string> Trade =
        ((string[])[
            "biologics", "biologic", "pharma", "pharmaceutical", "pharmaceuticals", "labs", "lab", "laboratories", "laboratory", "medical", "health", "healthcare", "foods", "food", "devices", "device", "clinic", "clinics",
            "center", "centers", "centre", "stem", "cell", "cells", "regenerative", "medicine", "therapeutics", "aesthetics", "cosmetics", "products", "product", "international", "usa", "us", "america", "american", "global",
            "solutions", "sciences", "science", "life", "bio", "biotech", "biotechnology", "biosciences", "group", "holdings", "nutrition", "care", "exosome", "exosomes", "research", "institute", "wellness", "technologies", "new", "the",
        ]).ToFrozenSet(StringComparer.Ordinal);

    public string Compact { get; } = string.Concat(Words);

    /// <summary>Whether a text that holds these words names this firm: a trade by itself is none, nor is a short word.</summary>
    public bool IsTelling => Words.Any(w => !Trade.Contains(w)) && Compact.Length >= 5;

    /// <summary>The names in what a record calls its firm: two where it does business under another.</summary>
    public static IReadOnlyList<FirmName> Of(string? firm) =>
        firm is null ? [] : [.. Alias().Split(Brackets().Replace(firm, " ")).Select(One).OfType<FirmName>().DistinctBy(n => n.Compact)];

    /// <summary>One name, with the order of its words; a missing trade word at the end (<c>Example</c>, <c>Example Pharmaceuticals</c>) is no other firm.</summary>
    public bool Is(FirmName other)
    {
        if (Compact == other.Compact) return true;
        var (shorter, longer) = Words.Count < other.Words.Count ? (this, other) : (other, this);
        return shorter.IsTelling && longer.Words.Count > shorter.Words.Count && longer.Words.Take(shorter.Words.Count).SequenceEqual(shorter.Words, StringComparer.Ordinal)
            && longer.Words.Skip(shorter.Words.Count).All(Trade.Contains);
    }

    public static bool IsLegal(string word) => Legal.Contains(word);

    public static bool IsTrade(string word) => Trade.Contains(word);

    private static FirmName? One(string name)
    {
        var words = Folded.Tokens(name).Select(t => t.Word).Where(w => w is not "the" and not "and").ToList();
        // L.L.C. and S.A. fall into letters.
        while (words.Count > 1 && (Legal.Contains(words[^1]) || words[^1].Length == 1)) words.RemoveAt(words.Count - 1);
        return words.Count == 0 || (words.Count == 1 && (words[0].Length < 2 || Legal.Contains(words[0]))) ? null : new FirmName(words);
    }

    [GeneratedRegex(@"\b(d\s*[./]\s*b\s*[./]\s*a\b\.?|dba|d/b/a|doing business as|also known as|a\.?k\.?a\b\.?|formerly known as|f\.?k\.?a\b\.?)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Alias();

    [GeneratedRegex(@"\((usa?|u\.s\.a?\.?|uk|canada)\)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Brackets();
}
