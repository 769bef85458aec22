using System.Buffers;
using System.Collections.Concurrent;
using System.Xml;

namespace Monitor.Sources.PubMed;

/// <summary>
/// Reads the elements of a batch: what is written plainly at once, anything else by the framework's XML reader. An element
/// that is broken is kept whole and does not stop the others.
/// </summary>
internal sealed class PubMedRecordsXml
{
    private static readonly ConcurrentBag<PubMedRecordsXml> Idle = [];

    private readonly XmlNameTable _names = PubMedShape.Names();
    private readonly PubMedTree _tree = new();
    private readonly PubMedWords _words = new();

    /// <summary>The items in the order of the batch, whose bytes go back to the pool.</summary>
    /// <exception cref="SourceException">An ERROR stands among the records.</exception>
    public static IReadOnlyList<PubMedItem> Read(PubMedBatch batch, string? payload)
    {
        if (!Idle.TryTake(out var reader)) reader = new PubMedRecordsXml();
        var items = reader.Items(batch, payload);
        Idle.Add(reader);
        ArrayPool<byte>.Shared.Return(batch.Bytes);
        return items;
    }

    public static XmlReaderSettings Settings(ConformanceLevel level) => new()
    {
        DtdProcessing = DtdProcessing.Ignore,
        XmlResolver = null,
        // References such as &#x1; are forbidden but do occur; CleanText drops what they stand for.
        CheckCharacters = false,
        ConformanceLevel = level,
    };

    private List<PubMedItem> Items(PubMedBatch batch, string? payload)
    {
        var items = new List<PubMedItem>(batch.Frames.Count);
        // Prefixes of the root may mean anything inside.
        var plain = batch.Namespaces.Count == 0;
        foreach (var frame in batch.Frames)
        {
            if (frame.Kind != PubMedFrameKind.Element) Broken(batch, frame, items);
            else if (plain && PubMedPlain.Read(batch.Of(frame), _tree, _words) is { } element) PubMedRecordXml.Read(element, batch, frame, payload, items);
            else Whole(batch, frame, payload, items);
        }

        return items;
    }

    private void Whole(PubMedBatch batch, PubMedFrame frame, string? payload, List<PubMedItem> items)
    {
        using var reader = Open(batch, frame);
        PubMedNode element;
        try
        {
            reader.MoveToContent();
            element = _tree.Read(reader, reader.LocalName switch
            {
                "PubmedArticle" => PubMedShape.Article,
                "PubmedBookArticle" => PubMedShape.Book,
                _ => PubMedShape.Whole,
            });
        }
        catch (XmlException ex)
        {
            items.Add(PubMedRecordXml.Broken(_tree.Root, batch.Raw(frame), ex.Message));
            return;
        }

        PubMedRecordXml.Read(element, batch, frame, payload, items);
    }

    /// <summary>What never ends, or never began: as much of it is read as tells whose it is.</summary>
    private void Broken(PubMedBatch batch, PubMedFrame frame, List<PubMedItem> items)
    {
        var reason = frame.Kind == PubMedFrameKind.Stray ? $"</{batch.Name(frame)}> ends what never began" : $"<{batch.Name(frame)}> does not end";
        PubMedNode? read = null;
        if (frame.Kind == PubMedFrameKind.Unclosed)
        {
            using var reader = Open(batch, frame);
            try
            {
                reader.Read();
                _tree.Read(reader, batch.Name(frame) == "PubmedArticle" ? PubMedShape.Article : PubMedShape.Book);
            }
            catch (XmlException)
            {
                read = _tree.Root;
            }
        }

        items.Add(PubMedRecordXml.Broken(read, batch.Raw(frame), reason));
    }

    private XmlReader Open(PubMedBatch batch, PubMedFrame frame)
    {
        _tree.Begin();
        var prefixes = new XmlNamespaceManager(_names);
        // The DTD, which is not read, declares these as fixed attributes.
        prefixes.AddNamespace("mml", "http://www.w3.org/1998/Math/MathML");
        prefixes.AddNamespace("xlink", "http://www.w3.org/1999/xlink");
        foreach (var (prefix, name) in batch.Namespaces) prefixes.AddNamespace(prefix, name);
        return XmlReader.Create(new PubMedElementText(batch.Bytes.AsMemory(frame.Start, frame.Length)), Settings(ConformanceLevel.Fragment), new XmlParserContext(_names, prefixes, null, XmlSpace.None));
    }
}
