using Monitor.Admin.Studies;
using Monitor.Documents;
using Monitor.Identity.Studies;
using Monitor.Store.Sql;

namespace Monitor.Admin.Pages;

/// <summary>What a study's page shows.</summary>
internal sealed record StudyModel(FrameModel Frame, StudyStory Story);

/// <summary>Reads one study for its page.</summary>
internal sealed class StudyPageReader(FrameReader frame, StudyReader studies)
{
    /// <returns>Null = no study is known by that name.</returns>
    public async Task<StudyModel?> ReadAsync(string name, CancellationToken ct) =>
        await studies.ReadAsync(name, ct) is { } story ? new StudyModel(frame.Read("/hits", $"Study {story.Stored.Id}"), story) : null;
}

/// <summary>Words of a study's page.</summary>
internal static class StudyWording
{
    /// <summary>The line of the time line by which it is found at a glance.</summary>
    public static string Label(TimeEntry entry) => entry.What switch
    {
        "new" => "first seen",
        StudyRole.Results => "article with results",
        var what => what.Replace('-', ' '),
    };

    /// <summary>What the time of an entry is, for people.</summary>
    public static string Meaning(TimeEntry entry) => entry.Dated switch
    {
        TimeMeaning.Dated => "as dated by the record",
        TimeMeaning.Posted => "posted by the source",
        _ => "seen by Monitor",
    };

    /// <summary>Whether the line should stand out: something of the study has lost its ground.</summary>
    public static bool IsLoud(TimeEntry entry) => entry.What is "retracted" or "retraction" or "expression-of-concern" or "deleted" or "terminated"
        || (entry.What == "status-changed" && entry.Changes.Any(c => c.Field == "status" && c.New is "terminated" or "withdrawn" or "suspended"));

    public static string Field(string field) => field switch
    {
        "enrollment" => "participants",
        "phase" => "phase and design",
        _ => field,
    };

    /// <summary>Why a link joined nothing, in words.</summary>
    public static string Apart(StoredLink link) => link.Apart switch
    {
        null => link.Joined ? "" : "not stored",
        "registrations-that-do-not-name-each-other" => "the two registrations do not name each other",
        "claimed-by-studies-held-apart" => "claimed by studies that are held apart",
        "chain-between-studies-held-apart" => "a chain between studies that are held apart",
        "about-several-papers" => "it is about several papers",
        "a-paper-of-its-own" => "it is a paper of its own",
        "article-looks-at-many-studies" or "synthesis-names-studies" => "it looks at many studies",
        "doi-of-several-papers" => "several papers have this DOI",
        "another-trial-in-text" => "the sentence speaks of another trial",
        "named-in-text" => "named in passing",
        "reports-several-studies" => "it reports several studies",
        "number-of-the-same-registry" => "a second number of the same registry is another study",
        "several-numbers-of-one-registry" => "several numbers of one registry are several studies",
        var rule => rule,
    };

    public static string Kind(StoredLink link) => link.Link.Kind switch
    {
        LinkKind.Secondary => "also registered as",
        LinkKind.States => "states",
        LinkKind.Version => "is a version of",
        LinkKind.Results => "names as results",
        LinkKind.Derived => "was found to be published in",
        LinkKind.About => "is about",
        LinkKind.AboutIt => "is the subject of",
        _ => "mentions",
    };

    /// <summary>The times of a record: dated, posted and seen are different things.</summary>
    public static IEnumerable<(string What, string When)> Dates(Hit hit)
    {
        if (hit is Article { Published: { } dated }) yield return ("dated", dated.ToString());
        if (hit is Article { Entered: { } entered }) yield return ("in the database", entered.ToString());
        if (hit is Trial { Published: { } posted }) yield return ("first posted", posted.ToString());
        if (hit is Trial { ResultsPosted: { } results }) yield return ("results posted", results.ToString());
        yield return ("first seen", PageTimes.At(hit.FirstSeen));
    }
}
