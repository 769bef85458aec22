namespace Monitor.Documents;

/// <summary>What may wait for the digest although it matches a safety watch: the names that <see cref="Watch.MayWait"/> takes.</summary>
public static class WaitClasses
{
    /// <summary>Nobody but animals or cells was studied.</summary>
    public const string AnimalsOrCells = "animals-or-cells";

    /// <summary>A review, guideline or opinion, or a study of things (websites, patents, vials), without patients of its own.</summary>
    public const string Review = "review";

    /// <summary>A survey of knowledge or attitudes that counts no harm.</summary>
    public const string Survey = "survey";

    /// <summary>What is planned; nobody was harmed yet.</summary>
    public const string Protocol = "protocol";

    /// <summary>A correction that changes no finding.</summary>
    public const string Correction = "correction";

    /// <summary>The harm is the disease that is treated.</summary>
    public const string Treated = "treated";

    /// <summary>The harm is said to be absent.</summary>
    public const string Absent = "absent";

    /// <summary>Vesicles as a marker or messenger, not as a product.</summary>
    public const string Marker = "marker";

    /// <summary>Everything waits, notices too: nothing of the watch mails at once.</summary>
    public const string Everything = "all";

    /// <summary>Every class; also what may wait where a watch does not say.</summary>
    public static IReadOnlyList<string> All { get; } = [AnimalsOrCells, Review, Survey, Protocol, Correction, Treated, Absent, Marker];
}
