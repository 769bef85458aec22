using System.Security;

namespace Monitor.Sources.PubMed;

/// <summary>One element of a PubmedArticleSet as an item, or the reason why it cannot be read.</summary>
internal static class PubMedRecordXml
{
    /// <summary>Title of a record that has none in any language.</summary>
    public const string NoTitle = "(no title)";

    /// <summary>
    /// The title as readers know the work: where PubMed has no English one, it prints that it is not available, and the title is the
    /// vernacular one.
    /// </summary>
    public static string TitleOf(string? title, string? vernacular) =>
        title is not null && !title.Trim('[', ']', '.', ' ').Equals("Not Available", StringComparison.OrdinalIgnoreCase) ? title : vernacular ?? NoTitle;

    /// <summary>Adds what the element says.</summary>
    /// <exception cref="SourceException">It is an ERROR.</exception>
    public static void Read(PubMedNode element, PubMedBatch batch, PubMedFrame frame, string? payload, List<PubMedItem> items)
    {
        switch (element.Name)
        {
            case "PubmedArticle" or "PubmedBookArticle":
                items.Add(Record(element, batch, frame, payload));
                break;
            case "DeleteCitation" or "DeleteDocument":
                items.AddRange(element.All("PMID").Select<PubMedNode, PubMedItem>(e => PubMedIds.Pmid(e) is { } pmid
                    ? new PubMedDeleted(pmid)
                    : Unreadable(null, "PMID of a deletion is not a number", $"<PMID>{SecurityElement.Escape(e.Value)}</PMID>")));
                break;
            case "ERROR" or "Error" or "error":
                throw PubMedAnswer.Error(element.Value);
            default:
                items.Add(Unreadable(null, $"{element.Name}: no known kind of record", batch.Raw(frame)));
                break;
        }
    }

    /// <summary>A record that is not well-formed, whole; with its PMID when that stands before the break.</summary>
    public static PubMedUnreadable Broken(PubMedNode? read, string raw, string reason)
    {
        var body = read?.Name is "PubmedBookArticle" ? read.One("BookDocument") : read.One("MedlineCitation");
        return Unreadable(PubMedIds.Pmid(body.One("PMID")), $"not well-formed: {reason}", raw);
    }

    private static PubMedItem Record(PubMedNode element, PubMedBatch batch, PubMedFrame frame, string? payload)
    {
        var book = element.Name == "PubmedBookArticle";
        var body = element.One(book ? "BookDocument" : "MedlineCitation");
        if (body is null) return Unreadable(null, (book ? "BookDocument" : "MedlineCitation") + " is missing", batch.Raw(frame));
        // Never any PMID further down: reference lists and corrections hold those of other papers.
        var pmid = PubMedIds.Pmid(body.One("PMID"));
        if (pmid is null) return Unreadable(null, body.One("PMID") is null ? "PMID is missing" : "PMID is not a number", batch.Raw(frame));
        if (!book && body.One("Article") is null) return Unreadable(pmid, "Article is missing", batch.Raw(frame));
        try
        {
            var article = book ? PubMedBookXml.Read(element, body, pmid) : PubMedArticleXml.Read(element, body, pmid);
            return new PubMedRead(new SourceRecord(article, article.Entered, payload));
        }
        catch (Exception ex) when (ex is ArgumentException or FormatException or OverflowException or InvalidOperationException)
        {
            return Unreadable(pmid, $"a field cannot be read: {ex.Message}", batch.Raw(frame));
        }
    }

    private static PubMedUnreadable Unreadable(string? pmid, string reason, string raw) => new(new UnreadableRecord(pmid, reason, raw));
}
