namespace Monitor.Identity.Reports;

/// <summary>What two citations say of each other, before any rule.</summary>
internal sealed class PairEvidence
{
    public PairEvidence(CitationForm a, CitationForm b)
    {
        (A, B) = (a, b);
        Title = BestTitle(a, b);
        (Authors, AuthorShare) = AuthorList.Compare(a.Authors, b.Authors);
        Journal = JournalForm.Compare(a.Journal, b.Journal);
        Volume = Extent.CompareVolume(a.Extent, b.Extent);
        Pages = Extent.ComparePages(a.Extent, b.Extent);
        SameRange = Extent.SameRange(a.Extent, b.Extent);
        Years = a.Year is { } x && b.Year is { } y ? Math.Abs(x - y) : null;
    }

    public CitationForm A { get; }

    public CitationForm B { get; }

    public TitleLikeness Title { get; }

    public AuthorRelation Authors { get; }

    public double AuthorShare { get; }

    public JournalRelation Journal { get; }

    public PlaceRelation Volume { get; }

    public PlaceRelation Pages { get; }

    public bool SameRange { get; }

    /// <summary>How many years lie between; null = one of them is unknown.</summary>
    public int? Years { get; }

    public bool SameTitle => Title.Relation >= TitleRelation.Spelling;

    /// <summary>The shorter title is long enough to say something by itself.</summary>
    public bool Specific => A.Title.Specific && B.Title.Specific && !Recurring;

    /// <summary>One title is that of a column: it says nothing of which item it is.</summary>
    public bool Recurring => A.Title.Recurring || B.Title.Recurring;

    public bool PagesAgree => Pages is PlaceRelation.Same or PlaceRelation.Near;

    /// <summary>One title is the first words of the other, be they few: a heading, or a title whose subtitle stands in another field.</summary>
    public bool Begins
    {
        get
        {
            var (small, large) = A.Title.Words.Count <= B.Title.Words.Count ? (A.Title.Words, B.Title.Words) : (B.Title.Words, A.Title.Words);
            return small.Count > 0 && large.Take(small.Count).SequenceEqual(small);
        }
    }

    /// <summary>Same volume and same page.</summary>
    public bool SamePlace => Volume == PlaceRelation.Same && PagesAgree;

    /// <summary>Same first and same last page, be it one.</summary>
    public bool SameExtent => A.Extent.First > 0 && A.Extent.First == B.Extent.First && A.Extent.Last == B.Extent.Last;

    /// <summary>
    /// Three pages and more from the same page on, in one volume: one article, because two that begin on a page are not both that long.
    /// A longer range than forty is a book, an issue or an abstract volume, cited by each of its parts.
    /// </summary>
    public bool OneRange => Volume == PlaceRelation.Same && Pages == PlaceRelation.Same && A.Extent.Length is >= 3 and <= 40 && B.Extent.Length is >= 3 and <= 40 && Journal != JournalRelation.Differ;

    /// <summary>Both print the same issue; that they print two proves nothing, as databases fill the field with much else.</summary>
    public bool SameIssue => A.Issue.Length > 0 && A.Issue == B.Issue;

    /// <summary>Both print a plain number for the issue, and not the same.</summary>
    public bool OtherIssue =>
        A.Issue.Length > 0 && B.Issue.Length > 0 && A.Issue != B.Issue && A.Issue.All(char.IsAsciiDigit) && B.Issue.All(char.IsAsciiDigit);

    /// <summary>Near the front, where every issue of a journal that counts its pages anew has the same ones.</summary>
    public bool FrontPages => A.Extent.First is > 0 and <= 20 || B.Extent.First is > 0 and <= 20;

    /// <summary>A single page of a supplement, and three pages and more of an issue: an abstract and the paper, though the number of the page is one.</summary>
    public bool OneInSupplement => Supplement(A, B) || Supplement(B, A);

    /// <summary>
    /// The first person's family name is the same to the letter, or one record names nobody: beside a column's title a slip is another
    /// person.
    /// </summary>
    public bool FirstFamily =>
        A.Authors.People is not [var x, ..] || B.Authors.People is not [var y, ..] || x.Family.Intersect(y.Family, StringComparer.Ordinal).Any();

    /// <summary>How many of volume and page contradict each other.</summary>
    public int PlaceConflicts => (Volume == PlaceRelation.Differ ? 1 : 0) + (Pages == PlaceRelation.Differ ? 1 : 0);

    public int PlaceAgreements => (Volume == PlaceRelation.Same ? 1 : 0) + (PagesAgree ? 1 : 0);

    public bool SameDoi => A.Doi is not null && A.Doi == B.Doi;

    public bool OtherDoi => A.Doi is not null && B.Doi is not null && A.Doi != B.Doi;

    /// <summary>Each title has a number that the other lacks: parts, phases, years, doses.</summary>
    public bool NumbersConflict
    {
        get
        {
            var (left, right) = NumberRest;
            return left > 0 && right > 0;
        }
    }

    /// <summary>One title has a number that the other lacks.</summary>
    public bool NumberExtra
    {
        get
        {
            var (left, right) = NumberRest;
            return left + right > 0;
        }
    }

    /// <summary>0 to 1: what agrees of what both state, the title counting most.</summary>
    public double Score()
    {
        var (sum, weight) = (0.45 * (Title.Relation == TitleRelation.Spelling ? Math.Max(Title.Share, 0.97) : Title.Share), 0.45);
        void Add(double of, double? value)
        {
            if (value is not { } v) return;
            sum += of * v;
            weight += of;
        }

        Add(0.2, Authors == AuthorRelation.Unknown ? null : AuthorShare);
        Add(0.1, Value(Volume));
        Add(0.15, Value(Pages));
        Add(0.05, Journal == JournalRelation.Unknown ? null : Journal == JournalRelation.Same ? 1 : 0);
        Add(0.05, Years is { } years ? years switch { 0 => 1, 1 => 0.6, _ => 0 } : null);
        // What is not stated is no agreement: a pair with every field counts a little more than one with the title alone.
        return Math.Round(sum / weight * (0.9 + (0.1 * weight)), 4);
    }

    private (int Left, int Right) NumberRest
    {
        get
        {
            var (i, j, left, right) = (0, 0, 0, 0);
            int[] a = A.Title.Numbers, b = B.Title.Numbers;
            while (i < a.Length || j < b.Length)
            {
                if (i < a.Length && j < b.Length && a[i] == b[j]) (i, j) = (i + 1, j + 1);
                else if (j == b.Length || (i < a.Length && a[i] < b[j])) (i, left) = (i + 1, left + 1);
                else (j, right) = (j + 1, right + 1);
            }

            return (left, right);
        }
    }

    private static bool Supplement(CitationForm a, CitationForm b) =>
        a.Issue.StartsWith("suppl", StringComparison.Ordinal) && a.Extent.Length == 1 && b.Issue.Length > 0
            && b.Issue.All(char.IsAsciiDigit) && b.Extent.Length >= 3;

    private static double? Value(PlaceRelation place) => place switch { PlaceRelation.Same => 1, PlaceRelation.Near => 0.8, PlaceRelation.Differ => 0, _ => null };

    /// <summary>The printed titles, or those in the paper's language where that is what the other database prints.</summary>
    private static TitleLikeness BestTitle(CitationForm a, CitationForm b)
    {
        var best = TitleLikeness.Of(a.Title, b.Title);
        if (best.Relation == TitleRelation.Exact) return best;
        if (a.OtherTitle is { } x) best = Better(best, TitleLikeness.Of(x, b.Title));
        if (b.OtherTitle is { } y) best = Better(best, TitleLikeness.Of(a.Title, y));
        return best;
    }

    private static TitleLikeness Better(TitleLikeness a, TitleLikeness b) => b.Relation > a.Relation ? b : a;
}
