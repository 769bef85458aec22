using System.Text;

namespace Monitor.Sources.Crossref;

/// <summary>The calls of one run: every answer kept, a work that Crossref does not have told from every other refusal.</summary>
internal sealed class CrossrefCalls(SourceClient client, TimeSpan spacing, string? contact)
{
    /// <summary>Without a contact one request a second is allowed.</summary>
    private static readonly TimeSpan AnonymousSpacing = TimeSpan.FromSeconds(1);

    private readonly List<Payload> _payloads = [];

    /// <summary>The answers so far.</summary>
    public IReadOnlyList<Payload> Payloads => _payloads;

    /// <exception cref="SourceException">Anything else than a complete answer.</exception>
    public async Task<Payload> AskAsync(Uri address, CancellationToken ct)
    {
        var pace = string.IsNullOrEmpty(contact) && spacing < AnonymousSpacing ? AnonymousSpacing : spacing;
        var payload = await client.GetAsync(new SourceRequest { Address = address, Spacing = pace, Expects = ["json"] }, ct);
        _payloads.Add(payload);
        return payload;
    }

    /// <summary>A work by its DOI; null where Crossref says in its own words that it has none (another agency registered it).</summary>
    /// <exception cref="SourceException">Anything else, also another 404.</exception>
    public async Task<Payload?> AskForOneAsync(Uri address, CancellationToken ct)
    {
        try
        {
            return await AskAsync(address, ct);
        }
        catch (SourceException ex) when (ex is { Failure: SourceFailure.Refused, Payload: { } payload } && Encoding.UTF8.GetString(payload.Content).Trim() == "Resource not found.")
        {
            _payloads.Add(payload);
            return null;
        }
    }
}
