using System.Globalization;
using Monitor.Simulator.Hosting;
using Monitor.Simulator.Records;
using Monitor.Simulator.Search;

namespace Monitor.Simulator.PubMed;

/// <summary>ecitmatch: what stands at a place in print. Plain text whatever is asked for, a line for a line.</summary>
internal sealed class CitationMatcher(World world)
{
    public IResult Answer(Parameters parameters, DateTimeOffset now)
    {
        if (parameters["db"] != "pubmed" || parameters["bdata"] is not { Length: > 0 } lines) throw new SearchException("ecitmatch: db=pubmed and bdata are needed.");
        var answers = lines.Split('\r', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(line => One(line, now));
        return Replies.Text(string.Join('\n', answers) + "\n", "text/plain");
    }

    /// <summary><c>journal|year|volume|first page|author|key|</c></summary>
    private string One(string line, DateTimeOffset now)
    {
        var fields = line.Split('|');
        if (fields.Length < 6) throw new SearchException("ecitmatch: six fields are needed.");
        var inJournal = world.Articles.Select(a => a.At(now)).OfType<ArticleContent>().Where(a => a.BookTitle is null && (Same(a.Issue.Journal, fields[0]) || Same(a.Issue.Abbreviation, fields[0]))).ToList();
        // The author field is left away where nothing is found.
        if (inJournal.Count == 0) return $"{fields[0]}|{fields[1]}|{fields[2]}|{fields[3]}||{fields[5]}|NOT_FOUND;INVALID_JOURNAL";
        var there = inJournal.Where(a => a.Issue.Year.ToString(CultureInfo.InvariantCulture) == fields[1] && a.Issue.Volume == fields[2] && Page(a.Issue.Pages) == Page(fields[3])
            && (fields[4].Length == 0 || (a.Authors is [{ LastName: { } family }, ..] && Words.Of(fields[4]).Take(1).SequenceEqual(Words.Of(family).Take(1))))).Select(a => a.Pmid).ToList();
        return $"{string.Join('|', fields.Take(6))}|{there.Count switch { 0 => "NOT_FOUND", 1 => there[0], _ => $"AMBIGUOUS ({there.Count.ToString(CultureInfo.InvariantCulture)} citations)" }}";
    }

    private static bool Same(string a, string b) => Words.Of(a).SequenceEqual(Words.Of(b), StringComparer.Ordinal);

    private static string Page(string? pages) => (pages ?? "").Split('-')[0].TrimStart('e', 'E', '0').Split('.')[0];
}
