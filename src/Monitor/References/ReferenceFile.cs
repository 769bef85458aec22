using Monitor.References.Formats;
using Monitor.Text;

namespace Monitor.References;

/// <summary>The references of one file, and how it was read.</summary>
/// <param name="Format">Its form, as the content shows it.</param>
/// <param name="Encoding">By which its bytes were read.</param>
/// <param name="References">In the order of the file; what could not be read stands among them with its problem.</param>
internal sealed record ReferenceFile(string Format, string Encoding, IReadOnlyList<GivenReference> References)
{
    /// <summary>Larger files are refused: no list of references is.</summary>
    public const int MaxBytes = 32 * 1024 * 1024;

    /// <summary>More references than these are refused, as each is asked for.</summary>
    public const int MaxReferences = 10_000;

    /// <summary>More lines beside the references than these are not named.</summary>
    private const int MaxOutside = 10_000;

    /// <summary>In this order: the last takes anything.</summary>
    private static readonly IReferenceFormat[] Formats =
    [
        new EndNoteFormat(), new CslFormat(), new WosFormat(), new RisFormat(), new NbibFormat(), new ReferFormat(), new BibTexFormat(), new CsvFormat(),
        new PubMedTextFormat(), new PlainFormat(),
    ];

    /// <summary>Lines that are no reference, such as what a database writes around them.</summary>
    public IReadOnlyList<OutsideLine> Outside { get; private init; } = [];

    /// <exception cref="ReferenceFileException">Not read at all: too large, empty, or no text.</exception>
    /// <exception cref="IOException">The file cannot be opened.</exception>
    public static async Task<ReferenceFile> LoadAsync(string path, CancellationToken ct)
    {
        if (new FileInfo(path) is { Exists: true, Length: > MaxBytes }) throw new ReferenceFileException($"larger than {MaxBytes / 1024 / 1024} MB");
        return Read(await File.ReadAllBytesAsync(path, ct));
    }

    /// <exception cref="ReferenceFileException">Not read at all: too large, empty, or no text.</exception>
    public static ReferenceFile Read(byte[] content)
    {
        if (content.Length > MaxBytes) throw new ReferenceFileException($"larger than {MaxBytes / 1024 / 1024} MB");
        if (ForeignForm.Of(content) is { } packed) throw new ReferenceFileException($"no references that can be read: it is {packed}");
        var (text, encoding) = ReferenceText.Decode(content);
        if (string.IsNullOrWhiteSpace(text)) throw new ReferenceFileException("holds no text");
        var format = Formats.First(f => f.Is(text));
        if (format is PlainFormat && ForeignForm.Of(text) is { } form) throw new ReferenceFileException($"no references that can be read: it is {form}");
        var drafts = format.Read(text).Take(MaxReferences + MaxOutside + 1).ToList();
        var read = drafts.Where(d => !d.IsOutside).Select((draft, i) => draft.Reference(i + 1)).ToList();
        if (read.Count > MaxReferences) throw new ReferenceFileException($"more than {MaxReferences} references: cut it into parts");
        if (read.Count == 0) throw new ReferenceFileException($"no reference in it, read as {format.Name}");
        return new ReferenceFile(format.Name, encoding, read)
        {
            Outside = [.. drafts.Where(d => d.IsOutside).Select(d => new OutsideLine(d.Line, CleanText.Cut(CleanText.OneLine(d.Text) ?? "", 200)))],
        };
    }
}

/// <summary>A line of a file that is no reference, or a note about the file at that line.</summary>
internal sealed record OutsideLine(int Line, string Text);

/// <summary>A file that is not read at all; what is wrong with one record stands with that record.</summary>
internal sealed class ReferenceFileException(string message) : Exception(message);
