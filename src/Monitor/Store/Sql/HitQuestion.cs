using Dapper;

namespace Monitor.Store.Sql;

/// <summary>How the full-text table, under whatever alias, is asked for words.</summary>
/// <param name="Number">Its column with the number of the hit.</param>
/// <param name="Holds">Whether a row holds all the words.</param>
/// <param name="Rank">How well a row fits; less is better.</param>
internal sealed record TextMatch(string Number, Func<string, string> Holds, Func<string, string> Rank)
{
    /// <summary>The numbers of all hits that hold the words.</summary>
    public string Numbers => $"SELECT x.{Number} FROM hit_text x WHERE {Holds("x")}";

    /// <summary>Whether the hit of a number holds them.</summary>
    public string Hold(string number) => $"EXISTS ({Numbers} AND x.{Number} = {number})";
}

/// <summary>
/// A filter as SQL. Hits are numbered as they come, so the newest have the highest numbers. Where words are asked for, the full text leads
/// and all else is looked up by number: a page ends where it is full, and a count joins nothing that it need not. Otherwise the index leads.
/// </summary>
internal sealed class HitQuestion
{
    /// <summary>Whether a hit bears the text as an identifier.</summary>
    public const string Names = "SELECT EXISTS (SELECT 1 FROM hit_identifier WHERE value = @identifier)";

    private const string Named = "SELECT x.n FROM hit_identifier h JOIN hit_index x ON x.id = h.hit_id WHERE h.value = @identifier";

    private readonly HitFilter _filter;
    private readonly TextMatch? _words;

    /// <summary>Conditions on columns of <c>hit_index</c>.</summary>
    private readonly List<string> _columns = [];

    public HitQuestion(HitFilter filter, Dialect dialect)
    {
        _filter = filter;
        if (filter.Source is { } source) Add("source = @source", "source", source);
        if (filter.Kind is { } kind) Add("kind = @kind", "kind", kind);
        if (filter.Design is { } design) Add("design = @design", "design", design);
        if (filter.Since is { } since) Add("first_seen >= @since", "since", since.Ms());
        if (filter.Until is { } until) Add("first_seen < @until", "until", until.Ms());
        if (filter.Watch is { } watch) Args.Add("watch", StoredText.Of(watch));
        if (string.IsNullOrWhiteSpace(filter.Text)) return;
        HasText = true;
        Args.Add("identifier", StoredText.Of(Identifier(filter.Text)));
        if (FullText.Of(filter.Text) is { Count: > 0 } phrases) _words = dialect.MatchOf(phrases, Args);
    }

    /// <summary>What the SQL refers to.</summary>
    public DynamicParameters Args { get; } = new();

    /// <summary>Words or an identifier are asked for.</summary>
    public bool HasText { get; }

    /// <summary>There are words among the text, so that <see cref="ByWords"/> answers, unless the text is also an identifier.</summary>
    public bool HasWords => _words is not null;

    /// <summary>With the places of a page.</summary>
    public DynamicParameters With(PageOf page)
    {
        Args.Add("take", page.Take);
        Args.Add("skip", page.Skip);
        return Args;
    }

    /// <summary>The hits that hold the words, from <c>hit_text m</c>.</summary>
    public HitList ByWords()
    {
        var words = _words ?? throw new InvalidOperationException("no words are asked for");
        var number = $"m.{words.Number}";
        return new HitList
        {
            From = _columns.Count == 0 ? "hit_text m" : "hit_text m CROSS JOIN hit_index i",
            Where = [words.Holds("m"), .. _columns.Count == 0 ? (string[])[] : [$"i.n = {number}"], .. On("i"), .. Watched(number), .. SinceFirst(number)],
            Number = number,
            Rank = _filter.BestFirst ? words.Rank("m") : null,
            Yields = Yields(number, [words.Hold("o.n")], [$"o.n IN ({words.Numbers})"]),
        };
    }

    /// <summary>The hits that hold the words or bear the identifier; without text all that the rest of the filter lets pass.</summary>
    public HitList ByIndex() => HasText || _filter.Watch is null ? Index() : Watch();

    /// <summary>What <c>hit_index i</c> must be.</summary>
    public IEnumerable<string> OfIndex() => Index().Conditions;

    private HitList Index()
    {
        return new HitList
        {
            From = "hit_index i",
            Where = [.. On("i"), .. Watched("i.n"), .. Text("i.n"), .. SinceFirst("i.n")],
            Number = "i.n",
            Rank = _filter.BestFirst && _words is { } words
                ? $"(SELECT {words.Rank("m")} FROM hit_text m WHERE m.{words.Number} = i.n AND {words.Holds("m")})"
                : null,
            Yields = Yields("i.n", Text("o.n"), Text("o.n")),
        };
    }

    /// <summary>The hits of a watch, from <c>hit_watch m</c>, which holds their numbers in order.</summary>
    private HitList Watch()
    {
        return new HitList
        {
            From = _columns.Count == 0 ? "hit_watch m" : "hit_watch m CROSS JOIN hit_index i",
            Where = ["m.watch = @watch", .. _columns.Count == 0 ? (string[])[] : ["i.n = m.n"], .. On("i"), .. SinceFirst("m.n")],
            Number = "m.n",
            Rank = null,
            Yields = Yields("m.n", [], []),
        };
    }

    private IEnumerable<string> On(string index) => _columns.Select(c => $"{index}.{c}");

    private string[] Watched(string number) => _filter.Watch is null ? [] : [$"EXISTS (SELECT 1 FROM hit_watch w WHERE w.watch = @watch AND w.n = {number})"];

    /// <summary>A report was first seen when the first of its records was, whatever came later.</summary>
    private IEnumerable<string> SinceFirst(string number) => !_filter.OncePerReport || _filter.Since is null ? []
        : OneReport.Of(_filter.Kind).Select(of => $"NOT EXISTS (SELECT 1 FROM {of.Table} x JOIN hit_index f ON f.id = x.{of.Report} WHERE x.n = {number} AND f.first_seen < @since)");

    /// <summary>One list of numbers, not two conditions: with OR both engines look at every hit.</summary>
    private string[] Text(string number) => !HasText ? [] : [$"{number} IN ({(_words is null ? Named : $"{Named} UNION {_words.Numbers}")})"];

    /// <summary>
    /// Where a hit leaves its report to a record <c>o</c> that stands before it there and passes too. Empty = that is not asked.
    /// </summary>
    /// <param name="number">The number of the hit.</param>
    /// <param name="text">What the text asks of the other record, asked for one hit.</param>
    /// <param name="textAmongAll">The same, asked for all hits at once.</param>
    private List<Yield> Yields(string number, string[] text, string[] textAmongAll)
    {
        if (!_filter.OncePerReport) return [];
        string[] columns = _columns.Count == 0 ? [] : [$"EXISTS (SELECT 1 FROM hit_index j WHERE j.n = o.n{string.Concat(On("j").Select(c => $" AND {c}"))})"];
        string Passes(string[] texts) => string.Concat([.. columns.Concat(Watched("o.n")).Concat(texts).Select(c => $" AND {c}")]);
        string Before(ReportMembers of, string[] texts) =>
            $"r.n = {number} AND r.place > 0 AND EXISTS (SELECT 1 FROM {of.Table} o WHERE o.{of.Report} = r.{of.Report} AND o.place < r.place{Passes(texts)})";
        return [.. OneReport.Of(_filter.Kind).Select(of => new Yield(of.Table, Before(of, text), Before(of, textAmongAll)))];
    }

    private void Add(string condition, string name, object value)
    {
        _columns.Add(condition);
        Args.Add(name, value is string text ? StoredText.Of(text) : value);
    }

    private static string Identifier(string text)
    {
        var value = text.Trim().ToLowerInvariant();
        foreach (var prefix in (string[])["https://doi.org/", "http://doi.org/", "https://dx.doi.org/", "http://dx.doi.org/", "doi:", "pmid:"])
        {
            if (value.StartsWith(prefix, StringComparison.Ordinal)) return value[prefix.Length..].Trim();
        }

        return value;
    }
}
