using System.Globalization;
using Monitor.Text;

namespace Monitor.Sources.EuropePmc;

/// <summary>The requests of a run. All pages of a walk differ in nothing but the mark; the addresses that the service offers are not used, for they are not encoded.</summary>
internal sealed class EuropePmcRequests(Uri baseUrl, string? contact, TimeSpan spacing)
{
    /// <summary>Beginning of every walk.</summary>
    public const string FirstMark = "*";

    /// <summary>A longer address is refused (414 from about 12,000 characters on) and is sent as a form.</summary>
    public const int LongestAddress = 6000;

    /// <summary>
    /// What the query finds of what was first shown, made or changed in the window. The service counts in days of a zone that
    /// it does not name: one more at the end covers that it is London's.
    /// </summary>
    public static string Window(string text, DateTimeOffset from, DateTimeOffset to)
    {
        var days = Days(DateOnly.FromDateTime(from.UtcDateTime), DateOnly.FromDateTime(to.UtcDateTime).AddDays(1));
        return $"({text}) AND (FIRST_IDATE:{days} OR CREATION_DATE:{days} OR UPDATE_DATE:{days})";
    }

    /// <summary>A range, both ends included.</summary>
    public static string Days(DateOnly from, DateOnly to) => string.Create(CultureInfo.InvariantCulture, $"[{from:yyyy-MM-dd} TO {to:yyyy-MM-dd}]");

    /// <summary>Those of these items that the query finds; null when none of them has a name that the service knows.</summary>
    public static string? Known(string text, IEnumerable<string> ids)
    {
        var clauses = ids.Select(Named).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        return clauses.Count == 0 ? null : $"({text}) AND ({string.Join(" OR ", clauses)})";
    }

    /// <summary>One page.</summary>
    public SourceRequest Page(string query, string mark, int size, bool newestFirst)
    {
        var parameters = new Dictionary<string, string>
        {
            ["query"] = query,
            ["resultType"] = "core",
            ["format"] = "json",
            ["synonym"] = "false",
            ["pageSize"] = size.ToString(CultureInfo.InvariantCulture),
            ["cursorMark"] = mark,
        };
        if (newestFirst) parameters["sort"] = "P_PDATE_D desc";
        if (!string.IsNullOrEmpty(contact)) parameters["email"] = contact;
        var address = new Uri(baseUrl, "search?" + string.Join('&', parameters.Select(p => $"{p.Key}={Uri.EscapeDataString(p.Value)}")));
        return address.AbsoluteUri.Length <= LongestAddress
            ? new SourceRequest { Address = address, Spacing = spacing, Expects = ["json"] }
            : new SourceRequest { Address = new Uri(baseUrl, "searchPOST"), Form = parameters, Spacing = spacing, Expects = ["json"] };
    }

    /// <summary>A clause that finds the item alone: by PMID, by our own id, by PMCID or by DOI. An id in quotation marks would find nothing.</summary>
    public static string? Named(string id)
    {
        if (CleanText.OneLine(id) is not { } name) return null;
        if (name.All(char.IsAsciiDigit)) return $"(EXT_ID:{name} AND SRC:MED)";
        if (name.StartsWith("10.", StringComparison.Ordinal)) return name.AsSpan().IndexOfAny('"', '\\', ' ') < 0 ? $"DOI:\"{name}\"" : null;
        var parts = name.Split(':');
        if (!parts.All(p => p.Length > 0 && p.All(char.IsAsciiLetterOrDigit))) return null;
        return parts switch
        {
            [var collection, var number] => $"(EXT_ID:{number} AND SRC:{collection})",
            [['P', 'M', 'C', ..]] => $"PMCID:{name}",
            [['P', 'P', 'R', ..]] => $"(EXT_ID:{name} AND SRC:PPR)",
            _ => null,
        };
    }
}
