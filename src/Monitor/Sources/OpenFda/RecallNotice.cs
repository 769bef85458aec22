using System.Globalization;
using System.Text;
using System.Text.Json;
using Monitor.Documents;
using Monitor.Sources.ClinicalTrialsGov;
using Monitor.Text;

namespace Monitor.Sources.OpenFda;

/// <summary>
/// One record of an enforcement report as a notice: one product of a recall event. All values are texts, possibly empty;
/// what is empty or cannot be read as a date is absent.
/// </summary>
internal static class RecallNotice
{
    private const int LongestProduct = 90;

    private static readonly Encoding Windows = CodePagesEncodingProvider.Instance.GetEncoding(1252) ?? Encoding.Latin1;

    /// <summary>The word in the title of each.</summary>
    public const string Verb = "recalls";

    /// <summary>What tells two records apart: the recall number, or the whole record where it has none.</summary>
    public static string IdOf(JsonElement record) =>
        record.ValueKind == JsonValueKind.Object && record.TryGetProperty("recall_number", out var number) && number is { ValueKind: JsonValueKind.String }
        && number.GetString() is { Length: > 0 } id ? id : record.GetRawText();

    /// <exception cref="FieldTypeException">No recall number, or a field of another type than text.</exception>
    public static SourceRecord Read(JsonElement record, string payload)
    {
        var node = new JsonNode(record, "");
        string? Line(string field) => CleanText.OneLine(Repaired(node[field].Text()));
        string? Lines(string field) => CleanText.Lines(Repaired(node[field].Text()));
        PartialDate? Day(string field) => Date(node[field].Text());

        var number = Line("recall_number") ?? throw new FieldTypeException("recall_number is absent");
        var firm = Line("recalling_firm");
        var product = Lines("product_description");
        var eventId = Line("event_id");
        var published = Day("report_date");
        var details = new[] { Lines("code_info"), Lines("more_code_info"), Line("product_quantity"), Lines("distribution_pattern") }.OfType<string>().ToList();
        var notice = new Notice
        {
            Id = HitId.Of(OpenFdaEnforcementSource.SourceName, number),
            Source = OpenFdaEnforcementSource.SourceName,
            ExternalId = number,
            NoticeType = "recall",
            Title = Title(firm, product, number),
            Link = Link(eventId),
            EventId = eventId,
            Firm = firm,
            Product = product,
            Reason = Lines("reason_for_recall"),
            RecallClass = Line("classification"),
            Status = Line("status"),
            Initiated = Day("recall_initiation_date"),
            Classified = Day("center_classification_date"),
            Terminated = Day("termination_date"),
            Published = published,
            Body = details.Count == 0 ? null : string.Join('\n', details),
        };
        return new SourceRecord(notice, published, payload);
    }

    private static string Title(string? firm, string? product, string number) => (firm, Shortened(CleanText.OneLine(product))) switch
    {
        ({ } by, { } what) => $"{by} {Verb} {what}",
        ({ } by, null) => $"{by}: recall {number}",
        (null, { } what) => $"Recall of {what}",
        _ => $"Recall {number}",
    };

    private static string? Shortened(string? text)
    {
        if (text is not { Length: > LongestProduct }) return text;
        var cut = text.LastIndexOf(' ', LongestProduct);
        if (cut < LongestProduct / 2) cut = char.IsHighSurrogate(text[LongestProduct - 1]) ? LongestProduct - 1 : LongestProduct;
        return text[..cut].TrimEnd(',', ';', ' ') + "…";
    }

    /// <summary>openFDA has no page for people; FDA's own search shows the whole event by its number.</summary>
    private static string? Link(string? eventId) =>
        eventId is not null && eventId.All(char.IsAsciiDigit) ? $"https://www.accessdata.fda.gov/scripts/ires/index.cfm?Event={eventId}" : null;

    /// <summary><c>YYYYMMDD</c>, in old records <c>YYYY-MM-DD</c>.</summary>
    private static PartialDate? Date(string? text) =>
        DateOnly.TryParseExact(text?.Trim(), ["yyyyMMdd", "yyyy-MM-dd"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? PartialDate.From(day) : null;

    /// <summary>The files behind the index are Windows text read as ISO-8859-1: their quotation marks and dashes arrive as control characters.</summary>
    private static string? Repaired(string? text) => text is null || !text.Any(c => c is >= '\u0080' and <= '\u009f')
        ? text
        : string.Concat(text.Select(c => c is >= '\u0080' and <= '\u009f' ? Windows.GetString([(byte)c]) : c.ToString()));
}
