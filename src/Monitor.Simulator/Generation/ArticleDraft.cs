namespace Monitor.Simulator.Generation;

/// <summary>An article while the world is being written: its moments are set before its number is.</summary>
internal sealed class ArticleDraft(Recipe recipe, DateTimeOffset entered, DateTimeOffset visible)
{
    public Recipe Recipe { get; } = recipe;
    public DateTimeOffset Entered { get; } = entered;
    public DateTimeOffset Visible { get; } = visible;
    public List<Change> Changes { get; } = [];
    public string Pmid { get; set; } = "";
    public string TitleXml { get; set; } = "";

    /// <summary>For a notice: the article it is about.</summary>
    public ArticleDraft? About { get; init; }

    /// <summary>For a notice: what it does to that article.</summary>
    public string? Effect { get; init; }

    public IReadOnlyList<string> Watches => About is null ? Recipe.Watches : Recipe.TitleWatches;

    public bool Late => Visible - Entered >= TimeSpan.FromDays(1);

    /// <summary>Adds a change unless it would come less than three days from another: daily polling is to see each one.</summary>
    public bool TryChange(DateTimeOffset at, string type, ArticleDraft? notice = null)
    {
        var apart = TimeSpan.FromDays(3);
        if (at - Visible < apart || Changes.Exists(c => (c.At - at).Duration() < apart)) return false;
        Changes.Add(new Change(at, type, notice));
        return true;
    }
}

/// <summary>A change to come, and the notice that announces it.</summary>
internal sealed record Change(DateTimeOffset At, string Type, ArticleDraft? Notice);
