using System.Buffers;

namespace Monitor.Identity.Reports;

/// <summary>Least number of characters to insert, delete or replace, by bit vectors: 64 cells of the table in one step.</summary>
internal static class EditDistance
{
    /// <summary>Distance between two texts; the cost is their product divided by 64.</summary>
    public static int Of(string a, string b)
    {
        if (a.Length > b.Length) (a, b) = (b, a);
        if (a.Length == 0) return b.Length;
        var blocks = (a.Length + 63) / 64;
        var buffer = ArrayPool<ulong>.Shared.Rent(blocks * 130);
        try
        {
            return Walk(a, b, blocks, buffer.AsSpan(0, blocks * 130));
        }
        finally
        {
            ArrayPool<ulong>.Shared.Return(buffer);
        }
    }

    /// <summary>1 = equal, 0 = nothing in common.</summary>
    public static double Likeness(string a, string b)
    {
        var longest = Math.Max(a.Length, b.Length);
        return longest == 0 ? 1 : 1 - ((double)Of(a, b) / longest);
    }

    private static int Walk(string a, string b, int blocks, Span<ulong> buffer)
    {
        buffer.Clear();
        var equal = buffer[..(blocks * 128)];
        var plus = buffer.Slice(blocks * 128, blocks);
        var minus = buffer.Slice(blocks * 129, blocks);
        // Beyond ASCII, characters that share the low seven bits count as one: rare, and never far off.
        for (var i = 0; i < a.Length; i++) equal[((a[i] & 127) * blocks) + (i >> 6)] |= 1UL << (i & 63);
        plus.Fill(ulong.MaxValue);
        var score = a.Length;
        var last = 1UL << ((a.Length - 1) & 63);
        foreach (var c in b)
        {
            var carry = 1;
            for (var block = 0; block < blocks; block++)
            {
                carry = Step(equal[((c & 127) * blocks) + block], ref plus[block], ref minus[block], carry, block == blocks - 1 ? last : 1UL << 63);
            }

            score += carry;
        }

        return score;
    }

    /// <summary>One character against one block; what goes over the upper edge is -1, 0 or 1.</summary>
    private static int Step(ulong equal, ref ulong plus, ref ulong minus, int carry, ulong top)
    {
        var vertical = equal | minus;
        if (carry < 0) equal |= 1;
        var horizontal = (((equal & plus) + plus) ^ plus) | equal;
        var up = minus | ~(horizontal | plus);
        var down = plus & horizontal;
        var over = (up & top) != 0 ? 1 : (down & top) != 0 ? -1 : 0;
        up <<= 1;
        down <<= 1;
        if (carry > 0) up |= 1;
        else if (carry < 0) down |= 1;
        plus = down | ~(vertical | up);
        minus = up & vertical;
        return over;
    }
}
