using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Monitor.Sources.PubMed;

/// <summary>
/// Bytes as strings. Short ones that came lately are given again, so that "eng" or "doi" is not made anew for each record.
/// One thread at a time.
/// </summary>
internal sealed class PubMedWords
{
    private const int Longest = 2 * sizeof(ulong);
    private const int Kept = 1024;

    private readonly (ulong Head, ulong Tail, int Length, string Word)[] _lately = new (ulong, ulong, int, string)[Kept];

    /// <summary>As it stands.</summary>
    public string Of(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length is 0 or > Longest) return Encoding.UTF8.GetString(bytes);
        // Length, beginning and end are the whole word.
        var (head, tail) = Ends(bytes);
        ref var kept = ref _lately[(((head ^ (tail * 0x9E3779B97F4A7C15)) + (ulong)bytes.Length) * 0xD6E8FEB86659FD93) >> 54];
        if (kept.Head != head || kept.Tail != tail || kept.Length != bytes.Length) kept = (head, tail, bytes.Length, Encoding.UTF8.GetString(bytes));
        return kept.Word;
    }

    /// <summary>With its references resolved, all of which are known.</summary>
    public string Text(ReadOnlySpan<byte> bytes)
    {
        var hit = bytes.IndexOf((byte)'&');
        if (hit < 0) return Of(bytes);
        // No character is longer in UTF-8 than a reference to it.
        var whole = ArrayPool<byte>.Shared.Rent(bytes.Length);
        var length = 0;
        for (; hit >= 0; hit = bytes.IndexOf((byte)'&'))
        {
            bytes[..hit].CopyTo(whole.AsSpan(length));
            length += hit;
            bytes = bytes[hit..];
            length += new Rune(Reference(bytes, out var read)).EncodeToUtf8(whole.AsSpan(length));
            bytes = bytes[read..];
        }

        bytes.CopyTo(whole.AsSpan(length));
        var text = Of(whole.AsSpan(0, length + bytes.Length));
        ArrayPool<byte>.Shared.Return(whole);
        return text;
    }

    /// <summary>Whether each <c>&amp;</c> begins a reference that can be resolved here.</summary>
    public static bool AreKnown(ReadOnlySpan<byte> bytes)
    {
        for (var hit = bytes.IndexOf((byte)'&'); hit >= 0; hit = bytes.IndexOf((byte)'&'))
        {
            bytes = bytes[hit..];
            if (Reference(bytes, out var read) < 0) return false;
            bytes = bytes[read..];
        }

        return true;
    }

    /// <summary>The character that the reference at the start stands for; -1 when that is left to the framework's reader.</summary>
    private static int Reference(ReadOnlySpan<byte> bytes, out int length)
    {
        length = 1 + bytes[..Math.Min(bytes.Length, 10)].IndexOf((byte)';');
        if (length == 0) return -1;
        var name = bytes[1..(length - 1)];
        if (name.SequenceEqual("lt"u8)) return '<';
        if (name.SequenceEqual("gt"u8)) return '>';
        if (name.SequenceEqual("amp"u8)) return '&';
        if (name.SequenceEqual("quot"u8)) return '"';
        if (name.SequenceEqual("apos"u8)) return '\'';
        if (!name.StartsWith("#"u8)) return -1;
        var known = name.StartsWith("#x"u8)
            ? int.TryParse(name[2..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var character)
            : int.TryParse(name[1..], NumberStyles.None, CultureInfo.InvariantCulture, out character);
        return known && character is >= 0x20 and < 0xD800 or >= 0xE000 and < 0xFFFE ? character : -1;
    }

    private static (ulong Head, ulong Tail) Ends(ReadOnlySpan<byte> bytes) => bytes.Length switch
    {
        >= sizeof(ulong) => (BinaryPrimitives.ReadUInt64LittleEndian(bytes), BinaryPrimitives.ReadUInt64LittleEndian(bytes[^sizeof(ulong)..])),
        >= sizeof(uint) => (BinaryPrimitives.ReadUInt32LittleEndian(bytes), BinaryPrimitives.ReadUInt32LittleEndian(bytes[^sizeof(uint)..])),
        _ => (bytes[0], bytes[bytes.Length / 2] | (ulong)bytes[^1] << 8),
    };
}
