using System.Globalization;
using Monitor.Identity.Reports;

namespace Monitor.References;

/// <summary>Names the references of one file that mean one work.</summary>
internal static class ReferenceDuplicates
{
    /// <summary>By the rules for records, and by the work that was found.</summary>
    public static IReadOnlyList<CheckedReference> Named(IReadOnlyList<GivenReference> given, IReadOnlyList<CheckedReference> done)
    {
        var first = new Dictionary<int, int>();
        var deduplicator = new Deduplicator();
        foreach (var reference in given.Where(g => g is { Problem: null, Registration: null })) deduplicator.Add(reference.Citation);
        foreach (var group in deduplicator.Groups().Groups)
        {
            var numbers = group.Select(r => int.Parse(r.Id, NumberStyles.None, CultureInfo.InvariantCulture)).Order().ToList();
            foreach (var n in numbers.Skip(1)) first[n] = numbers[0];
        }

        foreach (var same in done.Where(d => d.Matched is not null).GroupBy(d => d.Matched!.Id, StringComparer.Ordinal)) // non-null: filtered just before
        {
            foreach (var later in same.Skip(1)) first[later.N] = Math.Min(first.GetValueOrDefault(later.N, int.MaxValue), same.First().N);
        }

        return [.. done.Select(d => first.TryGetValue(d.N, out var n) && n < d.N ? d with { DuplicateOf = n } : d)];
    }
}
