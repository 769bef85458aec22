namespace Monitor.Simulator.Generation;

/// <summary>How articles of one topic are composed. Texts are XML fragments with <c>{slots}</c> filled from <see cref="Vocabulary"/>.</summary>
internal sealed record Recipe
{
    public required string Topic { get; init; }

    /// <summary>Watches that every article of this recipe fulfils; by what fills its slots some fulfil more. Empty = a near miss: none fulfils any.</summary>
    public IReadOnlyList<string> Watches { get; init; } = [];

    /// <summary>Watches that the title alone fulfils: of a notice that repeats the title.</summary>
    public IReadOnlyList<string> TitleWatches { get; init; } = [];

    public required IReadOnlyList<string> Titles { get; init; }

    /// <summary>Sections as <c>LABEL|CATEGORY|text</c>, either of the first two may be empty.</summary>
    public IReadOnlyList<string> Abstract { get; init; } = [];

    public IReadOnlyList<string> Keywords { get; init; } = [];
    public IReadOnlyList<string> PublicationTypes { get; init; } = ["Journal Article"];
    public IReadOnlyList<string> Mesh { get; init; } = [];
    public string Language { get; init; } = "eng";
    public string? VernacularTitle { get; init; }
    public string? OtherAbstract { get; init; }
    public string? OtherAbstractLanguage { get; init; }
    public string? BookTitle { get; init; }
    public string? Reference { get; init; }

    /// <summary>States the number of a registered trial.</summary>
    public bool Registered { get; init; }

    /// <summary>Tells of harm to people by a product.</summary>
    public bool Harm { get; init; }

    /// <summary>May be corrected, retracted, or drawn into doubt.</summary>
    public bool Contested { get; init; } = true;
}
