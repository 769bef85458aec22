namespace Monitor.Sources.FdaWarningLetters;

/// <summary>Reads the whole listing, page by page. It moves while its pages are turned: when its length changes the walk begins anew.</summary>
internal sealed class LetterWalk(Func<int, int, CancellationToken, Task<Payload>> page, int? limit)
{
    private const int Walks = 3;

    /// <summary>More rows than it can ever have are no listing.</summary>
    private const int MostRows = 100_000;

    public List<Payload> Payloads { get; } = [];

    /// <summary>Rows in their order, each with the hash of the answer that it stands in.</summary>
    public List<(IReadOnlyList<string> Cells, string Payload)> Rows { get; } = [];

    public int Total { get; private set; }

    /// <exception cref="SourceException">Less than the listing says it has, or it changed at every try.</exception>
    public async Task ReadAsync(CancellationToken ct)
    {
        for (var walk = 1; !await WalkAsync(ct); walk++)
        {
            if (walk == Walks) throw Malformed("the listing changed each time it was read");
            Rows.Clear();
            Payloads.Clear();
        }
    }

    private async Task<bool> WalkAsync(CancellationToken ct)
    {
        for (var draw = 1; ; draw++)
        {
            var payload = await page(Rows.Count, draw, ct);
            Payloads.Add(payload);
            var listing = LetterListing.Read(payload);
            if (draw == 1) Total = listing.Total;
            else if (listing.Total != Total) return false;
            if (Total > MostRows) throw Malformed($"a listing of {Total} rows");
            Rows.AddRange(listing.Rows.Select(r => (r, payload.Hash)));
            if (Rows.Count == Total || Rows.Count >= limit) return true;
            if (listing.Rows.Count == 0) throw Malformed($"{Rows.Count} of {Total} rows, then none");
            if (Rows.Count > Total) throw Malformed($"{Rows.Count} rows where {Total} are said to be");
        }
    }

    private SourceException Malformed(string why) =>
        new(SourceFailure.Malformed, $"{Payloads[^1].Address}: {why}") { Payload = Payloads[^1] };
}
