namespace Monitor.Sources.Fda;

/// <summary>Asks the regulator's site, whose shield answers with a page of its own in any status.</summary>
internal static class FdaCalls
{
    /// <summary>The whole answer.</summary>
    /// <exception cref="SourceException">Blocked when what came is the shield's page; else as <see cref="SourceClient.GetAsync"/> says.</exception>
    public static async Task<Payload> GetFdaAsync(this SourceClient client, SourceRequest request, CancellationToken ct)
    {
        try
        {
            return await client.GetAsync(request, ct);
        }
        catch (SourceException ex) when (ex.Failure is SourceFailure.Refused or SourceFailure.Malformed && ex.Payload is { } body && FdaPage.IsBlock(body))
        {
            throw new SourceException(SourceFailure.Blocked, ex.Message, ex) { Payload = body };
        }
    }
}
