namespace Monitor.Simulator.Records;

/// <summary>A state of a work at Crossref. Texts named Xml are well-formed fragments; all others are plain.</summary>
internal sealed record WorkContent
{
    /// <summary>As the publisher wrote it; DOIs are the same in any case.</summary>
    public required string Doi { get; init; }

    public required string TitleXml { get; init; }
    public string? OriginalTitle { get; init; }

    /// <summary>Empty where the publisher deposited none.</summary>
    public IReadOnlyList<AbstractSection> Abstract { get; init; } = [];

    public IReadOnlyList<Person> Authors { get; init; } = [];
    public JournalIssue? Issue { get; init; }

    /// <summary>Posted on this server, not yet in a journal.</summary>
    public string? PreprintServer { get; init; }

    public string? BookTitle { get; init; }

    /// <summary>In which the book appeared.</summary>
    public int? BookYear { get; init; }

    public required DateTimeOffset Created { get; init; }
    public required DateTimeOffset Deposited { get; init; }
    public required DateTimeOffset Indexed { get; init; }
    public int CitedBy { get; init; }
    public IReadOnlyList<WorkUpdate> UpdatedBy { get; init; } = [];
    public IReadOnlyList<WorkUpdate> UpdateTo { get; init; } = [];
}

/// <summary>An update of a work: on the work the notice and who says so, on the notice the work.</summary>
internal sealed record WorkUpdate(string Doi, string Type, string Source, DateTimeOffset At);

/// <summary>A work at Crossref with its life.</summary>
/// <param name="Life">Its id is the DOI in lower case; its label are the watches whose words it shows itself.</param>
/// <param name="Followers">Watches that have the article from elsewhere and so follow its DOI: what becomes of it concerns them, its first appearance does not.</param>
/// <param name="Report">What report it is a record of.</param>
internal sealed record Work(Record<WorkContent> Life, IReadOnlyList<string> Followers, string? Report)
{
    public IEnumerable<WorldEvent> Events() => Life.Events(WorldSources.Crossref).Select(e => e with
    {
        Watches = e.Type == WorldEventTypes.New ? Life.Watches : [.. Life.Watches.Union(Followers, StringComparer.Ordinal)],
        Report = Report,
        Edition = WorldEvent.Article,
    });
}
