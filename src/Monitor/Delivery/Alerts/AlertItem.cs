using Monitor.Documents;
using Monitor.Store.Sql;

namespace Monitor.Delivery.Alerts;

/// <summary>One due revision that mails at once, and why.</summary>
/// <param name="Due">The revision, its hit, and the watch whose <see cref="Watch.Immediate"/> names it.</param>
/// <param name="Kind">One of <see cref="AlertKinds"/>.</param>
internal sealed record AlertItem(DueItem Due, string Kind)
{
    /// <summary>The alert that it continues; null = it begins one.</summary>
    public Alert? Before { get; init; }

    /// <summary>The message in which the recipient was first told of the hit; null = in none.</summary>
    public SentIn? Sent { get; init; }

    public string Matter => MatterOf(Due);

    /// <summary>All records of one report are one matter.</summary>
    public static string MatterOf(DueItem due) => due.Report ?? MatterOf(due.Hit);

    /// <summary>The names under which an alert of the matter may stand: a report has had the id of any of its records.</summary>
    public static IEnumerable<string> MattersOf(DueItem due) => due.Report is null ? [MatterOf(due.Hit)] : [due.Report, due.Hit.Id, .. due.Also.Select(a => a.Id)];

    /// <summary>What alerts are about: all notices of one event of a regulator are one matter.</summary>
    public static string MatterOf(Hit hit) => hit is Notice { EventId: { } id } ? $"{hit.Source} event {id}" : hit.Id;
}
