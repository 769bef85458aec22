using System.IO.Compression;

namespace Monitor.Sources;

/// <summary>
/// Reads the body of an answer under a cap on what it unpacks to. It is unpacked here and not by the handler, because only
/// here both sizes are known: a small body that unpacks to a thousand times its size is refused long before the cap.
/// </summary>
internal static class SourceBody
{
    /// <summary>
    /// What <c>Accept-Encoding</c> says. Gzip alone, because it ends with its own length: the framework unpacks a stream that
    /// was cut as if it were whole, and of the other codings nothing would tell.
    /// </summary>
    public const string Coding = "gzip";

    // The recorded answers unpack to 4 to 15 times their size; what a compressor makes of one repeated byte is 1,000 and more.
    private const int MostTimes = 100;
    private const long AlwaysAllowed = 8 * 1024 * 1024;
    /// <summary>Most answers are small, and an array of a megabyte is given back only with a full collection.</summary>
    private const int FirstSegment = 32 * 1024;

    private const int LongestSegment = 1024 * 1024;

    /// <summary>The whole body, unpacked.</summary>
    /// <exception cref="SourceException">Too large, or packed in a way that was not asked for.</exception>
    /// <exception cref="IOException">It ended before its end.</exception>
    /// <exception cref="InvalidDataException">It cannot be unpacked.</exception>
    public static async Task<byte[]> ReadAsync(HttpContent content, string place, int maxMegabytes, CancellationToken ct)
    {
        var cap = maxMegabytes * 1024L * 1024L;
        if (content.Headers.ContentLength > cap) throw TooLarge(place, $"more than {maxMegabytes} MB");
        await using var raw = new CountedStream(await content.ReadAsStreamAsync(ct));
        await using var stream = Unpacked(raw, content.Headers.ContentEncoding, place);
        var full = new List<byte[]>();
        var last = new byte[FirstSegment];
        var used = 0;
        long total = 0;
        int read;
        while ((read = await stream.ReadAsync(last.AsMemory(used), ct)) > 0)
        {
            total += read;
            if (total > cap) throw TooLarge(place, $"more than {maxMegabytes} MB");
            if (total > AlwaysAllowed && total > raw.Taken * MostTimes) throw TooLarge(place, $"unpacks to more than {MostTimes} times its size");
            if ((used += read) < last.Length) continue;
            full.Add(last);
            last = new byte[Math.Min(last.Length * 2, LongestSegment)];
            used = 0;
        }

        if (stream is GZipStream && raw.LastNumber() != (uint)total) throw new InvalidDataException("the packed body breaks off");
        return Joined(full, last.AsSpan(0, used), total);
    }

    private static Stream Unpacked(Stream raw, ICollection<string> codings, string place)
    {
        if (codings.Count > 1) throw new SourceException(SourceFailure.Malformed, $"{place}: packed more than once ({string.Join(", ", codings)})");
        return (codings.FirstOrDefault() ?? "identity").ToLowerInvariant() switch
        {
            "identity" => raw,
            "gzip" or "x-gzip" => new GZipStream(raw, CompressionMode.Decompress),
            _ => throw new SourceException(SourceFailure.Malformed, $"{place}: packed in a way that was not asked for"),
        };
    }

    private static byte[] Joined(List<byte[]> full, ReadOnlySpan<byte> rest, long total)
    {
        var whole = new byte[total];
        var at = 0;
        foreach (var segment in full)
        {
            segment.CopyTo(whole, at);
            at += segment.Length;
        }

        rest.CopyTo(whole.AsSpan(at));
        return whole;
    }

    private static SourceException TooLarge(string place, string why) => new(SourceFailure.TooLarge, $"{place}: {why}");
}
