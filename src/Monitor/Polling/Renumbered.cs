using Monitor.Documents;

namespace Monitor.Polling;

/// <summary>
/// A registry that finds two registrations of one trial keeps one number and makes the other its alias. The hit that was
/// stored under the alias lives on under its own identity: one trial, told as a change, never a second hit.
/// </summary>
internal static class Renumbered
{
    /// <summary>Identities that hits stored under the record's aliases would have.</summary>
    public static IEnumerable<string> AliasIds(Hit record) =>
        record is Trial trial ? trial.Aliases.Where(a => a != trial.RegistryId).Select(a => HitId.Of(trial.Source, a)) : [];

    /// <summary>The record under the identity by which it is stored; its own where it has one or none is known.</summary>
    public static Hit Of(Hit record, IReadOnlyDictionary<string, Hit> stored) =>
        !stored.ContainsKey(record.Id) && AliasIds(record).Select(stored.GetValueOrDefault).FirstOrDefault(h => h is not null) is { } known
            ? record with { Id = known.Id, ExternalId = known.ExternalId }
            : record;

    /// <summary>Hits whose number went to another stored one: both were known before the registry merged them.</summary>
    public static IEnumerable<(Hit Gone, string Number)> MergedInto(Hit record, IReadOnlyDictionary<string, Hit> stored) =>
        record is Trial trial && stored.ContainsKey(record.Id)
            ? AliasIds(record).Where(id => id != record.Id).Select(stored.GetValueOrDefault).OfType<Hit>().Select(gone => (gone, trial.RegistryId))
            : [];
}
