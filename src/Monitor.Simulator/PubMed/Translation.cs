using System.Globalization;
using Monitor.Simulator.Search;

namespace Monitor.Simulator.PubMed;

/// <summary>Writes a search as QueryTranslation shows it.</summary>
internal static class Translation
{
    public static string Of(Node node) => node switch
    {
        And and => string.Concat(and.Parts.Select((p, i) => (i == 0 ? "" : p is Without ? " NOT " : " AND ") + Inner(p))),
        Without without => Inner(without.Part),
        Or or => string.Join(" OR ", or.Parts.Select(Inner)),
        Phrase phrase => phrase.Shown,
        DayRange range => string.Create(CultureInfo.InvariantCulture, $"{range.From:yyyy/MM/dd}:{range.To:yyyy/MM/dd}[{Name(range.Field)}]"),
        _ => "",
    };

    private static string Inner(Node node) => node is And or Or ? $"({Of(node)})" : Of(node);

    private static string Name(string field) => field switch
    {
        "edat" => "Date - Entry",
        "mdat" => "Date - Modification",
        "crdt" => "Date - Create",
        _ => "Date - Publication",
    };
}
