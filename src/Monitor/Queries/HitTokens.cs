using Monitor.Documents;
using Monitor.Text;

namespace Monitor.Queries;

/// <summary>The texts of one hit, cut into words once; many queries are asked of it.</summary>
internal sealed class HitTokens(Hit hit)
{
    private readonly Dictionary<string, IReadOnlyList<FieldTokens>> _byTag = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (FactValues Values, string[] Lines)?> _facts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IReadOnlyList<FieldTokens>> _beside = new(StringComparer.Ordinal);
    private HashSet<string>? _words;
    private List<string>?[]? _byFirst;

    public Hit Hit { get; } = hit;

    public IReadOnlyList<FieldTokens> Of(string tag)
    {
        if (_byTag.TryGetValue(tag, out var fields)) return fields;
        // The narrower tags are parts of the widest: each text is cut once only.
        fields = tag == "tiab"
            ? [.. Fields.Of(Hit, tag).Select(f => new FieldTokens(f.Field, f.Text, Folded.Tokens(f.Text)))]
            : [.. Fields.Of(Hit, tag).Select(f => Of("tiab").First(t => t.Field == f.Field && ReferenceEquals(t.Text, f.Text)))];
        return _byTag[tag] = fields;
    }

    /// <summary>
    /// What a tag that is not about running text compares with, and the folded line of each value; null for a tag about
    /// running text.
    /// </summary>
    public (FactValues Values, string[] Lines)? FactsOf(string tag)
    {
        if (_facts.TryGetValue(tag, out var known)) return known;
        return _facts[tag] = Facts.Of(Hit, tag) is { } facts ? (facts, [.. facts.Values.Select(Folded.Line)]) : null;
    }

    /// <summary>Values beside the running text that a tag looks into, as <see cref="Facts.BesidesText"/>.</summary>
    public IReadOnlyList<FieldTokens> BesidesText(string tag)
    {
        if (tag is not ("tw" or "all")) return [];
        if (_beside.TryGetValue(tag, out var known)) return known;
        return _beside[tag] = [.. Facts.BesidesText(Hit, tag).Select(f => new FieldTokens(f.Field, f.Text, Folded.Tokens(f.Text)))];
    }

    /// <summary>All words of the hit's texts.</summary>
    public HashSet<string> Words => _words ??= [.. Of("tiab").SelectMany(f => f.Tokens).Select(t => t.Word)];

    /// <summary>Whether the texts hold every word of a term, the last as a beginning where it is truncated: a quick no.</summary>
    public bool MayHold(IReadOnlyList<Token> wanted, bool truncated)
    {
        for (var i = 0; i < wanted.Count; i++)
        {
            if (!(truncated && i == wanted.Count - 1 ? HasBeginning(wanted[i].Word) : Words.Contains(wanted[i].Word))) return false;
        }

        return true;
    }

    private bool HasBeginning(string beginning)
    {
        // By first letter: cheaper than to sort, and few words are left to compare.
        _byFirst ??= ByFirst();
        if (_byFirst[beginning[0] & 63] is not { } words) return false;
        foreach (var word in words)
        {
            if (word.StartsWith(beginning, StringComparison.Ordinal)) return true;
        }

        return false;
    }

    private List<string>?[] ByFirst()
    {
        var byFirst = new List<string>?[64];
        foreach (var word in Words) (byFirst[word[0] & 63] ??= []).Add(word);
        return byFirst;
    }
}

/// <summary>A field's text and its words.</summary>
internal sealed record FieldTokens(string Field, string Text, IReadOnlyList<Token> Tokens);
