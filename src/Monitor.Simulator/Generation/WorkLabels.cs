using System.Text.RegularExpressions;
using System.Xml.Linq;
using Monitor.Simulator.PubMed;
using Monitor.Simulator.Records;
using Monitor.Simulator.Search;

namespace Monitor.Simulator.Generation;

/// <summary>The watches whose words a work at Crossref shows: it lacks the keywords, mostly the abstract too, of the article that it is a record of.</summary>
internal static class WorkLabels
{
    private static readonly (string Watch, Node Query)[] Queries =
        [(DemoWatches.ExosomeHair, Tagged(DemoWatches.ExosomeHairQuery)), (DemoWatches.ExosomeNotices, Tagged(DemoWatches.ExosomeNoticesQuery))];

    public static IReadOnlyList<string> Of(WorkContent work)
    {
        var words = new Searchable([.. Texts(work).Select(Words.Of)], new Dictionary<string, DateOnly>());
        return [.. Queries.Where(q => words.Matches(q.Query)).Select(q => q.Watch)];
    }

    /// <summary>Title, original title, abstract.</summary>
    public static IEnumerable<string> Texts(WorkContent work) =>
        new[] { Plain(work.TitleXml), work.OriginalTitle, string.Join("\n", work.Abstract.Select(s => Plain(s.Xml))) }.OfType<string>();

    private static string Plain(string xml) => XElement.Parse("<t>" + xml + "</t>", LoadOptions.PreserveWhitespace).Value;

    private static Node Tagged(string query) =>
        TermParser.Parse(Regex.Replace(query, "\"[^\"]+\"|[a-z]+\\*?", "$0[tiab]", RegexOptions.None, TimeSpan.FromSeconds(1)));
}
