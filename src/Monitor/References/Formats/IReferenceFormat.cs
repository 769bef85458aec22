namespace Monitor.References.Formats;

/// <summary>One form in which references are kept. Stateless; a record that cannot be read never stops the others.</summary>
internal interface IReferenceFormat
{
    /// <summary>As the answer names it: <c>ris</c>, <c>nbib</c> …</summary>
    string Name { get; }

    /// <summary>Whether the text is of this form, by its content alone.</summary>
    bool Is(string text);

    /// <summary>Every record in order, also the unreadable ones.</summary>
    IEnumerable<ReferenceDraft> Read(string text);
}
