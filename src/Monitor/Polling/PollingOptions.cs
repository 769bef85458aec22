using System.ComponentModel.DataAnnotations;

namespace Monitor.Polling;

/// <summary>When the worker looks for work (section <c>Polling</c>).</summary>
internal sealed class PollingOptions
{
    /// <summary>Whether the worker polls by itself; the verb <c>poll</c> works either way. Default true.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>How often the worker looks for sources and messages that are due. Default 00:00:15; 1 second to 1 hour.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan Tick { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How long a worker that fell silent keeps a source from the others. Default 00:10:00; 10 seconds to 1 day.</summary>
    [Range(typeof(TimeSpan), "00:00:10", "1.00:00:00")]
    public TimeSpan LeaseTime { get; set; } = TimeSpan.FromMinutes(10);
}
