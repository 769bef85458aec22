using Monitor.Store.Sql;

namespace Monitor.Delivery.Alerts;

/// <summary>One due revision that mails at once, and why.</summary>
/// <param name="Due">The revision, its hit, and the watch to which it is urgent.</param>
/// <param name="Kind">One of <see cref="AlertKinds"/>.</param>
internal sealed record AlertItem(DueItem Due, string Kind)
{
    /// <summary>The alert that it continues; null = it begins one.</summary>
    public Alert? Before { get; init; }

    /// <summary>The message in which the recipient was first told of the hit; null = in none.</summary>
    public SentIn? Sent { get; init; }

    /// <summary>What it is about: the regulatory event of a notice, the report of an article, else the hit itself.</summary>
    public string Matter { get; init; } = Due.Hit.Id;

    /// <summary>The event of several notices that it is one of; null = it is none, or was not looked up.</summary>
    public AlertEvent? Event { get; init; }
}
