using System.Globalization;
using System.Security;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Monitor.Simulator.PubMed;

/// <summary>What esearch answers, in its two forms.</summary>
internal sealed record SearchAnswer(int Count, int Start, IReadOnlyList<string> Ids, string Translation, string? WebEnv)
{
    /// <summary>Phrases that were dropped.</summary>
    public IReadOnlyList<string> PhrasesNotFound { get; init; } = [];

    /// <summary>Fields that were dropped.</summary>
    public IReadOnlyList<string> FieldsNotFound { get; init; } = [];

    private const string Head = "<?xml version=\"1.0\" encoding=\"UTF-8\" ?>\n<!DOCTYPE eSearchResult PUBLIC \"-//NLM//DTD esearch 20060628//EN\" \"https://eutils.ncbi.nlm.nih.gov/eutils/dtd/20060628/esearch.dtd\">\n";

    // Upstream writes Greek and quotes plainly, not as \u escapes.
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string ErrorXml(string message) => $"{Head}<eSearchResult><ERROR>{SecurityElement.Escape(message)}</ERROR></eSearchResult>";

    public static string ErrorJson(string message) => Serialise(new JsonObject { ["ERROR"] = message });

    public string ToXml()
    {
        var xml = new StringBuilder(Head).Append("<eSearchResult>")
            .Append(CultureInfo.InvariantCulture, $"<Count>{Count}</Count><RetMax>{Ids.Count}</RetMax><RetStart>{Start}</RetStart>");
        if (WebEnv is not null) xml.Append(CultureInfo.InvariantCulture, $"<QueryKey>1</QueryKey><WebEnv>{WebEnv}</WebEnv>");
        if (Ids.Count == 0) xml.Append("<IdList/>");
        else
        {
            xml.Append("<IdList>\n");
            foreach (var id in Ids) xml.Append(CultureInfo.InvariantCulture, $"<Id>{id}</Id>\n");
            xml.Append("</IdList>");
        }

        xml.Append(CultureInfo.InvariantCulture, $"<TranslationSet/><QueryTranslation>{SecurityElement.Escape(Translation)}</QueryTranslation>");
        if (PhrasesNotFound.Count + FieldsNotFound.Count > 0)
        {
            xml.Append("<ErrorList>");
            foreach (var phrase in PhrasesNotFound) xml.Append(CultureInfo.InvariantCulture, $"<PhraseNotFound>{SecurityElement.Escape(phrase)}</PhraseNotFound>");
            foreach (var field in FieldsNotFound) xml.Append(CultureInfo.InvariantCulture, $"<FieldNotFound>{SecurityElement.Escape(field)}</FieldNotFound>");
            xml.Append("</ErrorList>");
        }

        if (Ids.Count == 0) xml.Append("<WarningList><OutputMessage>No items found.</OutputMessage></WarningList>");
        return xml.Append("</eSearchResult>\n").ToString();
    }

    public string ToJson()
    {
        static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
        var result = new JsonObject { ["count"] = Text(Count), ["retmax"] = Text(Ids.Count), ["retstart"] = Text(Start) };
        if (WebEnv is not null)
        {
            result["querykey"] = "1";
            result["webenv"] = WebEnv;
        }

        result["idlist"] = new JsonArray([.. Ids.Select(id => (JsonNode)id)]);
        result["translationset"] = new JsonArray();
        result["querytranslation"] = Translation;
        if (PhrasesNotFound.Count + FieldsNotFound.Count > 0)
        {
            result["errorlist"] = new JsonObject
            {
                ["phrasesnotfound"] = new JsonArray([.. PhrasesNotFound.Select(p => (JsonNode)p)]), ["fieldsnotfound"] = new JsonArray([.. FieldsNotFound.Select(f => (JsonNode)f)]),
            };
        }

        if (Ids.Count == 0)
        {
            result["warninglist"] = new JsonObject
            {
                ["phrasesignored"] = new JsonArray(), ["quotedphrasesnotfound"] = new JsonArray(), ["outputmessages"] = new JsonArray("No items found."),
            };
        }

        return Serialise(result);
    }

    private static string Serialise(JsonObject result) =>
        new JsonObject { ["header"] = new JsonObject { ["type"] = "esearch", ["version"] = "0.3" }, ["esearchresult"] = result }.ToJsonString(Json);
}
