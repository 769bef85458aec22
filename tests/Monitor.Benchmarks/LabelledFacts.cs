using System.Text.Json;
using Monitor.Documents;
using Monitor.Evidence;

namespace Monitor.Benchmarks;

/// <summary>A record with what a person read in it: whom or what was studied, how many people, which design.</summary>
/// <param name="Species">Value of the species tag; null = the record does not say.</param>
/// <param name="Participants">Null = no number of people is stated.</param>
internal sealed record LabelledFacts(Article Article, string? Species, int? Participants, string? Design)
{
    /// <summary>One JSON object a line: <c>id, title, abstract, types, mesh, language, journal, studied, participants, design</c>.</summary>
    public static List<LabelledFacts> Read(string file) => [.. File.ReadLines(file).Where(l => l.Length > 0).Select(Parse)];

    private static LabelledFacts Parse(string line)
    {
        using var json = JsonDocument.Parse(line);
        var root = json.RootElement;
        var id = Text(root, "id")!;
        var article = new Article
        {
            Id = $"labelled:{id}", Source = "labelled", ExternalId = id, Title = Text(root, "title") ?? "", Abstract = Text(root, "abstract"),
            PublicationTypes = List(root, "types"), MeshTerms = List(root, "mesh"), Journal = Text(root, "journal"), Languages = [Text(root, "language") ?? "eng"],
        };
        var participants = root.GetProperty("participants");
        return new LabelledFacts(article, Value(List(root, "studied")), participants.ValueKind == JsonValueKind.Null ? null : participants.GetInt32(),
            Text(root, "design") is { } design && design != StudyDesign.Silent ? design : null);
    }

    /// <summary>Cells beside people or animals are not told; people and animals together are.</summary>
    private static string? Value(IReadOnlyList<string> studied) =>
        studied.Contains(SpeciesFact.People) && studied.Contains(SpeciesFact.Animals) ? SpeciesFact.Mixed
        : ((string[])[SpeciesFact.People, SpeciesFact.Animals, SpeciesFact.Cells]).FirstOrDefault(studied.Contains);

    private static string? Text(JsonElement root, string name) => root.TryGetProperty(name, out var value) && value.GetString() is { Length: > 0 } text ? text : null;

    private static string[] List(JsonElement root, string name) => root.TryGetProperty(name, out var value) ? [.. value.EnumerateArray().Select(v => v.GetString()!)] : [];
}
