namespace Monitor.Identity.Studies;

/// <summary>What a link of a hit says; the names stand in the store and in the API.</summary>
internal static class LinkKind
{
    /// <summary>The identifier is the hit's own.</summary>
    public const string Is = "is";

    /// <summary>A registry says that the study has this number in another registry.</summary>
    public const string Secondary = "secondary";

    /// <summary>An article states the number as that of its study.</summary>
    public const string States = "states";

    /// <summary>Another version of the same text: preprint and article, a corrected or republished form.</summary>
    public const string Version = "version";

    /// <summary>The registration names the article as its results.</summary>
    public const string Results = "results";

    /// <summary>The registry found the article by the number.</summary>
    public const string Derived = "derived";

    /// <summary>A notice, correction or comment says which paper it is about.</summary>
    public const string About = "about";

    /// <summary>The paper says which notice, correction or comment is about it.</summary>
    public const string AboutIt = "about-it";

    /// <summary>The identifier is named and joins nothing.</summary>
    public const string Mentions = "mentions";
}

/// <summary>What one hit says of another identifier.</summary>
/// <param name="From">Id of the hit.</param>
/// <param name="Target">The identifier, as <see cref="StudyKey"/> writes it.</param>
/// <param name="Kind">One of <see cref="LinkKind"/>.</param>
/// <param name="Rule">Name of the rule that read it.</param>
/// <param name="Evidence">The words that it rests on.</param>
internal sealed record StudyLink(string From, string Target, string Kind, string Rule, string? Evidence);

/// <summary>What a hit is in its study; the names stand in the store and in the API.</summary>
internal static class StudyRole
{
    public const string Registration = "registration";
    public const string Preprint = "preprint";
    public const string Article = "article";
    public const string Results = "results";
    public const string Correction = "correction";
    public const string Retraction = "retraction";
    public const string Comment = "comment";

    /// <summary>What may be about a paper without being one.</summary>
    public static bool IsAbout(string role) => role is Correction or Retraction or Comment;
}

/// <summary>All that a hit says about studies.</summary>
/// <param name="Hit">Its id.</param>
/// <param name="Role">One of <see cref="StudyRole"/>.</param>
/// <param name="Synthesis">It looks at many studies: a review, a meta-analysis, a paper that names more numbers than one study has.</param>
/// <param name="Links">Each target and kind once.</param>
internal sealed record StudyStatement(string Hit, string Role, bool Synthesis, IReadOnlyList<StudyLink> Links);
