using Monitor.Documents;

namespace Monitor.Admin.Pages;

/// <summary>A piece of a text; <paramref name="Why"/> = the clauses that its words satisfied, null = none.</summary>
internal readonly record struct Piece(string Text, string? Why);

/// <summary>Cuts a field's text where the words of the reasons stand.</summary>
internal static class Marked
{
    /// <summary>The whole text in pieces. Offsets that do not cut the words of their match out of this text are another text's.</summary>
    public static IReadOnlyList<Piece> Of(string? text, string field, IEnumerable<Match> matches)
    {
        if (string.IsNullOrEmpty(text)) return [];
        var places = matches.Where(m => m.Field == field)
            .SelectMany(m => m.Offsets.Where(at => Cuts(text, m, at)).Select(at => (at.Start, End: at.Start + at.Length, Clause: m.Clause ?? m.Watch)))
            .OrderBy(p => p.Start).ToList();
        var pieces = new List<Piece>();
        var done = 0;
        for (var i = 0; i < places.Count;)
        {
            var (start, end) = (places[i].Start, places[i].End);
            var clauses = new List<string>();
            for (; i < places.Count && places[i].Start < end; i++)
            {
                end = Math.Max(end, places[i].End);
                if (!clauses.Contains(places[i].Clause)) clauses.Add(places[i].Clause);
            }

            if (start > done) pieces.Add(new Piece(text[done..start], null));
            pieces.Add(new Piece(text[start..end], string.Join("; ", clauses)));
            done = end;
        }

        if (done < text.Length) pieces.Add(new Piece(text[done..], null));
        return pieces;
    }

    /// <summary>About so many characters around the first marked words, or from the beginning.</summary>
    public static IReadOnlyList<Piece> Snippet(IReadOnlyList<Piece> pieces, int length)
    {
        var text = string.Concat(pieces.Select(p => p.Text));
        if (text.Length <= length) return pieces;
        var first = pieces.TakeWhile(p => p.Why is null).Sum(p => p.Text.Length);
        var from = first >= text.Length || first < length / 2 ? 0 : WordAt(text, Math.Min(first - (length / 3), text.Length - length));
        var to = from + length >= text.Length ? text.Length : WordAt(text, from + length);
        var cut = new List<Piece>();
        var at = 0;
        foreach (var piece in pieces)
        {
            var (start, end) = (Math.Max(from, at), Math.Min(to, at + piece.Text.Length));
            if (start < end) cut.Add(piece with { Text = text[start..end] });
            at += piece.Text.Length;
        }

        if (from > 0) cut.Insert(0, new Piece("… ", null));
        if (to < text.Length) cut.Add(new Piece(" …", null));
        return cut;
    }

    /// <summary>The words of a fact: what its span cuts out of the field it names; null = nothing.</summary>
    public static string? Words(Hit hit, Tag tag)
    {
        if (tag.Field is not { } field || tag.At is not { } at) return null;
        return Texts(hit, field).Where(text => at.Start >= 0 && at.Length > 0 && at.Start + (long)at.Length <= text.Length)
            .Select(text => text.Substring(at.Start, at.Length)).FirstOrDefault();
    }

    private static IEnumerable<string> Texts(Hit hit, string field)
    {
        if (field == "conflictStatement") return hit is Article { ConflictStatement: { } statement } ? [statement] : [];
        var bracket = field.IndexOf('[', StringComparison.Ordinal);
        if (bracket < 0) return Queries.Fields.Of(hit, "tiab").Where(f => f.Field == field).Select(f => f.Text);
        var list = (field[..bracket], hit) switch
        {
            ("publicationTypes", Article a) => a.PublicationTypes,
            ("meshTerms", Article a) => a.MeshTerms,
            ("keywords", Article a) => a.Keywords,
            ("funders", Article a) => a.Funders,
            _ => [],
        };
        return int.TryParse(field[(bracket + 1)..].TrimEnd(']'), System.Globalization.CultureInfo.InvariantCulture, out var n) && n >= 0 && n < list.Count ? [list[n]] : [];
    }

    private static bool Cuts(string text, Match match, Span at) =>
        at.Start >= 0 && at.Length > 0 && at.Start + (long)at.Length <= text.Length
        && match.Words.Contains(text.Substring(at.Start, at.Length), StringComparer.OrdinalIgnoreCase);

    /// <summary>The beginning of the word at a place, so that no word or character is cut in two.</summary>
    private static int WordAt(string text, int at)
    {
        var blank = text.LastIndexOf(' ', at, Math.Min(at, 40));
        return blank > 0 ? blank + 1 : at > 0 && char.IsLowSurrogate(text[at]) ? at - 1 : at;
    }
}
