using System.Globalization;
using System.Text;

namespace Monitor.Delivery.Export;

/// <summary>RIS, in the fields that Zotero, EndNote, Covidence and Rayyan read.</summary>
internal sealed class RisFormat : IExportFormat
{
    public string Name => "ris";
    public string Type => "application/x-research-info-systems";
    public string Extension => "ris";

    public string Record(Reference r)
    {
        var sb = new StringBuilder();
        void Line(string tag, string? value)
        {
            if (!string.IsNullOrEmpty(value)) sb.Append(tag).Append("  - ").Append(value).Append("\r\n");
        }

        Line("TY", r.Kind switch
        {
            ReferenceKind.Chapter => "CHAP",
            ReferenceKind.Book => "BOOK",
            ReferenceKind.Trial => "RPRT",
            ReferenceKind.Notice => "ELEC",
            _ => "JOUR",
        });
        Line("ID", r.Hit.Id);
        Line("TI", r.Title);
        foreach (var author in r.Authors) Line("AU", Author(author));
        Line("PY", r.Date?.Year.ToString("D4", CultureInfo.InvariantCulture));
        Line("DA", Date(r));
        if (r.Kind != ReferenceKind.Book) Line("T2", r.Container);
        Line("VL", r.Volume);
        Line("IS", r.Issue);
        Line("SN", r.Number);
        if (r.Pages is { } pages)
        {
            var (first, last) = PageRange.Of(pages);
            Line("SP", first);
            Line("EP", last);
        }

        Line("PB", r.Publisher);
        Line("M3", r.Genre);
        Line("DO", r.Doi);
        Line("AN", r.Pmid ?? r.Number);
        Line("C2", r.Pmcid);
        Line("UR", r.Link);
        Line("LA", string.Join(", ", r.Languages));
        Line("DB", r.Hit.Source);
        foreach (var keyword in r.Keywords) Line("KW", keyword);
        foreach (var note in r.Notes) Line("N1", note);
        Line("AB", r.Abstract);
        return sb.Append("ER  - \r\n\r\n").ToString();
    }

    // A comma parts family from given names here, and a group has neither.
    private static string Author(PersonName author) => author.IsGroup ? author.Family.Replace(",", "", StringComparison.Ordinal) : author.Sorted;

    /// <summary><c>YYYY/MM/DD/</c>, with what is not stated left empty.</summary>
    private static string? Date(Reference r) => r.Date is { } date
        ? string.Create(CultureInfo.InvariantCulture, $"{date.Year:D4}/{(date.Month == 0 ? "" : date.Month.ToString("D2", CultureInfo.InvariantCulture))}/{(date.Day == 0 ? "" : date.Day.ToString("D2", CultureInfo.InvariantCulture))}/")
        : null;
}
