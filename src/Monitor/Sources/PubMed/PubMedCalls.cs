namespace Monitor.Sources.PubMed;

/// <summary>The calls of one run: asks, keeps every answer, and puts the answer into the failure of who cannot read it.</summary>
internal sealed class PubMedCalls(SourceClient client, PubMedRequests requests)
{
    private readonly List<Payload> _payloads = [];

    public PubMedRequests Requests { get; } = requests;

    /// <summary>The answers so far.</summary>
    public IReadOnlyList<Payload> Payloads => _payloads;

    /// <summary>What <paramref name="read"/> makes of the answer.</summary>
    /// <exception cref="SourceException">No answer, or one that cannot be read.</exception>
    public async Task<T> AskAsync<T>(SourceRequest request, Func<Payload, T> read, CancellationToken ct)
    {
        var payload = await client.GetAsync(request, ct);
        _payloads.Add(payload);
        try
        {
            return read(payload);
        }
        catch (SourceException ex) when (ex.Payload is null)
        {
            throw new SourceException(ex.Failure, $"{payload.Address}: {ex.Message}", ex) { Payload = payload, RetryAfter = ex.RetryAfter };
        }
    }
}
