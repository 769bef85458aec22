using System.ComponentModel.DataAnnotations;

namespace Monitor.Sources;

/// <summary>How Monitor behaves as a client of all upstreams (section <c>Http</c>).</summary>
internal sealed class HttpOptions
{
    /// <summary>
    /// Address for upstreams to write to when something is wrong; sent in User-Agent and as NCBI's <c>email</c>.
    /// Default: empty; a run on the real upstreams then warns and keeps to the slowest spacing.
    /// </summary>
    [EmailAddress]
    public string? Contact { get; set; }

    /// <summary>Longest wait for one answer, whole. Default 00:01:40; 1 second to 30 minutes.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:30:00")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(100);

    /// <summary>Largest answer read, in megabytes after decompression. Default 256; 1 to 4096.</summary>
    [Range(1, 4096)]
    public int MaxMegabytes { get; set; } = 256;

    /// <summary>How often one request is tried when the upstream is unreachable or too busy. Default 3; 1 to 10.</summary>
    [Range(1, 10)]
    public int Tries { get; set; } = 3;
}
