using System.Globalization;
using Monitor.Simulator.Search;

namespace Monitor.Simulator.PubMed;

/// <summary>The parameters of one call, from the address or a form.</summary>
internal sealed class Parameters(IReadOnlyDictionary<string, string> values)
{
    public static async Task<Parameters> ReadAsync(HttpRequest request)
    {
        var values = request.Query.ToDictionary(p => p.Key, p => p.Value.ToString(), StringComparer.Ordinal);
        if (HttpMethods.IsPost(request.Method) && request.HasFormContentType)
        {
            foreach (var (name, value) in await request.ReadFormAsync(request.HttpContext.RequestAborted)) values[name] = value.ToString();
        }

        return new Parameters(values);
    }

    public string? this[string name] => values.GetValueOrDefault(name);

    public int Number(string name, int absent)
    {
        if (!values.TryGetValue(name, out var text)) return absent;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
            : throw new SearchException($"{name}: '{text}' is not a number.");
    }
}
