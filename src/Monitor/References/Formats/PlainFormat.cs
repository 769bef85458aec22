using System.Globalization;
using System.Text.RegularExpressions;

namespace Monitor.References.Formats;

/// <summary>Running text: a pasted list of references, numbered or not, one to a line or wrapped, or bare PMIDs and DOIs.</summary>
internal sealed partial class PlainFormat : IReferenceFormat
{
    public string Name => "text";

    public bool Is(string text) => true;

    public IEnumerable<ReferenceDraft> Read(string text) => Blocks(text).Where(b => !Heading().IsMatch(b.Text)).Select(b => PlainCitation.Read(b.Line, b.Text));

    private static IEnumerable<(int Line, string Text)> Blocks(string text)
    {
        var lines = text.Split('\n').Select((l, i) => (Line: i + 1, Text: l)).ToList();
        var full = lines.Where(l => !string.IsNullOrWhiteSpace(l.Text)).ToList();
        if (Numbers(full) is { } begins) return Joined(lines, (line, _) => begins.Contains(line.Line)).Select(b => (b.Line, Numbered().Replace(b.Text, "", 1).Trim()));
        // Hanging indents: what is indented goes on with the line before.
        if (full.Count > 1 && full.Exists(l => l.Text.StartsWith("  ", StringComparison.Ordinal)) && !full[0].Text.StartsWith(' ')) return Joined(lines, (line, _) => !line.Text.StartsWith(' ') && !line.Text.StartsWith('\t'));
        var (whole, bare) = (full.Count(l => Telling().IsMatch(l.Text)), full.Count(l => Bare().IsMatch(l.Text)));
        return whole * 10 >= full.Count * 7 || bare * 2 >= full.Count ? Joined(lines, (_, _) => true) : Joined(lines, (_, blank) => blank);
    }

    /// <summary>The lines that begin with the numbers of a list, which rise one by one; others begin with a number by chance. Null = no list.</summary>
    private static HashSet<int>? Numbers(List<(int Line, string Text)> lines)
    {
        var (begins, last) = (new HashSet<int>(), 0);
        foreach (var (line, text) in lines)
        {
            if (Numbered().Match(text) is not { Success: true } match || !int.TryParse(match.Groups["n"].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var n)) continue;
            // A few numbers may be missing, as where references were deleted.
            if (begins.Count > 0 && (n <= last || n > last + 5)) continue;
            begins.Add(line);
            last = n;
        }

        // A list begins with its first number, but for a heading.
        return begins.Count > 0 && lines.Take(2).Any(l => begins.Contains(l.Line)) && begins.Count * 20 >= lines.Count ? begins : null;
    }

    /// <param name="lines">All lines.</param>
    /// <param name="begins">Whether a line, which an empty one may come before, begins a reference.</param>
    private static IEnumerable<(int Line, string Text)> Joined(List<(int Line, string Text)> lines, Func<(int Line, string Text), bool, bool> begins)
    {
        (int Line, string Text)? open = null;
        var blank = true;
        foreach (var (line, text) in lines)
        {
            if (string.IsNullOrWhiteSpace(text))
            {
                blank = true;
                continue;
            }

            if (open is null || begins((line, text), blank))
            {
                if (open is { } ended) yield return ended;
                open = (line, text.Trim());
            }
            // A word or a number that was cut at its hyphen has no blank there.
            else open = open.Value with { Text = open.Value.Text.EndsWith('-') || open.Value.Text.EndsWith('/') ? open.Value.Text + text.Trim() : $"{open.Value.Text} {text.Trim()}" };
            blank = false;
        }

        if (open is { } last) yield return last;
    }

    [GeneratedRegex(@"^\s*(\[(?<n>\d{1,5})\]|\((?<n>\d{1,4})\)|(?<n>\d{1,5})\s*[.):](?=\s)|(?<n>\d{1,4})\t)\s*", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Numbered();

    [GeneratedRegex(@"(?<!\d)(1[89]|20)\d\d(?!\d)|10\.\d{4,9}/|\bPMID|\bPMC\d|\bNCT\d{8}|^\s*\d{4,9}\s*$", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Telling();

    [GeneratedRegex(@"^\s*(PMID:?\s*\d{1,9}|\d{4,9}|(https?://\S*|doi:?\s*)?10\.\d{4,9}/\S+|PMC\d+|NCT\d{8}|https?://\S+)\.?\s*$", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Bare();

    [GeneratedRegex(@"^\W*(references?|bibliography|literature( cited)?|works cited|citations?)\W*$", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Heading();
}
