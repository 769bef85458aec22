namespace Monitor.Delivery.Export;

/// <summary>All formats by name: a new one is a class and a line here.</summary>
internal static class ExportFormats
{
    public static IReadOnlyList<IExportFormat> All { get; } = [new RisFormat(), new NbibFormat(), new BibTexFormat(), new CslFormat(), new CsvFormat()];

    /// <summary>Null when there is none of that name.</summary>
    public static IExportFormat? Find(string? name) => All.FirstOrDefault(f => f.Name == name);
}
