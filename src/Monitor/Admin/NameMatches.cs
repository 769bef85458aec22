using Monitor.Documents;
using Monitor.Identity;
using Monitor.Store;
using Monitor.Store.Sql;

namespace Monitor.Admin;

/// <summary>A name that a hit holds, and stored hits of other kinds that hold a name of the same maker.</summary>
internal sealed record NamedIn(NameMatch Match, IReadOnlyList<(Hit Hit, NameMatch Match)> Others);

/// <summary>
/// Finds, when a hit is read, which makers and products it names, and links notices with trials and articles that name the same.
/// Nothing of it is stored, joins anything or is mailed.
/// </summary>
internal sealed class NameMatches(NamedProducts products, HitSearch search)
{
    /// <summary>Of each kind.</summary>
    private const int Most = 20;

    public async Task<IReadOnlyList<NamedIn>> OfAsync(Hit hit, CancellationToken ct)
    {
        var matches = NameMatch.In(hit, products.All);
        var found = new List<NamedIn>();
        foreach (var party in matches.GroupBy(m => m.Party, StringComparer.Ordinal))
        {
            var others = await OthersAsync(hit, [.. products.All.Where(n => NameMatch.PartyOf(n) == party.Key)], ct);
            found.AddRange(party.Select((match, i) => new NamedIn(match, i == 0 ? others : [])));
        }

        return found;
    }

    private async Task<IReadOnlyList<(Hit, NameMatch)>> OthersAsync(Hit hit, IReadOnlyList<NamedProduct> names, CancellationToken ct)
    {
        string[] kinds = hit is Notice ? ["trial", "article"] : ["notice"];
        var found = new Dictionary<string, (Hit, NameMatch)>(StringComparer.Ordinal);
        foreach (var kind in kinds)
        {
            foreach (var name in names)
            {
                // The index finds it by its words; the fields say whether the name stands there.
                var page = await search.FindAsync(new HitFilter { Text = name.Name.EndsWith('*') ? name.Name : $"\"{name.Name}\"", Kind = kind, Size = Most }, ct);
                foreach (var other in page.Items)
                {
                    if (NameMatch.In(other, names) is [var match, ..]) found.TryAdd(other.Id, (other, match));
                }
            }
        }

        return [.. found.Values];
    }
}
