using Monitor.Queries;

namespace Monitor.Sources;

/// <summary>What a source takes of one query.</summary>
/// <param name="Upstream">Its name, for people.</param>
/// <param name="Longest">Longest text in one request, as <paramref name="Measure"/> counts.</param>
/// <param name="Most">Most requests for the parts of the query.</param>
/// <param name="Measure">Length of a text as it is sent.</param>
internal sealed record QueryRoom(string Upstream, int Longest, int Most, Func<string, int> Measure)
{
    /// <summary>As it stands in an address.</summary>
    public static int Escaped(string text) => Uri.EscapeDataString(text).Length;

    /// <summary>As it stands in a form.</summary>
    public static int Plain(string text) => text.Length;
}

/// <summary>A query longer than its source takes, asked in parts that find all that it finds.</summary>
internal static class PartedQuery
{
    private const int MostReasons = 5;

    /// <summary>What is sent, whole or in parts, with what had to be left out for its length.</summary>
    /// <param name="translator">For its notes.</param>
    /// <param name="asked">The translated query: a text, neither everything nor nothing.</param>
    /// <param name="room">What the source takes.</param>
    /// <param name="around">What stands before and behind each text.</param>
    /// <param name="exactly">Whether what is not noted as widened is asked exactly; else the evaluator checks every clause.</param>
    /// <returns>Null when not even a wider question fits into so many requests.</returns>
    public static UpstreamQuery? Written(
        this Translator translator, Asked asked, QueryRoom room, (string Before, string Behind) around, bool exactly)
    {
        var longest = room.Longest - room.Measure(around.Before) - room.Measure(around.Behind);
        var fitting = new AskedParts(longest, room.Most, room.Measure);
        if (fitting.Of(asked) is not { } parts) return null;
        // A find that only the upstream's index explains could not be told from one that the clause was to keep out.
        if (exactly && fitting.Left.SelectMany(c => c.Leaves()).Any(Facts.UpstreamKnowsMore)) return null;
        translator.Leave(fitting.Left, $"not asked, checked here: the query is longer than {room.Upstream} takes");
        return Of([.. parts.Select(p => around.Before + p + around.Behind)], translator.Widened, exactly ? translator.Checked : null) with
        {
            LeftOut = [.. fitting.Left.Select(QueryPrinter.Shortened)],
        };
    }

    /// <summary>One query of one text or more.</summary>
    public static UpstreamQuery Of(IReadOnlyList<string> texts, IReadOnlyList<string> widened, IReadOnlySet<Clause>? toCheck) =>
        new(string.Join('\n', texts), widened)
        {
            Checked = toCheck,
            Parts = texts.Count == 1 ? [] : [.. texts.Select(text => new UpstreamQuery(text, []) { Checked = toCheck })],
        };

    /// <summary>The source cannot be asked so much.</summary>
    public static QueryException TooLong(QueryRoom room)
    {
        var requests = room.Most == 1 ? "one request" : $"{room.Most} requests";
        return new QueryException(
            $"too long for {room.Upstream}, also in {requests} of {room.Longest} characters and asked more widely: "
            + "shorten its lists of words, or take this source out of the watch's sources", 1, 1);
    }

    /// <summary>That nothing is left to search for, with the first reasons.</summary>
    public static QueryException Unsearchable(string upstream, IReadOnlyList<string> reasons)
    {
        var more = reasons.Count > MostReasons ? $"; and {reasons.Count - MostReasons} more" : "";
        return new QueryException($"{upstream} cannot search for this: {string.Join("; ", reasons.Take(MostReasons))}{more}", 1, 1);
    }

    /// <summary>The answer to the whole query: all parts answered, or none counts. A record that two parts find is one record.</summary>
    /// <exception cref="SourceException">A part did not answer.</exception>
    public static async Task<Fetched> FetchAllAsync(this ISource source, FetchRequest request, CancellationToken ct)
    {
        if (request.Query.Parts.Count == 0) return await source.FetchAsync(request, ct);
        var answers = new List<Fetched>();
        foreach (var part in request.Query.Parts)
        {
            // What is asked for by its id is asked for once.
            answers.Add(await source.FetchAsync(request with { Query = part, Open = answers.Count == 0 ? request.Open : [], Known = answers.Count == 0 ? request.Known : [] }, ct));
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        return new Fetched
        {
            // Twice in one part is a duplicate of the upstream's; in two parts it is the same record asked for twice.
            Records = [.. answers.SelectMany(a => a.Records.GroupBy(r => r.Document.Id).Where(g => seen.Add(g.Key)).SelectMany(g => g))],
            Unreadable = [.. answers.SelectMany(a => a.Unreadable).DistinctBy(u => u.Raw)],
            Payloads = [.. answers.SelectMany(a => a.Payloads)],
            Widened = [.. answers.SelectMany(a => a.Widened).Distinct(StringComparer.Ordinal)],
            Otherwise = [.. answers.SelectMany(a => a.Otherwise).Distinct(StringComparer.Ordinal)],
        };
    }
}
