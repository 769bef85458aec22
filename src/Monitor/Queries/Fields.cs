using Monitor.Documents;

namespace Monitor.Queries;

/// <summary>A named text of a hit.</summary>
internal readonly record struct FieldText(string Field, string Text);

/// <summary>
/// What the text tags look at, per kind: article = title, abstract, author keywords; trial = titles, summaries, conditions,
/// arms, interventions, outcomes, keywords, never eligibility; notice = title, body, firm, product, reason. Never reference lists.
/// </summary>
internal static class Fields
{
    /// <summary>The texts that a text tag looks at; none for a tag that is not about text.</summary>
    public static IEnumerable<FieldText> Of(Hit hit, string tag)
    {
        var all = hit switch
        {
            Article article => OfArticle(article),
            Trial trial => OfTrial(trial),
            Notice notice => OfNotice(notice),
            _ => [],
        };
        return tag switch
        {
            "tiab" or "tw" or "all" => all,
            "ti" => all.Where(f => IsTitle(f.Field)),
            "ab" => all.Where(f => f.Field is "abstract" or "otherAbstracts" or "description" or "body"),
            "ot" => all.Where(f => f.Field == "keywords"),
            _ => [],
        };
    }

    private static bool IsTitle(string field) => field is "title" or "vernacularTitle" or "book" or "officialTitle" or "acronym";

    private static IEnumerable<FieldText> OfArticle(Article a) =>
        Texts(("title", a.Title), ("vernacularTitle", a.VernacularTitle), ("book", a.Book), ("abstract", a.Abstract))
            .Concat(Lists(("otherAbstracts", a.OtherAbstracts), ("keywords", a.Keywords)));

    private static IEnumerable<FieldText> OfTrial(Trial t) =>
        Texts(("title", t.Title), ("officialTitle", t.OfficialTitle), ("acronym", t.Acronym), ("abstract", t.Abstract), ("description", t.Description))
            .Concat(Lists(("conditions", t.Conditions), ("interventions", t.Interventions), ("arms", t.Arms), ("outcomes", t.Outcomes), ("keywords", t.Keywords)));

    private static IEnumerable<FieldText> OfNotice(Notice n) =>
        Texts(("title", n.Title), ("abstract", n.Abstract), ("body", n.Body), ("firm", n.Firm), ("product", n.Product), ("reason", n.Reason));

    private static IEnumerable<FieldText> Texts(params (string Field, string? Text)[] fields) =>
        fields.Where(f => !string.IsNullOrEmpty(f.Text)).Select(f => new FieldText(f.Field, f.Text!)); // non-null: filtered just before

    private static IEnumerable<FieldText> Lists(params (string Field, IReadOnlyList<string> Texts)[] fields) =>
        fields.SelectMany(f => f.Texts.Select(text => new FieldText(f.Field, text)));
}
