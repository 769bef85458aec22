using System.Text.Json;

namespace Monitor.Sources.OpenFda;

/// <summary>The calls of one run: the key in its header alone, every answer kept, "no matches" told from every other refusal.</summary>
internal sealed class OpenFdaCalls(SourceClient client, TimeSpan spacing, string? key)
{
    private static readonly TimeSpan AnonymousSpacing = TimeSpan.FromSeconds(1);

    private readonly List<Payload> _payloads = [];

    /// <summary>Requests that openFDA grants a day, without and with a key.</summary>
    public static int RequestsADay(string? keyFile) => string.IsNullOrEmpty(keyFile) ? 1000 : 120_000;

    /// <param name="client">The one HTTP caller.</param>
    /// <param name="http">For the contact address: without one the pace is slower.</param>
    /// <param name="spacing">As configured.</param>
    /// <param name="keyFile">File with the API key.</param>
    /// <param name="option">The configuration key that names it.</param>
    /// <exception cref="SourceException">The file cannot be read or holds no key.</exception>
    public static OpenFdaCalls Begin(SourceClient client, HttpOptions http, TimeSpan spacing, string? keyFile, string option) =>
        new(client, string.IsNullOrEmpty(http.Contact) && spacing < AnonymousSpacing ? AnonymousSpacing : spacing, ApiKeyFile.Read(keyFile, option));

    /// <summary>The answers so far.</summary>
    public IReadOnlyList<Payload> Payloads => _payloads;

    /// <summary>The answer; null when openFDA says that nothing matches, which it does by 404 and a body of its own.</summary>
    /// <exception cref="SourceException">Anything else, also a 404 of another kind.</exception>
    public async Task<Payload?> AskAsync(Uri address, CancellationToken ct)
    {
        try
        {
            var payload = await client.GetAsync(new SourceRequest
            {
                Address = address, Spacing = spacing, Expects = ["json"],
                Secrets = key is null ? new Dictionary<string, string>() : new Dictionary<string, string> { ["X-Api-Key"] = key },
            }, ct);
            _payloads.Add(payload);
            return payload;
        }
        catch (SourceException ex) when (ex is { Failure: SourceFailure.Refused, Payload: { } payload } && Error(payload) is var (code, message))
        {
            if (code == "OVER_RATE_LIMIT") throw new SourceException(SourceFailure.Throttled, ex.Message, ex) { Payload = payload };
            if (code != "NOT_FOUND" || !message.StartsWith("No matches", StringComparison.Ordinal)) throw;
            _payloads.Add(payload);
            return null;
        }
    }

    /// <summary>Code and message of an error body; null when it is none (a page for people, of a proxy or of the web server).</summary>
    private static (string Code, string Message)? Error(Payload payload)
    {
        try
        {
            using var document = JsonDocument.Parse(payload.Content);
            if (document.RootElement is not { ValueKind: JsonValueKind.Object } root || !root.TryGetProperty("error", out var error) || error.ValueKind != JsonValueKind.Object) return null;
            string Text(string name) => error.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() ?? "" : "";
            return (Text("code"), Text("message"));
        }
        catch (Exception ex) when (ex is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
