namespace Monitor.Identity.Studies;

/// <summary>Numbers in sets that only grow together; the smallest of a set stands for it.</summary>
internal sealed class Disjoint
{
    private readonly Dictionary<int, int> _parent = [];

    public int Find(int item)
    {
        var root = item;
        while (_parent.TryGetValue(root, out var above)) root = above;
        while (item != root)
        {
            var next = _parent[item];
            _parent[item] = root;
            item = next;
        }

        return root;
    }

    public void Join(int one, int other)
    {
        var (a, b) = (Find(one), Find(other));
        if (a != b) _parent[Math.Max(a, b)] = Math.Min(a, b);
    }
}
