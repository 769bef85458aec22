using System.Text;
using Monitor.Documents;
using Monitor.Queries;
using Monitor.Sources;

namespace Monitor.Tests.Infrastructure;

/// <summary>An upstream at the edge: answers from a function and remembers what it was asked.</summary>
internal class StubSource(string name, Func<FetchRequest, Fetched> answer) : ISource
{
    public List<FetchRequest> Asked { get; } = [];
    public Func<FetchRequest, Fetched> Answer { get; set; } = answer;

    /// <summary>What the translation says it widened; empty = sent unchanged.</summary>
    public IReadOnlyList<string> Widened { get; init; } = ["widened"];

    public string Name => name;
    public bool Enabled => true;
    public bool Notices { get; init; }
    public bool FollowsDois { get; init; }
    public bool Counts { get; init; }
    public string Schedule => "every 1h";
    public TimeSpan Overlap { get; init; } = TimeSpan.FromDays(3);
    public IReadOnlyList<UpstreamQuery> Feeds { get; init; } = [];
    public IReadOnlyList<ReliedField> Relied { get; init; } = [];

    /// <summary>Stands before every query sent: another one is another translation.</summary>
    public string Style { get; set; } = "";

    /// <summary>A word that this source cannot be asked for.</summary>
    public string? Unaskable { get; init; }

    public virtual UpstreamQuery Translate(Query query, int most = RequestQuota.MostParts) => Unaskable is { } word && query.ToString().Contains(word, StringComparison.Ordinal)
        ? throw new QueryException($"cannot search for {word}", 1, 1)
        : new UpstreamQuery($"{Style}{query}", Widened);

    /// <summary>Feeds: what the feed itself shows, before any page is read; null = nothing new.</summary>
    public IReadOnlyList<SourceRecord>? Listing { get; set; }

    public virtual async Task<Fetched> FetchAsync(FetchRequest request, CancellationToken ct)
    {
        Asked.Add(request);
        if (Listing is { } shown && request.Listed is { } listed) await listed(shown, ct);
        return Answer(request);
    }

    /// <summary>A complete answer with these records, dated so that a first run stores them silently.</summary>
    public static Fetched Found(params Hit[] hits) => new()
    {
        Records = [.. hits.Select(h => new SourceRecord(h, h.Published, null))],
        Payloads = [Body(string.Join(' ', hits.Select(h => h.Id)))],
    };

    public static Payload Body(string text) => Payload.Of("https://upstream.example/", "text/plain", Encoding.UTF8.GetBytes(text));
}
