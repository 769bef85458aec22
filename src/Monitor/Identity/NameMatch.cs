using Monitor.Documents;
using Monitor.Text;

namespace Monitor.Identity;

/// <summary>A maker or product that a hit names. That the name is the same proves nothing: it joins nothing, and mails nothing.</summary>
/// <param name="Name">As the list has it.</param>
/// <param name="Field">Where it stands first.</param>
internal sealed record NameMatch(NamedProduct Name, string Field)
{
    /// <summary>The maker that the name stands for; a product whose maker is not said stands for itself.</summary>
    public string Party => PartyOf(Name);

    public static string PartyOf(NamedProduct name) => name.Maker ?? name.Name;

    /// <summary>The names of the list that stand in a hit: firm, product and text of a notice; sponsor and interventions of a trial; funders, conflict statement and text of an article.</summary>
    public static IReadOnlyList<NameMatch> In(Hit hit, IReadOnlyList<NamedProduct> names)
    {
        if (names.Count == 0) return [];
        var found = new Dictionary<string, NameMatch>(StringComparer.Ordinal);
        foreach (var (field, text) in Texts(hit))
        {
            var words = Folded.Tokens(text).Select(t => t.Word).ToList();
            foreach (var name in names.Where(n => !found.ContainsKey(n.Name) && Stands(words, n.Name))) found[name.Name] = new NameMatch(name, field);
        }

        return [.. found.Values];
    }

    private static bool Stands(List<string> words, string name)
    {
        var wanted = Folded.Tokens(name).Select(t => t.Word).ToList();
        var open = name.EndsWith('*');
        for (var i = 0; wanted.Count > 0 && i + wanted.Count <= words.Count; i++)
        {
            var at = i;
            if (wanted.Select((w, j) => open && j == wanted.Count - 1 ? words[at + j].StartsWith(w, StringComparison.Ordinal) : words[at + j] == w).All(same => same)) return true;
        }

        return false;
    }

    private static IEnumerable<(string Field, string Text)> Texts(Hit hit) => (hit switch
    {
        Notice n => [("firm", n.Firm), ("product", n.Product), ("title", n.Title), ("abstract", n.Abstract), ("body", n.Body)],
        Trial t => [("sponsor", t.Sponsor), ("title", t.Title), ("officialTitle", t.OfficialTitle), ("interventions", string.Join('\n', t.Interventions)), ("arms", string.Join('\n', t.Arms)), ("abstract", t.Abstract), ("description", t.Description)],
        Article a => new (string, string?)[] { ("funders", string.Join('\n', a.Funders)), ("conflictStatement", a.ConflictStatement), ("title", a.Title), ("abstract", a.Abstract), ("keywords", string.Join('\n', a.Keywords)) },
        _ => [],
    }).Where(f => !string.IsNullOrEmpty(f.Item2)).Select(f => (f.Item1, f.Item2!)); // non-null: filtered just before
}
