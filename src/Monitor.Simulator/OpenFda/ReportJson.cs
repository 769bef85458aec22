using System.Text.Json.Nodes;
using Monitor.Simulator.Records;

namespace Monitor.Simulator.OpenFda;

/// <summary>Writes a report as its index shows it: each of the four has names of its own for the same things.</summary>
internal static class ReportJson
{
    /// <summary>Days by which each index may be counted and sorted.</summary>
    public static IReadOnlyList<string> Days { get; } = ["receivedate", "date_received", "date_created", "initial_received_date"];

    public static JsonObject Of(ReportContent report) => report.Kind switch
    {
        "drug" => new JsonObject
        {
            ["safetyreportid"] = report.Id, ["receivedate"] = RecallJson.Day(report.Received), ["serious"] = report.Serious ? "1" : "2",
            ["patient"] = new JsonObject
            {
                ["drug"] = new JsonArray(new JsonObject { ["medicinalproduct"] = report.Product, ["openfda"] = new JsonObject() }),
                ["reaction"] = new JsonArray([.. report.Reactions.Select(r => (JsonNode)new JsonObject { ["reactionmeddrapt"] = r })]),
            },
        },
        "device" => new JsonObject
        {
            ["report_number"] = report.Id, ["date_received"] = RecallJson.Day(report.Received), ["event_type"] = report.Serious ? "Injury" : "Malfunction",
            ["device"] = new JsonArray(new JsonObject { ["brand_name"] = "MICRONEEDLE KIT", ["generic_name"] = "" }),
            ["patient"] = new JsonArray(new JsonObject { ["patient_problems"] = Texts(report.Reactions) }),
            ["mdr_text"] = new JsonArray(new JsonObject { ["text"] = $"IT WAS REPORTED THAT {report.Product} WAS USED WITH THE DEVICE." }),
        },
        "food" => new JsonObject
        {
            ["report_number"] = report.Id, ["date_created"] = RecallJson.Day(report.Received), ["outcomes"] = Texts([report.Serious ? "Hospitalization" : "Visited a Health Care Provider"]),
            ["reactions"] = Texts(report.Reactions), ["products"] = new JsonArray(new JsonObject { ["role"] = "SUSPECT", ["name_brand"] = report.Product }),
        },
        _ => new JsonObject
        {
            ["report_number"] = report.Id, ["initial_received_date"] = RecallJson.Day(report.Received), ["outcomes"] = Texts([report.Serious ? "Other Serious or Important Medical Event" : "Other Outcome"]),
            ["reactions"] = Texts(report.Reactions), ["products"] = new JsonArray(new JsonObject { ["role"] = "Suspect", ["product_name"] = report.Product }),
        },
    };

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(t => (JsonNode)JsonValue.Create(t))]);
}
