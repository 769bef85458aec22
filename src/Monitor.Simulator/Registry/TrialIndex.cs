using System.Text.Json.Nodes;
using Monitor.Simulator.Records;
using Monitor.Simulator.Search;

namespace Monitor.Simulator.Registry;

/// <summary>What a search sees of a trial: every text of it, eligibility criteria included. That is how the registry finds too much.</summary>
internal static class TrialIndex
{
    public static Searchable Of(TrialContent trial)
    {
        var fields = new List<IReadOnlyList<string>>();
        Collect(StudyJson.Of(trial), fields);
        var days = new Dictionary<string, DateOnly>(StringComparer.Ordinal)
        {
            ["LastUpdatePostDate"] = trial.LastUpdatePosted, ["StudyFirstPostDate"] = trial.FirstPosted,
        };
        if (trial.ResultsPosted is { } results) days["ResultsFirstPostDate"] = results;
        return new Searchable(fields, days, Plurals: true);
    }

    private static void Collect(JsonNode? node, List<IReadOnlyList<string>> fields)
    {
        switch (node)
        {
            case JsonObject parts:
                foreach (var (_, value) in parts) Collect(value, fields);
                break;
            case JsonArray items:
                foreach (var item in items) Collect(item, fields);
                break;
            case JsonValue value when value.TryGetValue<string>(out var text):
                fields.Add(Words.Of(text));
                break;
        }
    }
}
