using System.Text;
using System.Xml;
using Monitor.Simulator.Records;

namespace Monitor.Simulator.PubMed;

/// <summary>Writes an answer of efetch.</summary>
internal static class ArticleSet
{
    public static byte[] Write(IEnumerable<ArticleContent> articles)
    {
        using var buffer = new MemoryStream();
        // Upstream names no encoding here; the writer would.
        buffer.Write("<?xml version=\"1.0\" ?>\n"u8);
        using (var xml = XmlWriter.Create(buffer, new XmlWriterSettings { Encoding = new UTF8Encoding(false), OmitXmlDeclaration = true, NewLineHandling = NewLineHandling.None }))
        {
            xml.WriteDocType("PubmedArticleSet", "-//NLM//DTD PubMedArticle, 1st January 2025//EN", "https://dtd.nlm.nih.gov/ncbi/pubmed/out/pubmed_250101.dtd", null);
            xml.WriteStartElement("PubmedArticleSet");
            foreach (var article in articles)
            {
                if (article.BookTitle is null) new ArticleXml(xml).Write(article);
                else new BookXml(xml).Write(article);
            }

            xml.WriteFullEndElement();
        }

        return buffer.ToArray();
    }
}
