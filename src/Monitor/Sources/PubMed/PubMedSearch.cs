using System.Globalization;
using System.Text;

namespace Monitor.Sources.PubMed;

/// <summary>
/// An answer of esearch. What PubMed could not read in the query is either a failure (an unknown field runs the query
/// unrestricted) or stated in <see cref="Widened"/>.
/// </summary>
internal sealed record PubMedSearch
{
    /// <summary>Hits in all, of which <see cref="Ids"/> is one page.</summary>
    public required int Count { get; init; }

    public IReadOnlyList<string> Ids { get; init; } = [];

    /// <summary>Place of the first of <see cref="Ids"/> in the whole; null when PubMed does not say.</summary>
    public int? Start { get; init; }

    public string? WebEnv { get; init; }
    public string? QueryKey { get; init; }

    /// <summary>Where PubMed remembers the result; null when it was not asked to or did not say.</summary>
    public PubMedHistory? History => WebEnv is { } environment && QueryKey is { } key ? new PubMedHistory(environment, key) : null;

    /// <summary>What PubMed made of the query.</summary>
    public string? QueryTranslation { get; init; }

    public IReadOnlyList<string> PhrasesNotFound { get; init; } = [];
    public IReadOnlyList<string> QuotedPhrasesNotFound { get; init; } = [];
    public IReadOnlyList<string> PhrasesIgnored { get; init; } = [];
    public IReadOnlyList<string> OutputMessages { get; init; } = [];

    /// <summary>Where the upstream asked for more than the query, for the ledger.</summary>
    public IReadOnlyList<string> Widened =>
    [
        .. PhrasesNotFound.Select(p => $"{p}: not found by PubMed and left out of the search"),
        .. QuotedPhrasesNotFound.Select(p => $"{p}: not in PubMed's phrase index, its words were searched one by one"),
        .. PhrasesIgnored.Select(p => $"{p}: ignored by PubMed"),
    ];

    /// <summary>The phrases that <see cref="Widened"/> is about, as they were sent but without quotation marks and tag.</summary>
    public IEnumerable<string> Otherwise => PhrasesNotFound.Concat(QuotedPhrasesNotFound).Concat(PhrasesIgnored)
        .Select(p => (p.LastIndexOf('[') is > 0 and var tag ? p[..tag] : p).Trim(' ', '"'));

    /// <summary>Reads an answer in XML or JSON.</summary>
    /// <exception cref="SourceException">An error, an unknown field, or anything that is not an answer of esearch.</exception>
    public static PubMedSearch Read(byte[] content)
    {
        using var text = new RepairedXml(new StreamReader(new MemoryStream(content, writable: false), Encoding.UTF8));
        return text.Head() is ['{' or '[', ..] ? PubMedSearchJson.Read(text) : PubMedSearchXml.Read(text);
    }

    /// <summary>Numbers come as texts; a text that is none means that the answer is not what it seems.</summary>
    internal static int Number(string? text, string field) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new SourceException(SourceFailure.Malformed, $"esearch: {field} is {(text is null ? "missing" : "not a number")}");

    /// <summary>The ids when all are PMIDs.</summary>
    internal static IReadOnlyList<string> Pmids(IEnumerable<string> ids)
    {
        var list = ids.ToList();
        return list.TrueForAll(id => id.Length is > 0 and < 11 && id.All(char.IsAsciiDigit))
            ? list
            : throw new SourceException(SourceFailure.Malformed, "esearch: an Id is not a number");
    }

    internal static void RefuseUnknown(IReadOnlyList<string> fields)
    {
        if (fields.Count == 0) return;
        throw new SourceException(SourceFailure.Refused, $"esearch: PubMed does not know the field {string.Join(", ", fields)} and searched without it");
    }
}
