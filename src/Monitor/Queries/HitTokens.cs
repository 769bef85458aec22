using Monitor.Documents;
using Monitor.Text;

namespace Monitor.Queries;

/// <summary>The texts of one hit, cut into words once; many queries are asked of it.</summary>
internal sealed class HitTokens(Hit hit)
{
    private readonly Dictionary<string, IReadOnlyList<FieldTokens>> _byTag = new(StringComparer.Ordinal);
    private HashSet<string>? _words;
    private string[]? _sorted;

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

    /// <summary>All words of the hit's texts: what an index over many queries asks first.</summary>
    public IReadOnlySet<string> Words => _words ??= [.. Of("tiab").SelectMany(f => f.Tokens).Select(t => t.Word)];

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
        if (_sorted is null)
        {
            _sorted = [.. Words];
            Array.Sort(_sorted, StringComparer.Ordinal);
        }

        var at = Array.BinarySearch(_sorted, beginning, StringComparer.Ordinal);
        return at >= 0 || (~at < _sorted.Length && _sorted[~at].StartsWith(beginning, StringComparison.Ordinal));
    }
}

/// <summary>A field's text and its words.</summary>
internal sealed record FieldTokens(string Field, string Text, IReadOnlyList<Token> Tokens);
