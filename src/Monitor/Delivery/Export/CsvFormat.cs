using System.Globalization;
using System.Text.RegularExpressions;
using Monitor.Documents;

namespace Monitor.Delivery.Export;

/// <summary>CSV (RFC 4180), the columns of Rayyan first. A cell can be no formula: what a spreadsheet would take for one gets an apostrophe, also where it parts cells at semicolons or tabs.</summary>
internal sealed partial class CsvFormat : IExportFormat
{
    private static readonly (string Name, Func<Reference, string?> Value)[] Columns =
    [
        ("key", r => r.Hit.Id),
        ("title", r => r.Title),
        ("authors", r => string.Join("; ", r.Authors.Select(a => a.Sorted))),
        ("year", r => r.Date?.Year.ToString("D4", CultureInfo.InvariantCulture)),
        ("month", r => r.Date is { Month: > 0 } d ? d.Month.ToString(CultureInfo.InvariantCulture) : null),
        ("day", r => r.Date is { Day: > 0 } d ? d.Day.ToString(CultureInfo.InvariantCulture) : null),
        ("journal", r => r.Container),
        ("volume", r => r.Volume),
        ("issue", r => r.Issue),
        ("pages", r => r.Pages),
        ("url", r => r.Link),
        ("language", r => string.Join("; ", r.Languages)),
        ("publisher", r => r.Publisher),
        ("notes", r => string.Join("; ", r.Notes)),
        ("abstract", r => r.Abstract),
        ("doi", r => r.Doi),
        ("pmid", r => r.Pmid),
        ("pmcid", r => r.Pmcid),
        ("number", r => r.Number),
        ("kind", r => r.Hit.Kind),
        ("type", r => r.Hit is Article ? string.Join("; ", r.Types) : r.Genre),
        ("status", r => r.Status),
        ("keywords", r => string.Join("; ", r.Keywords)),
        ("source", r => r.Hit.Source),
        ("watches", r => string.Join("; ", r.Hit.Matches.Select(m => m.Watch).Distinct(StringComparer.Ordinal))),
        ("first_seen", r => Instant(r.Hit.FirstSeen)),
        ("last_changed", r => Instant(r.Hit.LastChanged)),
    ];

    public string Name => "csv";
    public string Type => "text/csv";
    public string Extension => "csv";
    public string Head => string.Join(',', Columns.Select(c => c.Name)) + "\r\n";

    public string Record(Reference reference) => string.Join(',', Columns.Select(c => Cell(c.Value(reference) ?? ""))) + "\r\n";

    internal static string Cell(string text)
    {
        text = Formula().Replace(text, "'$0");
        return text.AsSpan().ContainsAny("\",\r\n'") ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
    }

    /// <summary>
    /// What begins a formula where a cell may begin: at the start, and behind what another setting of the spreadsheet takes for
    /// the end of a cell or line; blanks and quotation marks between are passed over.
    /// </summary>
    [GeneratedRegex(@"(?<=(^|[;\t\r\n\v\f\u0085\u2028\u2029|])[\s""“”]*)[=+\-@＝＋－＠]|^[\t\r]", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Formula();

    private static string Instant(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
