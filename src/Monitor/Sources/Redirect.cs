namespace Monitor.Sources;

/// <summary>Where an answer sends us. Only to the same host, never to a lesser protection: what comes back from anywhere else is not the upstream's.</summary>
internal static class Redirect
{
    /// <summary>The next address; null when the answer is no redirect.</summary>
    /// <exception cref="SourceException">A block page, another host or port, another protocol, or no address.</exception>
    public static Uri? Next(HttpResponseMessage response, Uri from)
    {
        if ((int)response.StatusCode is < 300 or > 399 or 304 || response.Headers.Location is not { } location) return null;
        if (!Uri.TryCreate(from, location, out var next)) throw Refused(from, "redirected to no address");
        if (BlockPage.Is(next)) throw new SourceException(SourceFailure.Blocked, $"{SourceClient.Place(from)}: sent to a block page, {next.AbsolutePath}");
        if (!string.Equals(next.Host, from.Host, StringComparison.OrdinalIgnoreCase)) throw Refused(from, $"redirected to another host, {next.Host}");
        var upgraded = from is { Scheme: "http", IsDefaultPort: true } && next is { Scheme: "https", IsDefaultPort: true };
        if (!upgraded && (next.Scheme != from.Scheme || next.Port != from.Port)) throw Refused(from, $"redirected to another port or protocol, {next.Scheme}:{next.Port}");
        return next;
    }

    private static SourceException Refused(Uri from, string why) => new(SourceFailure.Refused, $"{SourceClient.Place(from)}: {why}");
}
