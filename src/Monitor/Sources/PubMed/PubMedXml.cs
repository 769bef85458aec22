using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace Monitor.Sources.PubMed;

/// <summary>
/// Reads a PubmedArticleSet (efetch answer, baseline or update file) one record at a time: memory is that of the largest
/// record. No DTD is read and no entity resolved.
/// </summary>
internal static class PubMedXml
{
    private const string Asked = "a PubmedArticleSet";

    /// <summary>
    /// The records in the order of the file. A record that cannot be read is yielded whole and does not stop the others;
    /// an element that is no known kind of record counts as one.
    /// </summary>
    /// <param name="stream">The XML, decompressed; stays open.</param>
    /// <param name="payload">Hash of the payload that the records come from.</param>
    /// <exception cref="SourceException">The answer is not a PubmedArticleSet, or ends before its end.</exception>
    public static IEnumerable<PubMedItem> Read(Stream stream, string? payload = null)
    {
        using var text = new RepairedXml(new StreamReader(stream, Encoding.UTF8, detectEncodingFromByteOrderMarks: true, leaveOpen: true));
        if (Guarded(() => PubMedAnswer.NotXml(text.Head(), Asked)) is { } other) throw other;
        using var reader = Guarded(() => Open(text));
        if (reader.LocalName != "PubmedArticleSet") throw Guarded(() => PubMedAnswer.WrongRoot(reader, Asked));
        while (Guarded(() => Next(reader)) is { } element)
        {
            foreach (var item in Items(element, payload)) yield return item;
        }
    }

    private static XmlReader Open(TextReader text)
    {
        var settings = new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Ignore,
            XmlResolver = null,
            // References such as &#x1; are forbidden but do occur; CleanText drops what they stand for.
            CheckCharacters = false,
            CloseInput = false,
        };
        var prefixes = new XmlNamespaceManager(new NameTable());
        // The DTD, which is not read, declares these as fixed attributes.
        prefixes.AddNamespace("mml", "http://www.w3.org/1998/Math/MathML");
        prefixes.AddNamespace("xlink", "http://www.w3.org/1999/xlink");
        var reader = XmlReader.Create(text, settings, new XmlParserContext(prefixes.NameTable, prefixes, null, XmlSpace.None));
        reader.MoveToContent();
        return reader;
    }

    // Reads on to the end of the document after the last record, so that a torn file never passes for a whole one.
    private static XElement? Next(XmlReader reader)
    {
        while (!reader.EOF)
        {
            if (reader.NodeType == XmlNodeType.Element && reader.Depth == 1) return PubMedSubtree.Read(reader);
            reader.Read();
        }

        return null;
    }

    private static IEnumerable<PubMedItem> Items(XElement element, string? payload)
    {
        switch (element.Name.LocalName)
        {
            case "PubmedArticle" or "PubmedBookArticle":
                return [PubMedRecordXml.Read(element, payload)];
            case "DeleteCitation" or "DeleteDocument":
                return element.All("PMID").Select<XElement, PubMedItem>(e => PubMedIds.Pmid(e) is { } pmid
                    ? new PubMedDeleted(pmid)
                    : PubMedRecordXml.Unreadable(e, null, "PMID of a deletion is not a number"));
            case "ERROR" or "Error" or "error":
                throw PubMedAnswer.Error(element.Value);
            default:
                return [PubMedRecordXml.Unreadable(element, null, $"{element.Name.LocalName}: no known kind of record")];
        }
    }

    private static T Guarded<T>(Func<T> step)
    {
        try
        {
            return step();
        }
        catch (Exception ex) when (ex is XmlException or InvalidDataException or IOException)
        {
            throw new SourceException(SourceFailure.Malformed, $"broken XML in place of {Asked}: {ex.Message}", ex);
        }
    }
}
