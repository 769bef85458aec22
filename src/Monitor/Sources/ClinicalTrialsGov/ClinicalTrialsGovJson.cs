using System.Text;
using System.Text.Json;

namespace Monitor.Sources.ClinicalTrialsGov;

/// <summary>What one answer of the registry holds.</summary>
/// <param name="Records">In the upstream's order.</param>
/// <param name="Unreadable">Studies without number or with fields of the wrong type, whole.</param>
/// <param name="TotalCount">Given on the first page only.</param>
/// <param name="NextPageToken">Null on the last page.</param>
internal sealed record StudyPage(IReadOnlyList<SourceRecord> Records, IReadOnlyList<UnreadableRecord> Unreadable, int? TotalCount, string? NextPageToken);

/// <summary>
/// Reads the registry's JSON: a page <c>{studies: […]}</c>, one study object, or the bare list that the site offers for download.
/// Everything else (HTML, the retired XML, an error, another object) is malformed, never empty.
/// </summary>
internal static class ClinicalTrialsGovJson
{
    /// <exception cref="SourceException">Malformed.</exception>
    public static StudyPage Read(Payload payload)
    {
        // Decoding first: a damaged byte becomes U+FFFD in one text instead of failing the page.
        var text = Encoding.UTF8.GetString(payload.Content).TrimStart('\ufeff', ' ', '\r', '\n', '\t');
        if (text.StartsWith('<')) throw Malformed(payload, "markup in place of JSON");
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(text);
        }
        catch (JsonException ex)
        {
            throw Malformed(payload, "not JSON: " + ex.Message);
        }

        using (document)
        {
            return Read(document.RootElement, payload);
        }
    }

    private static StudyPage Read(JsonElement root, Payload payload)
    {
        if (root.ValueKind == JsonValueKind.Array) return Studies(root, null, null, payload);
        if (root.ValueKind != JsonValueKind.Object) throw Malformed(payload, $"{root.ValueKind} in place of studies");
        if (root.TryGetProperty("studies", out var studies))
        {
            if (studies.ValueKind != JsonValueKind.Array) throw Malformed(payload, $"studies is {studies.ValueKind} in place of a list");
            try
            {
                var page = new JsonNode(root, "");
                return Studies(studies, page["totalCount"].Number(), page["nextPageToken"].Text(), payload);
            }
            catch (FieldTypeException ex)
            {
                throw Malformed(payload, ex.Message);
            }
        }

        if (!root.TryGetProperty("protocolSection", out _)) throw Malformed(payload, "JSON without studies");
        return Studies([root], null, null, payload);
    }

    private static StudyPage Studies(JsonElement list, int? total, string? token, Payload payload) =>
        Studies(list.EnumerateArray(), total, string.IsNullOrEmpty(token) ? null : token, payload);

    private static StudyPage Studies(IEnumerable<JsonElement> studies, int? total, string? token, Payload payload)
    {
        var records = new List<SourceRecord>();
        var unreadable = new List<UnreadableRecord>();
        foreach (var study in studies)
        {
            try
            {
                records.Add(ClinicalTrialsGovStudy.Read(new JsonNode(study, ""), payload.Hash));
            }
            catch (FieldTypeException ex)
            {
                unreadable.Add(new UnreadableRecord(Number(study), ex.Message, study.GetRawText()));
            }
        }

        return new StudyPage(records, unreadable, total, token);
    }

    private static string? Number(JsonElement study)
    {
        try
        {
            return new JsonNode(study, "")["protocolSection"]["identificationModule"]["nctId"].Text();
        }
        catch (FieldTypeException)
        {
            return null;
        }
    }

    private static SourceException Malformed(Payload payload, string why) =>
        new(SourceFailure.Malformed, $"{payload.Address}: {why}") { Payload = payload };
}
