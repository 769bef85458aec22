using System.Xml;

namespace Monitor.Sources.PubMed;

/// <summary>An esearch answer with <c>retmode=xml</c>.</summary>
internal static class PubMedSearchXml
{
    private const string Asked = "an eSearchResult";

    public static PubMedSearch Read(RepairedXml text)
    {
        if (PubMedAnswer.NotXml(text.Head(), Asked) is { } other) throw other;
        try
        {
            using var reader = XmlReader.Create(text, new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore, XmlResolver = null, CheckCharacters = false });
            reader.MoveToContent();
            if (reader.LocalName != "eSearchResult") throw PubMedAnswer.WrongRoot(reader, Asked);
            var result = new PubMedTree().Read(reader, PubMedShape.Whole);
            while (reader.Read()) continue;
            return Of(result);
        }
        catch (XmlException ex)
        {
            throw new SourceException(SourceFailure.Malformed, $"broken XML in place of {Asked}: {ex.Message}", ex);
        }
    }

    private static PubMedSearch Of(PubMedNode result)
    {
        if (result.One("ERROR") is { } error) throw PubMedAnswer.Error(error.Value);
        var (errors, warnings) = (result.One("ErrorList"), result.One("WarningList"));
        PubMedSearch.RefuseUnknown(errors.All("FieldNotFound").Texts());
        return new PubMedSearch
        {
            Count = PubMedSearch.Number(result.Text("Count"), "Count"),
            Ids = PubMedSearch.Pmids(result.All("IdList", "Id").Select(id => id.Value.Trim())),
            Start = result.Text("RetStart") is { } start ? PubMedSearch.Number(start, "RetStart") : null,
            WebEnv = result.Text("WebEnv"),
            QueryKey = result.Text("QueryKey"),
            QueryTranslation = result.Text("QueryTranslation"),
            PhrasesNotFound = errors.All("PhraseNotFound").Texts(),
            QuotedPhrasesNotFound = warnings.All("QuotedPhraseNotFound").Texts(),
            PhrasesIgnored = warnings.All("PhraseIgnored").Texts(),
            OutputMessages = warnings.All("OutputMessage").Texts(),
        };
    }
}
