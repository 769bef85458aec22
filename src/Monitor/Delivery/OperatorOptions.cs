using System.ComponentModel.DataAnnotations;

namespace Monitor.Delivery;

/// <summary>Who keeps Monitor running, and how they are told (section <c>Operator</c>).</summary>
internal sealed class OperatorOptions
{
    /// <summary>Address that alarms are mailed to. Default: not set; then they stand in the log, in <c>/api/sources</c>, <c>/health/ready</c> and in digests only.</summary>
    [EmailAddress]
    public string? Email { get; set; }

    /// <summary>How long polls of a source may fail before that is mailed; other alarms are mailed at once. Default 00:30:00; 0 to 7 days.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "7.00:00:00")]
    public TimeSpan Patience { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>
    /// Address that is asked at regular times while all is well (a dead man's switch, which calls you when it is asked no more);
    /// it must answer 200. The address is a secret: it is masked wherever it is shown. Default: not set.
    /// </summary>
    public string? HeartbeatUrl { get; set; }

    /// <summary>How often. Default 00:05:00; 10 seconds to 1 day.</summary>
    [Range(typeof(TimeSpan), "00:00:10", "1.00:00:00")]
    public TimeSpan HeartbeatEvery { get; set; } = TimeSpan.FromMinutes(5);
}
