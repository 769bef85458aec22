using Monitor.Documents;

namespace Monitor.Delivery.Alerts;

/// <summary>All that an alert is made of.</summary>
internal sealed record AlertInput
{
    /// <summary>Who gets the mail.</summary>
    public required Recipient Recipient { get; init; }

    /// <summary>Null when the watch is configured no more.</summary>
    public Watch? Watch { get; init; }

    /// <summary>All of one matter, in the order of their revisions; at least one.</summary>
    public required IReadOnlyList<AlertItem> Items { get; init; }

    public required DateTimeOffset Sent { get; init; }

    /// <summary>Where Monitor is reached.</summary>
    public required Uri Site { get; init; }

    public required string SeenLink { get; init; }

    /// <summary>Who is told when it is not seen; null = nobody.</summary>
    public string? EscalateTo { get; init; }

    public TimeZoneInfo Zone => TimeZoneInfo.FindSystemTimeZoneById(Recipient.Zone);
}
