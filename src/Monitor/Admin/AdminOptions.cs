using System.ComponentModel.DataAnnotations;

namespace Monitor.Admin;

/// <summary>The API and its guard (section <c>Admin</c>).</summary>
internal sealed class AdminOptions
{
    /// <summary>What callers of the API send as bearer token; better kept in a file, see TokenFile. Default: none, which serves this machine only.</summary>
    public string? Token { get; set; }

    /// <summary>File with the token. Default: none.</summary>
    public string? TokenFile { get; set; }

    /// <summary>What feed readers send: <c>?token=</c> in the address, or as password. Default: none, which serves feeds to this machine only.</summary>
    public string? FeedToken { get; set; }

    /// <summary>File with the token of the feeds. Default: none.</summary>
    public string? FeedTokenFile { get; set; }

    /// <summary>Addresses (<c>10.0.0.7</c>) or networks (<c>10.0.0.0/24</c>) of the proxies whose <c>X-Forwarded-For</c> and <c>X-Forwarded-Proto</c> are believed. Default: none.</summary>
    public IList<string> TrustedProxies { get; set; } = [];

    /// <summary>Longest time that an on-demand query waits for one source. Default 00:00:30; 1 second to 10 minutes.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan QueryTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Requests to API and feeds that one address may make in a minute. Default 3000; 10 to 1000000.</summary>
    [Range(10, 1_000_000)]
    public int RequestsPerMinute { get; set; } = 3000;

    /// <summary>On-demand queries and polls asked for in a minute, over all callers: each asks the upstreams. Default 60; 1 to 10000.</summary>
    [Range(1, 10_000)]
    public int QueriesPerMinute { get; set; } = 60;

    /// <summary>Wrong tokens that one address may send within ten minutes before it is refused. Default 100; 10 to 100000.</summary>
    [Range(10, 100_000)]
    public int TokenGuesses { get; set; } = 100;

    /// <summary>How long a caller may take for the head of a request, and before a body or answer may trickle no longer (240 bytes a second). Default 00:00:10; 2 seconds to 5 minutes.</summary>
    [Range(typeof(TimeSpan), "00:00:02", "00:05:00")]
    public TimeSpan SlowClientTimeout { get; set; } = TimeSpan.FromSeconds(10);
}
