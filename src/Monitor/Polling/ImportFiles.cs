using System.Globalization;
using System.Security.Cryptography;
using System.Text.RegularExpressions;

namespace Monitor.Polling;

/// <summary>What PubMed's baseline and update files tell by their names and by the sums beside them.</summary>
internal static partial class ImportFiles
{
    /// <summary>
    /// The files with PubMed's numbers among them in the order of year and number, which is the order in which later ones
    /// replace earlier ones; all others keep their place.
    /// </summary>
    public static IReadOnlyList<string> InOrder(IReadOnlyList<string> files)
    {
        var numbered = new Queue<string>(files.Where(f => Number(f) is not null).OrderBy(f => Number(f)));
        return [.. files.Select(f => Number(f) is null ? f : numbered.Dequeue())];
    }

    /// <summary>MD5 of the file, in hexadecimal.</summary>
    /// <exception cref="ImportRefusedException">The sum beside the file is another one, or none.</exception>
    public static async Task<string> Md5Async(string file, CancellationToken ct)
    {
        string sum;
        await using (var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan))
        {
#pragma warning disable CA5351 // The sum that PubMed publishes; it guards against torn downloads, not against forgers.
            sum = Convert.ToHexStringLower(await MD5.HashDataAsync(stream, ct));
#pragma warning restore CA5351
        }

        var beside = file + ".md5";
        if (!File.Exists(beside)) return sum;
        var text = (await File.ReadAllTextAsync(beside, ct)).Trim();
        if (Stated(text) is not { } stated) throw new ImportRefusedException($"not read: {beside} holds no MD5 sum");
        return stated == sum ? sum : throw new ImportRefusedException($"not read: its MD5 is {sum}, {beside} says {stated}: download it again");
    }

    /// <summary>The sum in <c>MD5(name)= sum</c>, <c>sum  name</c> or <c>sum</c>; null in any other text.</summary>
    public static string? Stated(string text) =>
        Sum().Match(text) is { Success: true } match ? match.Groups["sum"].Value.ToLowerInvariant() : null;

    private static (int Year, long Number)? Number(string file) =>
        Numbered().Match(Path.GetFileName(file)) is { Success: true } match
            ? (int.Parse(match.Groups["year"].Value, CultureInfo.InvariantCulture), long.Parse(match.Groups["number"].Value, CultureInfo.InvariantCulture))
            : null;

    [GeneratedRegex(@"^pubmed(?<year>[0-9]{2})n(?<number>[0-9]{4,9})\.xml(\.gz)?$", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase)]
    private static partial Regex Numbered();

    [GeneratedRegex(@"^(MD5\s*\([^()\r\n]*\)\s*=\s*)?(?<sum>[0-9a-fA-F]{32})(\s+\*?\S+)?$", RegexOptions.ExplicitCapture)]
    private static partial Regex Sum();
}

/// <summary>A file that is not read at all.</summary>
internal sealed class ImportRefusedException(string message) : Exception(message);
