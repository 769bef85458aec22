namespace Monitor.Identity.Reports;

/// <summary>What one rule says of a pair.</summary>
/// <param name="Verdict">What it decides.</param>
/// <param name="Rule">Its name.</param>
/// <param name="HeldApart">No chain over other records may join the two.</param>
internal sealed record Ruling(Verdict Verdict, string Rule, bool HeldApart = false)
{
    public bool Versions { get; init; }

    /// <summary>Alike enough that a reader may ask why they are two: the pair is kept with its reasons, and nobody is asked.</summary>
    public bool Kept { get; init; }

    public static Ruling Same(string rule) => new(Verdict.Same, rule);

    public static Ruling Person(string rule) => new(Verdict.ToPerson, rule);

    /// <summary>Likely enough for a person to look at, and yet something contradicts: only a person may join them.</summary>
    public static Ruling PersonOnly(string rule) => new(Verdict.ToPerson, rule, HeldApart: true);

    /// <summary>Nothing speaks for it, and nothing against a common third.</summary>
    public static Ruling Different(string rule) => new(Verdict.Different, rule);

    /// <summary>Merely similar.</summary>
    public static Ruling Alike(string rule) => new(Verdict.Different, rule) { Kept = true };

    /// <summary>Similar, and something contradicts.</summary>
    public static Ruling AlikeApart(string rule) => new(Verdict.Different, rule, HeldApart: true) { Kept = true };

    public static Ruling Apart(string rule) => new(Verdict.Different, rule, HeldApart: true);
}
