namespace Monitor.Identity.Reports;

/// <summary>How two titles stand to each other.</summary>
internal enum TitleRelation
{
    /// <summary>One of the records has none.</summary>
    Unknown,

    /// <summary>Different words.</summary>
    Apart,

    /// <summary>Mostly the same words, some others in their place.</summary>
    Near,

    /// <summary>One is the other and more in the middle of it.</summary>
    Inserted,

    /// <summary>One is the beginning or end of the other, or one of its two languages: a subtitle, a series' name or the rest is missing.</summary>
    Contained,

    /// <summary>The same words but for spelling, hyphens, small words and slips.</summary>
    Spelling,

    Exact,
}

/// <summary>Two titles compared.</summary>
/// <param name="Relation">What kind of likeness it is.</param>
/// <param name="Share">1 = the same letters, 0 = none.</param>
/// <param name="Left">Words that only the first has.</param>
/// <param name="Right">Words that only the second has.</param>
internal readonly record struct TitleLikeness(TitleRelation Relation, double Share, IReadOnlyList<string> Left, IReadOnlyList<string> Right)
{
    public static TitleLikeness Of(TitleForm a, TitleForm b)
    {
        if (a.IsEmpty || b.IsEmpty) return new(TitleRelation.Unknown, 0, [], []);
        if (a.Compact == b.Compact) return new(TitleRelation.Exact, 1, [], []);
        if (string.CompareOrdinal(a.Compact, b.Compact) <= 0) return Compare(a, b);
        // Slips are matched greedily, so always from the same side.
        var turned = Compare(b, a);
        return turned with { Left = turned.Right, Right = turned.Left };
    }

    private static TitleLikeness Compare(TitleForm a, TitleForm b)
    {
        var (left, right) = (Rest(a, b), Rest(b, a));
        var common = a.Words.Count - left.Count;
        // Too few words in common to be worth measuring letters, and neither a lost blank nor a second language explains it.
        if (common * 4 < Math.Min(a.Words.Count, b.Words.Count) && !OneInOther(a, b)) return new(TitleRelation.Apart, (double)common / Math.Max(a.Words.Count, b.Words.Count), left, right);
        var letters = EditDistance.Likeness(a.Compact, b.Compact);
        // A translation worded anew keeps the words in another order.
        var share = Math.Max(letters, (double)common / Math.Max(a.Words.Count, b.Words.Count));
        DropSlips(left, right, a.Damaged || b.Damaged);
        return new(Relate(a, b, left, right, letters), share, left, right);
    }

    private static TitleRelation Relate(TitleForm a, TitleForm b, List<string> left, List<string> right, double letters)
    {
        if (left.Count == 0 && right.Count == 0) return letters >= 0.75 ? TitleRelation.Spelling : TitleRelation.Near;
        if (OneInOther(a, b)) return TitleRelation.Contained;
        if (left.Count == 0 || right.Count == 0) return TitleRelation.Inserted;
        return letters >= 0.5 ? TitleRelation.Near : TitleRelation.Apart;
    }

    /// <summary>Beginning, end, or one of two languages; short titles begin alike by chance.</summary>
    private static bool OneInOther(TitleForm a, TitleForm b)
    {
        var (small, large) = a.Compact.Length <= b.Compact.Length ? (a, b) : (b, a);
        if (small.Compact.Length >= 20 && small.Content >= 3
            && (large.Compact.StartsWith(small.Compact, StringComparison.Ordinal) || large.Compact.EndsWith(small.Compact, StringComparison.Ordinal))) return true;
        return a.Parts.Any(p => p == b.Compact || b.Parts.Contains(p)) || b.Parts.Contains(a.Compact);
    }

    /// <summary>The words of one title that the other lacks, in order.</summary>
    private static List<string> Rest(TitleForm from, TitleForm other)
    {
        var rest = new List<string>();
        var (i, j) = (0, 0);
        while (i < from.Sorted.Length)
        {
            var order = j == other.Sorted.Length ? -1 : string.CompareOrdinal(from.Sorted[i], other.Sorted[j]);
            if (order == 0) (i, j) = (i + 1, j + 1);
            else if (order < 0) rest.Add(from.Sorted[i++]);
            else j++;
        }

        return rest.Count < 2 ? rest : InOrder(from.Words, rest);
    }

    private static List<string> InOrder(IReadOnlyList<string> words, List<string> rest)
    {
        var ordered = new List<string>(rest.Count);
        foreach (var word in words)
        {
            if (rest.Remove(word)) ordered.Add(word);
        }

        return ordered;
    }

    /// <summary>Takes off both lists what is the same word to a reader: a lost hyphen, a slip, a plural, a small word.</summary>
    private static void DropSlips(List<string> left, List<string> right, bool damaged)
    {
        if (left.Count + right.Count > 24) return;
        if (string.Concat(left) == string.Concat(right) || (damaged && EditDistance.Likeness(string.Concat(left), string.Concat(right)) >= 0.7))
        {
            left.Clear();
            right.Clear();
            return;
        }

        for (var i = left.Count - 1; i >= 0; i--)
        {
            var at = right.FindIndex(w => SameWord(left[i], w));
            if (at < 0) continue;
            left.RemoveAt(i);
            right.RemoveAt(at);
        }

        DropJoined(left, right);
        DropJoined(right, left);
        left.RemoveAll(WordForms.Small.Contains);
        right.RemoveAll(WordForms.Small.Contains);
    }

    /// <summary>"sub group" and "subgroup".</summary>
    private static void DropJoined(List<string> parts, List<string> whole)
    {
        for (var i = parts.Count - 2; i >= 0; i--)
        {
            var at = i + 1 < parts.Count ? whole.IndexOf(parts[i] + parts[i + 1]) : -1;
            if (at < 0) continue;
            whole.RemoveAt(at);
            parts.RemoveRange(i, 2);
        }
    }

    private static bool SameWord(string a, string b)
    {
        if (a.Length > b.Length) (a, b) = (b, a);
        // A plural is no other word; a digit that differs always is.
        if (a.Length >= 3 && b.Length == a.Length + 1 && b[^1] == 's' && b.StartsWith(a, StringComparison.Ordinal)) return !b.AsSpan().ContainsAnyInRange('0', '9');
        if (a.Length < 5 || b.Length - a.Length > 2 || a.AsSpan().ContainsAnyInRange('0', '9') || b.AsSpan().ContainsAnyInRange('0', '9')) return false;
        // A slip in the first letter is rare, and another first letter often another word: maternal and paternal, induction and reduction.
        return a[0] == b[0] && EditDistance.Of(a, b) <= (a.Length >= 12 ? 2 : 1) && !Opposites.Are(a, b);
    }
}
