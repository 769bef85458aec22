using System.Security.Cryptography;
using System.Text;
using Monitor.Identity.Reports;
using Monitor.Text;

namespace Monitor.Identity.Studies;

/// <summary>Identifiers as links write them.</summary>
internal static class StudyKey
{
    private const string NumberPrefix = "number:", DoiPrefix = "doi:";

    public static string Number(RegistryNumber number) => $"{NumberPrefix}{number.Registry}:{number.Value}";

    public static string? Pmid(string? pmid) => Identifiers.Pmid(pmid) is { } digits ? $"pmid:{digits}" : null;

    /// <summary>A DOI by itself is looked up and joins nothing that it is printed on: a supplement prints hundreds of abstracts under one.</summary>
    public static string? Doi(string? doi) => Identifiers.Doi(doi) is { Length: <= 300 } form ? DoiPrefix + form : null;

    /// <summary>A DOI together with the title is one report.</summary>
    public static string? DoiAndTitle(string? doi, string title) =>
        Identifiers.Doi(doi) is { Length: <= 300 } form && Folded.Line(title) is { Length: > 0 } words
            ? $"report:{form}#{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(words)))[..16]}"
            : null;

    public static bool IsDoi(string key) => key.StartsWith(DoiPrefix, StringComparison.Ordinal);

    /// <summary>The registry's number that the key is; null for others.</summary>
    public static RegistryNumber? NumberOf(string key)
    {
        if (!key.StartsWith(NumberPrefix, StringComparison.Ordinal)) return null;
        var rest = key[NumberPrefix.Length..];
        var colon = rest.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? null : new RegistryNumber(rest[..colon], rest[(colon + 1)..]);
    }

    /// <summary>As people write it: the number, <c>PMID 123</c>, the DOI.</summary>
    public static string Shown(string key) =>
        NumberOf(key) is { } number ? number.Value
        : key.StartsWith("pmid:", StringComparison.Ordinal) ? $"PMID {key[5..]}"
        : IsDoi(key) ? key[DoiPrefix.Length..]
        : key.StartsWith("report:", StringComparison.Ordinal) ? $"{key["report:".Length..key.LastIndexOf('#')]} and its title"
        : key;
}
