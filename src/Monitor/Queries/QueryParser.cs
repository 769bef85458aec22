using Monitor.Text;

namespace Monitor.Queries;

/// <summary>
/// Reads what a librarian types: AND OR NOT, parentheses, "phrases", truncation*, tags on terms and on groups, proximity,
/// dates and date ranges, # comments. Operators on one level are read from left to right, as PubMed reads them.
/// </summary>
internal sealed class QueryParser
{
    /// <summary>Longest query text read, in characters.</summary>
    public const int MaxLength = 100_000;

    /// <summary>
    /// Deepest nesting read. Parentheses count, and so does each change between AND and OR on one level, because what stands
    /// before it becomes a group. All that walks over a query afterwards calls itself once for each level, and relies on this.
    /// </summary>
    public const int MaxDepth = 250;

    private readonly QueryScanner _scan;

    private QueryParser(string text) => _scan = new QueryScanner(text);

    /// <exception cref="QueryException">Naming line and column, with a caret and, where there is one, a suggestion.</exception>
    public static Query Parse(string text)
    {
        if (text.Length > MaxLength)
            throw QueryException.At(text, MaxLength, $"the query has {text.Length} characters; at most {MaxLength} are read");
        ForeignSyntax.Refuse(text);
        var parser = new QueryParser(text);
        parser._scan.Blank();
        if (parser._scan.AtEnd) throw parser._scan.Error("the query is empty");
        var root = parser.Group(0);
        if (!parser._scan.AtEnd) throw parser._scan.Error(parser._scan.Peek == ')' ? "a ')' without its '('" : "unexpected text");
        return new Query(root.Tagged(QueryTags.Default));
    }

    private Draft Group(int depth)
    {
        if (depth > MaxDepth) throw TooDeep(_scan.Place);
        var chain = new DraftChain(Operand(depth));
        while (true)
        {
            _scan.Blank();
            if (_scan.AtEnd || _scan.Peek == ')') return chain.Clause;
            var place = _scan.Place;
            if (_scan.TakeWrongOperator() is { } wrong) throw _scan.Error($"operators are written in capitals: {wrong.ToUpperInvariant()}; a word that reads like one goes into quotation marks", place);
            var word = _scan.TakeOperator()
                ?? throw _scan.Error("two terms side by side: put AND or OR between them, or quotation marks around a phrase", place);
            chain.Add(word, Operand(depth));
            if (chain.Depth > MaxDepth) throw TooDeep(place);
        }
    }

    private QueryException TooDeep(int place) => _scan.Error(
        $"nested more than {MaxDepth} deep, where parentheses and changes between AND and OR count: "
        + "join what belongs together in one group, such as (a OR b OR c) AND (d OR e)", place);

    private Draft Operand(int depth)
    {
        _scan.Blank();
        if (_scan.AtEnd) throw _scan.Error("a term is missing at the end");
        var place = _scan.Place;
        switch (_scan.Peek)
        {
            case '(':
                _scan.Skip();
                var inner = Group(depth + 1);
                if (_scan.AtEnd) throw _scan.Error("a '(' without its ')'", place);
                _scan.Skip();
                if (_scan.TakeTag() is not { } tag) return inner;
                return tag.Near is null
                    ? inner with { Clause = inner.Tagged(tag.Name), Tag = null }
                    : throw _scan.Error("proximity belongs to a phrase, not to a group", place);
            case ')':
                throw _scan.Error("a term is missing before ')'");
            case '*':
                throw _scan.Error("a star needs a beginning of a word before it");
            case '"':
                return Phrase(place);
        }

        if (_scan.TakeOperator() is { } early)
        {
            throw _scan.Error(early == "NOT" ? "NOT stands between two terms: all that is wanted NOT what is not" : $"a term is missing before {early}", place);
        }

        return Words(place);
    }

    private Draft Phrase(int place)
    {
        var inner = _scan.TakeQuoted();
        var tag = _scan.TakeTag();
        if (tag is { } date && QueryTags.IsDate(date.Name)) return Dates(inner, date.Name, place);
        var truncated = inner.EndsWith('*');
        return Checked(truncated ? inner[..^1].TrimEnd() : inner, quoted: true, truncated, tag, place);
    }

    private Draft Words(int place)
    {
        var (text, truncated, count) = _scan.TakeWords();
        var tag = _scan.TakeTag();
        if (tag is { } date && QueryTags.IsDate(date.Name)) return Dates(text, date.Name, place);
        if (count > 1 && tag is null)
        {
            throw _scan.Error($"two terms side by side: put AND or OR between them, or quotation marks around a phrase: \"{text}{(truncated ? "*" : "")}\"", place);
        }

        // PubMed takes the words before a tag as one phrase.
        return Checked(text, quoted: count > 1, truncated, tag, place);
    }

    private Draft Checked(string text, bool quoted, bool truncated, TagWritten? tag, int place)
    {
        if (Folded.Tokens(text).Count == 0) throw _scan.Error("a term needs at least one letter or digit", place);
        if (text.Contains('*', StringComparison.Ordinal)) throw _scan.Error("a star is understood at the end of a term only", place);
        if (tag?.Near is not null)
        {
            if (!QueryTags.AllowsProximity(tag.Value.Name)) throw _scan.Error("proximity is understood with [ti], [tiab] and [ad] only", place);
            if (truncated) throw _scan.Error("PubMed ignores proximity when the phrase has a star: write one or the other", place);
            if (!quoted || Folded.Tokens(text).Count < 2) throw _scan.Error("proximity needs two words or more in quotation marks", place);
        }

        return new Draft(new Term(text, quoted, truncated, "") { Near = tag?.Near }, tag?.Name);
    }

    private Draft Dates(string text, string tag, int place)
    {
        var range = QueryDates.Read(text, tag) ?? throw _scan.Error($"not a date: {text}; write YYYY, YYYY/MM, YYYY/MM/DD or two of them with ':' between", place);
        // The long form: "2020/01/01"[dp] : "3000"[dp].
        if (!_scan.TakeColon()) return new Draft(range, tag);
        var second = _scan.Place;
        _scan.Blank();
        var text2 = !_scan.AtEnd && _scan.Peek == '"' ? _scan.TakeQuoted() : _scan.TakeWords().Text;
        var tag2 = _scan.TakeTag();
        if (tag2 is null || tag2.Value.Name != tag) throw _scan.Error($"both ends of a range carry the tag [{tag}]", second);
        var to = QueryDates.Read(text2, tag) ?? throw _scan.Error($"not a date: {text2}", second);
        return new Draft(new DateRange(range.From, to.To, tag), tag);
    }
}
