namespace Monitor.Identity.Reports;

/// <summary>A number for all that a citation says: while it is the same, so is every decision on the record.</summary>
internal static class CitationPrint
{
    /// <summary>Stored, so it may never change with the framework (FNV-1a).</summary>
    public static long Of(Citation c)
    {
        var hash = 14695981039346656037ul;
        void Add(string? text)
        {
            foreach (var letter in text ?? "\u0001") hash = (hash ^ letter) * 1099511628211ul;
            hash = (hash ^ 0x1f) * 1099511628211ul;
        }

        foreach (var text in (string?[])[c.Title, c.OtherTitle, c.Journal, c.Volume, c.Issue, c.Pages, c.Doi, c.Pmid, c.Pmcid, c.Abstract, c.Year?.ToString(System.Globalization.CultureInfo.InvariantCulture)]) Add(text);
        foreach (var list in (IReadOnlyList<string>[])[c.Authors, c.Kinds, c.Languages])
        {
            foreach (var one in list) Add(one);
            Add("\u001e");
        }

        return unchecked((long)hash);
    }
}
