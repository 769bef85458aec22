using System.Text.RegularExpressions;

namespace Monitor.Identity.Reports;

/// <summary>What two lists of authors say to each other.</summary>
internal enum AuthorRelation
{
    /// <summary>One of the records names nobody.</summary>
    Unknown,

    Agree,

    /// <summary>Some are the same, or the first is another.</summary>
    Partly,

    Conflict,
}

/// <summary>Authors made comparable, however the database joins them.</summary>
internal sealed partial class AuthorList
{
    /// <summary>More than these are not compared: consortia print hundreds.</summary>
    private const int Most = 24;

    public AuthorList(IEnumerable<string> printed)
    {
        var people = new List<PersonName>();
        foreach (var one in printed.SelectMany(Single))
        {
            if (Group().IsMatch(one)) Groups++;
            else if (!Nobody().IsMatch(one) && PersonName.Of(one) is { } name && people.Count < Most) people.Add(name);
        }

        People = people;
    }

    public IReadOnlyList<PersonName> People { get; }

    /// <summary>How many study groups and institutions stand among them.</summary>
    public int Groups { get; }

    /// <summary>Whether they are the same people, and the share of the shorter list that was found again.</summary>
    public static (AuthorRelation Relation, double Share) Compare(AuthorList a, AuthorList b)
    {
        if (a.People.Count == 0 || b.People.Count == 0) return (AuthorRelation.Unknown, 0);
        if (a.People.Count > b.People.Count) (a, b) = (b, a);
        var share = Found(a, b);
        // Of two lists of one length, neither is the shorter: the pair is the same from either side.
        if (a.People.Count == b.People.Count) share = (share + Found(b, a)) / 2;
        var first = a.People[0].Likeness(b.People[0]) == 1;
        // A list cut to its first name says less than it seems: the first must be the first.
        if (a.People.Count == 1) return (first ? AuthorRelation.Agree : share == 1 ? AuthorRelation.Partly : AuthorRelation.Conflict, share);
        if (share >= 0.6 && first) return (AuthorRelation.Agree, share);
        return (first || share >= 0.4 ? AuthorRelation.Partly : AuthorRelation.Conflict, share);
    }

    private static double Found(AuthorList these, AuthorList among)
    {
        var sum = 0.0;
        foreach (var name in these.People) sum += among.People.Max(o => name.Likeness(o));
        return sum / these.People.Count;
    }

    /// <summary>Several authors in one text: "Adeli K.Lewis G. F.", "Yildiz B, Kural N", "Yildiz, B., Kural, N.", "A; B", "A and B".</summary>
    private static IEnumerable<string> Single(string printed)
    {
        foreach (var part in Joints().Split(More().Replace(printed, "")))
        {
            var pieces = part.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            if (pieces.Length > 1 && pieces.All(p => FamilyInitials().IsMatch(p)))
            {
                foreach (var piece in pieces) yield return piece;
            }
            else if (pieces.Length <= 2 || (pieces.Length == 3 && Suffix().IsMatch(pieces[2]))) yield return part;
            else if (pieces.Where((_, i) => i % 2 == 1).All(p => Initials().IsMatch(p)))
            {
                for (var i = 0; i < pieces.Length; i += 2) yield return i + 1 < pieces.Length ? $"{pieces[i]}, {pieces[i + 1]}" : pieces[i];
            }
            else
            {
                foreach (var piece in pieces) yield return piece;
            }
        }
    }

    // The joint without a blank is that of a list that lost its separator: an initial, its dot, and at once a word.
    [GeneratedRegex(@"\s*;\s*|\s+and\s+|\s+&\s+|(?<=\b\p{L}\.)(?=\p{L}{2}|\p{Lu}['’]\p{L})|\s*[\r\n]+\s*", RegexOptions.ExplicitCapture)]
    private static partial Regex Joints();

    [GeneratedRegex(@",?\s*\b(et\s+al|and\s+others)\b\.?\s*$", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase)]
    private static partial Regex More();

    [GeneratedRegex(@"^\p{L}[\p{L}'’\- ]+ \p{Lu}{1,3}$", RegexOptions.ExplicitCapture)]
    private static partial Regex FamilyInitials();

    [GeneratedRegex(@"^(\p{Lu}\.?[\s-]*){1,4}$", RegexOptions.ExplicitCapture)]
    private static partial Regex Initials();

    [GeneratedRegex(@"^(jr|sr|ii|iii|iv|2nd|3rd|md|phd)\.?$", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase)]
    private static partial Regex Suffix();

    [GeneratedRegex(@"\b(groups?|investigators?|consortium|committee|collaborat(ion|ive|ors)|trialists|society|association|network|institutes?|university|department|organi[sz]ation|ministry|agency|inc|ltd|gmbh|corp|pharmaceuticals?|study|trial|team|members|on behalf)\b", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase)]
    private static partial Regex Group();

    [GeneratedRegex(@"^[\[(]?(anon(ymous)?|unknown|no authors? listed|et al\.?|others|n/?a)[\])]?[.,]?$", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase)]
    private static partial Regex Nobody();
}
