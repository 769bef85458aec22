using System.Text;

namespace Monitor.Queries;

/// <summary>
/// What becomes of a clause on its way upstream. It is not written out before its whole length is known: what is too long for
/// one request is shared out or widened as a tree, see <see cref="AskedParts"/>.
/// </summary>
internal abstract class Asked
{
    public const string And = " AND ", Or = " OR ", Not = " NOT ", Brackets = "()";

    /// <summary>Counts as true: the clause cannot be asked, and asking without it is wider.</summary>
    public static Asked Everything { get; } = new AskedText("");

    /// <summary>Counts as false: nothing on the source satisfies the clause.</summary>
    public static Asked Nothing { get; } = new AskedText("");

    /// <summary>A text that may stand beside AND and OR as it is.</summary>
    public static Asked For(string text) => new AskedText(text);

    public override string ToString()
    {
        var text = new StringBuilder();
        Write(text, inside: false);
        return text.ToString();
    }

    /// <param name="to">Where it is written.</param>
    /// <param name="inside">Whether other text stands beside it.</param>
    internal abstract void Write(StringBuilder to, bool inside);
}

/// <summary>A term.</summary>
internal sealed class AskedText(string text) : Asked
{
    public string Text { get; } = text;

    internal override void Write(StringBuilder to, bool inside) => to.Append(Text);
}

/// <summary>At least one part must match; there are two or more.</summary>
internal sealed class AskedAny(IReadOnlyList<Asked> parts) : Asked
{
    public IReadOnlyList<Asked> Parts { get; } = parts;

    internal override void Write(StringBuilder to, bool inside)
    {
        if (inside) to.Append('(');
        for (var i = 0; i < Parts.Count; i++)
        {
            if (i > 0) to.Append(Or);
            Parts[i].Write(to, inside: true);
        }

        if (inside) to.Append(')');
    }
}

/// <summary>A part of an AND.</summary>
/// <param name="Clause">What it stands for, for people.</param>
/// <param name="Asked">What is asked.</param>
/// <param name="Excluded">It must not match.</param>
internal readonly record struct AskedPart(Clause Clause, Asked Asked, bool Excluded);

/// <summary>All parts must match, those excluded must not; there are two or more, and one that is wanted.</summary>
internal sealed class AskedAll(IReadOnlyList<AskedPart> parts) : Asked
{
    public IReadOnlyList<AskedPart> Parts { get; } = parts;

    internal override void Write(StringBuilder to, bool inside)
    {
        var wanted = Parts.Where(p => !p.Excluded).ToList();
        var apart = wanted.Count < Parts.Count && wanted.Count > 1;
        if (inside) to.Append('(');
        if (apart) to.Append('(');
        for (var i = 0; i < wanted.Count; i++)
        {
            if (i > 0) to.Append(And);
            wanted[i].Asked.Write(to, inside: true);
        }

        if (apart) to.Append(')');
        foreach (var part in Parts.Where(p => p.Excluded))
        {
            to.Append(Not);
            part.Asked.Write(to, inside: true);
        }

        if (inside) to.Append(')');
    }
}
