using System.Xml.Linq;
using Monitor.Simulator.Records;

namespace Monitor.Simulator.Generation;

/// <summary>The words of a work at Crossref: it lacks the keywords, mostly the abstract too, of the article that it is a record of.</summary>
internal static class WorkTexts
{
    /// <summary>Title, original title, abstract.</summary>
    public static IEnumerable<string> Of(WorkContent work) =>
        new[] { Plain(work.TitleXml), work.OriginalTitle, string.Join("\n", work.Abstract.Select(s => Plain(s.Xml))) }.OfType<string>();

    private static string Plain(string xml) => XElement.Parse("<t>" + xml + "</t>", LoadOptions.PreserveWhitespace).Value;
}
