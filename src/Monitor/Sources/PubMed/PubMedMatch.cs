using System.Text;

namespace Monitor.Sources.PubMed;

/// <summary>What the citation matcher (<c>ecitmatch.cgi</c>) says of one place in print.</summary>
internal static class PubMedMatch
{
    /// <summary>The PMIDs at that place, often one; empty = none, an unknown journal, or too many to name.</summary>
    /// <remarks>Plain text whatever was asked for: the line comes back with the answer in its last field, and fields may be missing before it.</remarks>
    /// <exception cref="SourceException">The line is not in the answer.</exception>
    public static IReadOnlyList<string> Read(byte[] content, string key)
    {
        var text = Encoding.UTF8.GetString(content);
        var line = text.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries).FirstOrDefault(l => l.Contains($"|{key}|", StringComparison.Ordinal))
            ?? throw new SourceException(SourceFailure.Malformed, "ecitmatch: the citation that was asked is not in the answer");
        var said = line[(line.LastIndexOf('|') + 1)..].Trim();
        if (said.Length == 0 || said.StartsWith("NOT_FOUND", StringComparison.Ordinal)) return [];
        if (said.StartsWith("AMBIGUOUS", StringComparison.Ordinal)) return [.. said["AMBIGUOUS".Length..].Split([' ', ','], StringSplitOptions.RemoveEmptyEntries).Where(IsPmid).Take(20)];
        return IsPmid(said) ? [said] : throw new SourceException(SourceFailure.Malformed, "ecitmatch: neither a PMID nor a word for none");
    }

    // "AMBIGUOUS (783 citations)" names none; a number of that size would be one.
    private static bool IsPmid(string text) => text.Length is > 0 and < 11 && text.All(char.IsAsciiDigit) && text[0] != '0';
}
