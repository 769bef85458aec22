using System.Xml.Linq;
using Monitor.Simulator.Records;
using Monitor.Simulator.Search;

namespace Monitor.Simulator.EuropePmc;

/// <summary>A term in one field.</summary>
internal sealed record InField(string Field, Phrase Phrase) : Node;

/// <summary>What a search sees of a record: its fields by the names of Europe PMC, words also in the plural, and its days.</summary>
internal sealed class EuropePmcIndex
{
    private static readonly Dictionary<string, DateOnly> NoDays = [];

    private readonly Dictionary<string, Searchable> _texts;
    private readonly Dictionary<string, DateOnly> _days;

    public EuropePmcIndex(EuropePmcContent record)
    {
        var a = record.Article;
        var (title, text) = (Plain(a.TitleXml), string.Join("\n", a.Abstract.Select(s => Plain(s.Xml))));
        _texts = new Dictionary<string, Searchable>(StringComparer.Ordinal)
        {
            ["TITLE"] = Of(title), ["ABSTRACT"] = Of(text), ["TITLE_ABS"] = Of(title, text), ["KW"] = Of([.. a.Keywords]), ["MESH_TERM"] = Of([.. a.Mesh]),
            ["PUB_TYPE"] = Of([.. a.PublicationTypes]), ["AUTH"] = Of([.. a.Authors.Select(p => $"{p.LastName} {p.Initials} {p.Collective}")]),
            ["JOURNAL"] = Of(record.Server ?? a.Issue.Journal, record.Server is null ? a.Issue.Abbreviation : ""),
            ["DOI"] = Of(a.Doi), ["PMCID"] = Of(a.Pmcid ?? ""), ["EXT_ID"] = Of(record.Id), ["SRC"] = Of(record.Collection),
        };
        _days = new Dictionary<string, DateOnly>(StringComparer.Ordinal)
        {
            ["CREATION_DATE"] = Day(record.Created), ["FIRST_IDATE"] = Day(record.Shown), ["UPDATE_DATE"] = Day(record.Changed),
            ["FIRST_PDATE"] = Published(record), ["PUB_YEAR"] = new DateOnly(record.Server is null ? a.Issue.Year : a.Entered.Year, 1, 1),
        };
    }

    /// <summary>The fields that are text.</summary>
    public static IReadOnlyList<string> Texts { get; } = ["TITLE", "ABSTRACT", "TITLE_ABS", "KW", "MESH_TERM", "PUB_TYPE", "AUTH", "JOURNAL", "DOI", "PMCID", "EXT_ID", "SRC"];

    /// <summary>The fields that are days.</summary>
    public static IReadOnlyList<string> Days { get; } = ["CREATION_DATE", "FIRST_IDATE", "UPDATE_DATE", "FIRST_PDATE", "PUB_YEAR"];

    public static DateOnly Day(DateTimeOffset instant) => DateOnly.FromDateTime(instant.UtcDateTime);

    /// <summary>When the issue appeared, or the server posted.</summary>
    public static DateOnly Published(EuropePmcContent record) => record.Server is null ? record.Article.Issue.PublicationDay : Day(record.Article.Entered);

    /// <summary>The text of a fragment.</summary>
    public static string Plain(string xml) => XElement.Parse("<t>" + xml + "</t>", LoadOptions.PreserveWhitespace).Value;

    public bool Matches(Node node) => node switch
    {
        And and => and.Parts.All(Matches),
        Or or => or.Parts.Any(Matches),
        InField term => _texts[term.Field].Matches(term.Phrase),
        DayRange range => _days[range.Field] is var day && range.From <= day && day <= range.To,
        _ => throw new InvalidOperationException(node.GetType().Name),
    };

    private static Searchable Of(params string[] texts) => new([.. texts.Select(Words.Of)], NoDays, Plurals: true);
}
