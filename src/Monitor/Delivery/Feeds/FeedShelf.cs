using System.Security.Cryptography;

namespace Monitor.Delivery.Feeds;

/// <summary>A feed as it is sent.</summary>
/// <param name="Content">The bytes.</param>
/// <param name="Tag">Strong entity tag, in quotation marks: of the bytes, so that it is the same after a restart and on every node.</param>
/// <param name="Modified">Since when it is known to be as it is; null = not known.</param>
internal sealed record FeedCopy(byte[] Content, string Tag, DateTimeOffset? Modified)
{
    public static FeedCopy Of(byte[] content, DateTimeOffset? modified) => new(content, $"\"{Convert.ToHexStringLower(SHA256.HashData(content))[..32]}\"", modified);
}

/// <summary>
/// Written feeds, kept as long as no stored hit changes: a reader who asks whether there is anything new costs one look at a
/// number. Bounded, since anybody can make up new addresses.
/// </summary>
internal sealed class FeedShelf
{
    private const int MaxBytes = 16 * 1024 * 1024;

    private readonly Lock _lock = new();
    private readonly LinkedList<(string Address, string Version, FeedCopy Copy)> _recent = new();
    private readonly Dictionary<string, LinkedListNode<(string Address, string Version, FeedCopy Copy)>> _byAddress = new(StringComparer.Ordinal);
    private int _bytes;

    /// <summary>The kept copy when it is of that version; null = write it anew.</summary>
    public FeedCopy? Find(string address, string version)
    {
        lock (_lock)
        {
            if (!_byAddress.TryGetValue(address, out var node) || node.Value.Version != version) return null;
            _recent.Remove(node);
            _recent.AddFirst(node);
            return node.Value.Copy;
        }
    }

    /// <summary>Keeps a feed. One with the same bytes as before is the copy from before: not modified.</summary>
    public FeedCopy Put(string address, string version, byte[] content, DateTimeOffset now)
    {
        var copy = FeedCopy.Of(content, now);
        lock (_lock)
        {
            if (_byAddress.TryGetValue(address, out var before) && before.Value.Copy.Tag == copy.Tag) copy = before.Value.Copy;
            Drop(address);
            if (copy.Content.Length > MaxBytes / 4) return copy;
            _byAddress[address] = _recent.AddFirst((address, version, copy));
            _bytes += Size(address, copy);
            while (_bytes > MaxBytes && _recent.Last is { } oldest) Drop(oldest.Value.Address);
            return copy;
        }
    }

    private void Drop(string address)
    {
        if (!_byAddress.Remove(address, out var node)) return;
        _recent.Remove(node);
        _bytes -= Size(address, node.Value.Copy);
    }

    private static int Size(string address, FeedCopy copy) => copy.Content.Length + (2 * address.Length) + 500;
}
