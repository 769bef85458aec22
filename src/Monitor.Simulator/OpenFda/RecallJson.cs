using System.Globalization;
using System.Text.Json.Nodes;
using Monitor.Simulator.Records;

namespace Monitor.Simulator.OpenFda;

/// <summary>Writes a recall as openFDA shows it: all values texts, an empty one where nothing is known, <c>openfda</c> mostly empty.</summary>
internal static class RecallJson
{
    public static JsonObject Of(RecallContent recall)
    {
        var record = new JsonObject
        {
            ["status"] = recall.Status,
            ["city"] = "Sampleburg",
            ["state"] = "",
            ["country"] = "United States",
            ["classification"] = recall.Classification,
            ["openfda"] = new JsonObject(),
            ["product_type"] = recall.Endpoint switch { "drug" => "Drugs", "device" => "Devices", _ => "Food" },
            ["event_id"] = recall.EventId,
            ["recalling_firm"] = recall.Firm,
            ["address_1"] = "1 Example Street",
            ["address_2"] = "",
            ["voluntary_mandated"] = "Voluntary: Firm initiated",
            ["initial_firm_notification"] = "Letter",
            ["distribution_pattern"] = "Nationwide in the example states",
            ["recall_number"] = recall.Number,
            ["product_description"] = recall.Product,
            ["product_quantity"] = "",
            ["reason_for_recall"] = recall.Reason,
            ["recall_initiation_date"] = Day(recall.Initiated),
            ["center_classification_date"] = recall.Classified is { } classified ? Day(classified) : "",
            ["report_date"] = Day(recall.Reported),
            ["code_info"] = recall.Codes,
        };
        if (recall.Terminated is { } end) record["termination_date"] = Day(end);
        return record;
    }

    public static string Day(DateOnly day) => day.ToString("yyyyMMdd", CultureInfo.InvariantCulture);
}
