using System.Text.Json;

namespace Monitor.Sources.ClinicalTrialsGov;

/// <summary>
/// A place in a study's JSON that may be absent. Absent and <c>null</c> read as nothing; a value of another type than
/// asked for is a <see cref="FieldTypeException"/> naming the field, never a guess.
/// </summary>
internal readonly record struct JsonNode(JsonElement Value, string Path)
{
    private bool Absent => Value.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null;

    /// <summary>The member of that name, possibly absent.</summary>
    public JsonNode this[string name]
    {
        get
        {
            var path = Path.Length == 0 ? name : $"{Path}.{name}";
            if (Absent) return new JsonNode(default, path);
            Require(JsonValueKind.Object);
            return new JsonNode(Value.TryGetProperty(name, out var member) ? member : default, path);
        }
    }

    /// <summary>The elements of a list; none when absent.</summary>
    public IEnumerable<JsonNode> Items()
    {
        if (Absent) return [];
        Require(JsonValueKind.Array);
        var path = Path;
        return Value.EnumerateArray().Select((item, i) => new JsonNode(item, $"{path}[{i}]"));
    }

    /// <summary>The text as written; null when absent.</summary>
    public string? Text()
    {
        if (Absent) return null;
        Require(JsonValueKind.String);
        try
        {
            return Value.GetString();
        }
        catch (InvalidOperationException)
        {
            // A lone surrogate written as \ud83d: the reader refuses the whole text, we drop the half character.
            return JsonDocument.Parse(LoneSurrogates.Drop(Value.GetRawText())).RootElement.GetString();
        }
    }

    /// <summary>The whole number; null when absent.</summary>
    public int? Number()
    {
        if (Absent) return null;
        Require(JsonValueKind.Number);
        return Value.TryGetInt32(out var number) ? number : throw new FieldTypeException($"{Path} is not a whole number: {Value.GetRawText()}");
    }

    private void Require(JsonValueKind kind)
    {
        if (Value.ValueKind != kind) throw new FieldTypeException($"{(Path.Length == 0 ? "the study" : Path)} is {Value.ValueKind} in place of {kind}");
    }
}

/// <summary>A field of another type than the registry documents.</summary>
internal sealed class FieldTypeException(string message) : Exception(message);
