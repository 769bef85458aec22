namespace Monitor.Delivery.Export;

/// <summary>A file format of references, written record by record.</summary>
internal interface IExportFormat
{
    /// <summary>As callers name it: <c>ris</c>.</summary>
    string Name { get; }

    /// <summary>Media type.</summary>
    string Type { get; }

    /// <summary>Of the file, without the dot.</summary>
    string Extension { get; }

    /// <summary>Before the first record.</summary>
    string Head => "";

    /// <summary>Between two records.</summary>
    string Between => "";

    /// <summary>After the last record.</summary>
    string Tail => "";

    /// <summary>One record; texts of it can neither end it nor begin another.</summary>
    string Record(Reference reference);
}
