using Monitor.Identity.Reports;

namespace Monitor.Tests.Identity.Reports;

/// <summary>Synthetic citations: no real paper, person, PMID or DOI.</summary>
internal static class Citations
{
    public const string Title = "Vesicles of dermal papilla cells lengthen the growth phase of follicles in shaved mice";

    /// <summary>A full record; a test changes what it is about.</summary>
    public static readonly Citation Paper = new()
    {
        Id = "synthetic:a",
        Title = Title,
        Authors = ["Quillfeather, Ada B.", "Marrowby, Tomas", "Oystergaard, Lin"],
        Year = 2019,
        Journal = "Journal of Imaginary Dermatology",
        Volume = "14",
        Issue = "3",
        Pages = "231-239",
    };

    /// <summary>The same as another database prints it.</summary>
    public static readonly Citation Again = Paper with
    {
        Id = "synthetic:b",
        Title = "VESICLES OF DERMAL PAPILLA CELLS LENGTHEN THE GROWTH PHASE OF FOLLICLES IN SHAVED MICE.",
        Authors = ["Quillfeather AB", "Marrowby T", "Oystergaard L"],
        Journal = "J Imag Dermatol",
        Pages = "231-9",
    };

    /// <summary>The decision, which must be the same from both sides.</summary>
    public static PairDecision Decide(Citation a, Citation b)
    {
        var (x, y) = (new CitationForm(a), new CitationForm(b));
        var decision = SameReport.Decide(x, y);
        var turned = SameReport.Decide(y, x);
        Xunit.Assert.Equal((decision.Verdict, decision.Score, decision.HeldApart), (turned.Verdict, turned.Score, turned.HeldApart));
        Xunit.Assert.Equal(decision.Reasons[0].Rule, turned.Reasons[0].Rule);
        return decision;
    }
}
