using System.Text;

namespace Monitor.Sources.PubMed;

/// <summary>One element of the set: where it stands in its batch.</summary>
internal readonly record struct PubMedFrame(int Start, int Length, PubMedFrameKind Kind);

/// <summary>Whole elements of a set, not yet read.</summary>
/// <param name="Bytes">Holds the elements; whoever reads the batch gives it back to the pool.</param>
/// <param name="Namespaces">Prefixes that the root declares.</param>
internal sealed record PubMedBatch(byte[] Bytes, IReadOnlyList<PubMedFrame> Frames, IReadOnlyDictionary<string, string> Namespaces)
{
    public ReadOnlySpan<byte> Of(PubMedFrame frame) => Bytes.AsSpan(frame.Start, frame.Length);

    /// <summary>The element as it came, without the characters that XML forbids.</summary>
    public string Raw(PubMedFrame frame) => PubMedElementText.Repaired(Encoding.UTF8.GetString(Of(frame)));

    public string Name(PubMedFrame frame) => Encoding.UTF8.GetString(PubMedMarks.Name(Of(frame)));
}
