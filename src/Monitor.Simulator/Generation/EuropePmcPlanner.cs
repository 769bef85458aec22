using Monitor.Simulator.Records;

namespace Monitor.Simulator.Generation;

/// <summary>What Europe PMC shows: PubMed's articles, each some hours before or after PubMed, and preprints.</summary>
internal sealed class EuropePmcPlanner(int seed, Span span, PreprintPlanner preprints)
{
    public List<Record<EuropePmcContent>> Write(IEnumerable<Record<ArticleContent>> articles, IReadOnlyList<PreprintDraft> drafts)
    {
        var byPmid = drafts.Where(d => d.Pmid is not null).ToDictionary(d => d.Pmid!, StringComparer.Ordinal); // non-null: filtered just before
        return [.. articles.Select(a => Copy(a, byPmid.GetValueOrDefault(a.Id))), .. drafts.SelectMany(Versions)];
    }

    /// <summary>With the world's name of the report that its record is one of, and which version of it.</summary>
    public static WorldEvent Labelled(WorldEvent e, IEnumerable<PreprintDraft> drafts)
    {
        if (e.ExternalId.Split(':') is ["MED", var pmid]) return e with { Report = $"{WorldSources.PubMed}:{pmid}", Edition = WorldEvent.Article };
        var id = e.ExternalId["PPR:".Length..];
        var draft = drafts.First(d => d.Ids.Contains(id, StringComparer.Ordinal));
        var number = draft.Ids.ToList().IndexOf(id);
        // What changes in a preprint's record is its link to what came of it.
        var next = number + 1 < draft.Ids.Count ? number + 1 : WorldEvent.Article;
        return e with { Report = draft.Report, Edition = e.Type == WorldEventTypes.Updated ? next : number };
    }

    private Record<EuropePmcContent> Copy(Record<ArticleContent> article, PreprintDraft? preprint)
    {
        var lag = TimeSpan.FromMinutes(Rng.For(seed, "europepmc lag " + article.Id).Between(-6 * 60, 30 * 60));
        // The end of the play is quiet here too.
        if (article.Versions[^1].VisibleFrom + lag > span.LastChange) lag = -lag / 6;
        var shown = article.Versions[0].VisibleFrom + lag;
        var versions = article.Versions.Select(v => new Version<EuropePmcContent>(v.VisibleFrom + lag, v.Change, new EuropePmcContent
        {
            Collection = "MED", Id = article.Id, Article = v.Content, Created = v.Content.Entered, Shown = shown, Changed = v.VisibleFrom + lag,
            Other = preprint is null ? null : new EuropePmcLink("Preprint in", "PPR", preprint.Ids[^1]),
        }));
        return new Record<EuropePmcContent>("MED:" + article.Id, article.Watches, [.. versions]) { Harm = article.Harm, Authored = article.Authored };
    }

    private IEnumerable<Record<EuropePmcContent>> Versions(PreprintDraft draft)
    {
        for (var number = 1; number <= draft.Ids.Count; number++)
        {
            var shown = number == 1 ? draft.Shown : draft.Second!.Value; // non-null: two ids, two versions
            var content = new EuropePmcContent
            {
                Collection = "PPR", Id = draft.Ids[number - 1], Article = Words(draft, number), Server = draft.Server, Number = number,
                Versions = [.. draft.Ids.Take(number)], Created = shown.AddHours(-2), Shown = shown, Changed = shown,
            };
            var life = new List<Version<EuropePmcContent>> { new(shown, WorldEventTypes.New, content) };
            if (number < draft.Ids.Count) life.Add(Updated(draft.Second!.Value, content with { Versions = draft.Ids }));
            else if (draft.Linked is { } linked) life.Add(Updated(linked, content with { Other = new EuropePmcLink("Preprint of", "MED", draft.Pmid!) })); // non-null: linked to it
            yield return new Record<EuropePmcContent>(content.ExternalId, draft.Recipe.Watches, life) { Harm = draft.Recipe.Harm, Authored = draft.Recipe.Watches };
        }
    }

    private static Version<EuropePmcContent> Updated(DateTimeOffset at, EuropePmcContent content) => new(at, WorldEventTypes.Updated, content with { Changed = at });

    private ArticleContent Words(PreprintDraft draft, int number)
    {
        var doi = "10.5555/ppr." + draft.Ids[0];
        // The very words of the article that may come of it.
        var article = new ArticleBuilder(seed, new ArticleDraft(draft.Recipe, draft.Posted, draft.Posted) { Pmid = draft.Pmid ?? draft.Ids[0], TitleXml = draft.TitleXml }, []).Record().Versions[0].Content;
        return article with
        {
            Pmid = "",
            Authors = preprints.Authors(draft),
            Pmcid = null,
            PublicationTypes = ["Preprint"],
            Doi = draft.Server == "Research Square" ? $"{doi}/v{number}" : doi,
            Abstract = number == 1 ? article.Abstract : [.. article.Abstract, new AbstractSection(null, null, "This version adds a figure.")],
        };
    }
}
