using System.Globalization;

namespace Monitor.Sources.FdaWarningLetters;

/// <summary>Addresses of the listing.</summary>
internal static class LetterRequests
{
    private const string Folder = "inspections-compliance-enforcement-and-criminal-investigations/compliance-actions-and-activities/warning-letters";

    /// <summary>The page that people read; it names the listing in the ledger.</summary>
    public static Uri Listing(Uri site) => new(site, Folder);

    /// <summary>The rows from <paramref name="start"/> on, newest posting first: what that page itself asks for.</summary>
    public static Uri Rows(Uri site, int start, int length, int draw)
    {
        var parameters = new (string Name, string Value)[]
        {
            ("_drupal_ajax", "1"), ("_wrapper_format", "drupal_ajax"), ("pager_element", "0"),
            ("view_name", "warning_letter_solr_index"), ("view_display_id", "warning_letter_solr_block"), ("view_path", "/" + Folder),
            ("order[0][column]", "0"), ("order[0][dir]", "desc"),
            ("draw", Number(draw)), ("start", Number(start)), ("length", Number(length)),
        };
        return new Uri(site, "datatables/views/ajax?" + string.Join('&', parameters.Select(p => $"{Uri.EscapeDataString(p.Name)}={Uri.EscapeDataString(p.Value)}")));
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
