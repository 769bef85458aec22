using Monitor.Documents;
using Monitor.Sources.Fda;

namespace Monitor.Sources.FdaWarningLetters;

/// <summary>What the page of a letter adds to its row.</summary>
internal static class LetterPage
{
    public static Notice Add(Notice row, FdaPageContent page) => row with { Body = page.Text, LinkedPages = page.Links, Product = Labelled(page.Text, "Product:") };

    /// <summary>The line below a label, as in a list of labels and values.</summary>
    private static string? Labelled(string text, string label)
    {
        var lines = text.Split('\n');
        var at = Array.IndexOf(lines, label);
        return at >= 0 && at + 1 < lines.Length && !lines[at + 1].EndsWith(':') ? lines[at + 1] : null;
    }
}
