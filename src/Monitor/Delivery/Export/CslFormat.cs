using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Monitor.Documents;

namespace Monitor.Delivery.Export;

/// <summary>CSL-JSON (citationstyles.org, 1.0.2).</summary>
internal sealed class CslFormat : IExportFormat
{
    private static readonly JsonWriterOptions Written = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public string Name => "csl";
    public string Type => "application/vnd.citationstyles.csl+json";
    public string Extension => "json";
    public string Head => "[\n";
    public string Between => ",\n";
    public string Tail => "\n]\n";

    public string Record(Reference r)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Written))
        {
            void Field(string name, string? value)
            {
                if (!string.IsNullOrEmpty(value)) json.WriteString(name, value);
            }

            json.WriteStartObject();
            json.WriteString("id", r.Hit.Id);
            json.WriteString("type", r.Kind switch
            {
                ReferenceKind.Chapter => "chapter",
                ReferenceKind.Book => "book",
                ReferenceKind.Trial => "report",
                ReferenceKind.Notice => "webpage",
                _ => "article-journal",
            });
            json.WriteString("title", r.Title);
            Authors(json, r.Authors);
            if (r.Date is { } date) Issued(json, date);
            if (r.Kind != ReferenceKind.Book) Field("container-title", r.Container);
            Field("volume", r.Volume);
            Field("issue", r.Issue);
            Field("page", r.Pages);
            Field("publisher", r.Publisher);
            Field("number", r.Number);
            Field("genre", r.Genre);
            Field("DOI", r.Doi);
            Field("PMID", r.Pmid);
            Field("PMCID", r.Pmcid);
            Field("URL", r.Link);
            Field("language", r.Languages.Count == 0 ? null : r.Languages[0]);
            Field("keyword", string.Join(", ", r.Keywords));
            Field("abstract", r.Abstract);
            Field("status", r.Status);
            Field("note", string.Join("; ", r.Notes));
            Field("source", r.Hit.Source);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    private static void Authors(Utf8JsonWriter json, IReadOnlyList<PersonName> authors)
    {
        if (authors.Count == 0) return;
        json.WriteStartArray("author");
        foreach (var author in authors)
        {
            json.WriteStartObject();
            json.WriteString(author.IsGroup ? "literal" : "family", author.Family);
            if (author.Given is not null) json.WriteString("given", author.Given);
            if (author.Suffix is not null) json.WriteString("suffix", author.Suffix);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Issued(Utf8JsonWriter json, PartialDate date)
    {
        json.WriteStartObject("issued");
        json.WriteStartArray("date-parts");
        json.WriteStartArray();
        json.WriteNumberValue(date.Year);
        if (date.Month > 0) json.WriteNumberValue(date.Month);
        if (date.Day > 0) json.WriteNumberValue(date.Day);
        json.WriteEndArray();
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
