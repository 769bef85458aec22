using System.ComponentModel.DataAnnotations;

namespace Monitor.Admin;

/// <summary>The API and its guard (section <c>Admin</c>).</summary>
internal sealed class AdminOptions
{
    /// <summary>What callers of the API send as bearer token; better kept in a file, see TokenFile. Default: none, which allows loopback only.</summary>
    public string? Token { get; set; }

    /// <summary>File with the token. Default: none.</summary>
    public string? TokenFile { get; set; }

    /// <summary>Longest time that one on-demand query takes, over all sources. Default 00:00:30; 1 second to 10 minutes.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan QueryTimeout { get; set; } = TimeSpan.FromSeconds(30);
}
