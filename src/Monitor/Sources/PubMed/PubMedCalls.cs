using System.Text;

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
        var payload = await GetAsync(request, ct);
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

    /// <summary>A refusal in JSON says why; the key that it repeats is left out.</summary>
    private async Task<Payload> GetAsync(SourceRequest request, CancellationToken ct)
    {
        try
        {
            return await client.GetAsync(request, ct);
        }
        catch (SourceException ex) when (ex is { Failure: SourceFailure.Refused, Payload: { } body })
        {
            if (PubMedAnswer.JsonError(Encoding.UTF8.GetString(body.Content)) is not { } said) throw;
            throw new SourceException(said.Failure, $"{body.Address}: {said.Message}", ex) { Payload = body };
        }
    }
}
