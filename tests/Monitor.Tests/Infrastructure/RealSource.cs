using Monitor.Queries;
using Monitor.Sources;

namespace Monitor.Tests.Infrastructure;

/// <summary>A real source with its translation and its reader, in a station; a test stands in for its upstream.</summary>
internal sealed class RealSource(ISource real) : StubSource(real.Name, _ => new Fetched())
{
    public override UpstreamQuery Translate(Query query, int most = RequestQuota.MostParts) => real.Translate(query, most);

    public override async Task<Fetched> FetchAsync(FetchRequest request, CancellationToken ct)
    {
        Asked.Add(request);
        return await real.FetchAsync(request, ct);
    }
}
