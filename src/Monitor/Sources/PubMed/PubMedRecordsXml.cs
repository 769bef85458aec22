using System.Buffers;
using System.Collections.Concurrent;
using System.Xml;

namespace Monitor.Sources.PubMed;

/// <summary>Reads the elements of a batch. An element that is broken is kept whole and does not stop the others.</summary>
internal sealed class PubMedRecordsXml
{
    private static readonly ConcurrentBag<PubMedRecordsXml> Idle = [];

    private readonly XmlNameTable _names = PubMedShape.Names();
    private readonly PubMedTree _tree = new();

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
        for (var done = 0; done < batch.Frames.Count;) done = Stretch(batch, done, payload, items);
        return items;
    }

    /// <summary>One XML reader over whole elements, up to the first one that is broken; returns the place behind the last one read.</summary>
    private int Stretch(PubMedBatch batch, int first, string? payload, List<PubMedItem> items)
    {
        var last = first;
        while (last < batch.Frames.Count && batch.Frames[last].Kind == PubMedFrameKind.Element) last++;
        if (last == first) return Broken(batch, first, items);
        using var reader = Open(batch, first, last - first);
        for (var at = first; at < last; at++)
        {
            PubMedNode element;
            PubMedShape shape;
            try
            {
                while (reader.NodeType != XmlNodeType.Element && reader.Read()) continue;
                shape = reader.LocalName switch
                {
                    "PubmedArticle" => PubMedShape.Article,
                    "PubmedBookArticle" => PubMedShape.Book,
                    _ => PubMedShape.Whole,
                };
                element = _tree.Read(reader, shape);
            }
            catch (XmlException ex)
            {
                items.Add(PubMedRecordXml.Broken(_tree.Root, batch.Raw(batch.Frames[at]), ex.Message));
                return at + 1;
            }

            PubMedRecordXml.Read(element, batch, batch.Frames[at], payload, items);
        }

        return last;
    }

    /// <summary>What never ends, or never began: as much of it is read as tells whose it is.</summary>
    private int Broken(PubMedBatch batch, int at, List<PubMedItem> items)
    {
        var frame = batch.Frames[at];
        var reason = frame.Kind == PubMedFrameKind.Stray ? $"</{batch.Name(frame)}> ends what never began" : $"<{batch.Name(frame)}> does not end";
        PubMedNode? read = null;
        if (frame.Kind == PubMedFrameKind.Unclosed)
        {
            using var reader = Open(batch, at, 1);
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
        return at + 1;
    }

    private XmlReader Open(PubMedBatch batch, int first, int count)
    {
        _tree.Clear();
        var prefixes = new XmlNamespaceManager(_names);
        // The DTD, which is not read, declares these as fixed attributes.
        prefixes.AddNamespace("mml", "http://www.w3.org/1998/Math/MathML");
        prefixes.AddNamespace("xlink", "http://www.w3.org/1999/xlink");
        foreach (var (prefix, name) in batch.Namespaces) prefixes.AddNamespace(prefix, name);
        return XmlReader.Create(new PubMedBatchText(batch, first, count), Settings(ConformanceLevel.Fragment), new XmlParserContext(_names, prefixes, null, XmlSpace.None));
    }
}
