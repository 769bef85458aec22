using Monitor.Documents;
using Monitor.Queries;
using Monitor.Text;

namespace Monitor.Tests.Infrastructure.Seeds;

/// <summary>The matcher beside a naive reading of the query, and its reasons beside the text that they point into.</summary>
internal static class MatcherSeeds
{
    public const string Found = "found", NotFound = "not found";

    public static Drawn Try(int seed)
    {
        var random = new RandomQuery(seed);
        var query = random.Query();
        var article = Any.Article(title: random.Text()) with { Abstract = random.Text(), Keywords = [random.Text(), random.Text()] };
        var reasons = Matcher.Match(query, article, "w");
        var came = reasons is null ? NotFound : Found;
        if (reasons is not null != Holds(query.Root, article)) return new Drawn(came, $"{came}, and a naive reading says the other: {query}");
        return new Drawn(came, (reasons ?? []).Select(r => Misplaced(r, article)).FirstOrDefault(wrong => wrong is not null));
    }

    private static string? Misplaced(Match reason, Article article)
    {
        if (reason.Offsets.Count == 0) return $"a reason without a place: {reason.Clause}";
        var texts = Texts(article, "tiab").Where(t => t.Field == reason.Field).Select(t => t.Text);
        var stands = texts.Any(t => reason.Offsets.All(o => o.Start + o.Length <= t.Length && reason.Words.Contains(t.Substring(o.Start, o.Length), StringComparer.OrdinalIgnoreCase)));
        return stands ? null : $"a reason that points elsewhere: {reason.Clause} in {reason.Field}";
    }

    /// <summary>The rule in other words: blanks around each folded text make whole words and phrases plain substrings.</summary>
    private static bool Holds(Clause clause, Article article) => clause switch
    {
        Not not => !Holds(not.Part, article),
        Term { Near: { } near } t => Texts(article, t.Tag).Any(f => IsNear(Folded.Line(t.Text).Split(' '), Folded.Line(f.Text).Split(' '), near)),
        Term t => Texts(article, t.Tag).Any(f => $" {Folded.Line(f.Text)} ".Contains($" {Folded.Line(t.Text)}{(t.Truncated ? "" : " ")}", StringComparison.Ordinal)),
        AllOf all => all.Parts.All(p => Holds(p, article)),
        AnyOf any => any.Parts.Any(p => Holds(p, article)),
        _ => throw new InvalidOperationException(),
    };

    /// <summary>Every pair of places is tried: two words, in any order, with at most so many words between.</summary>
    private static bool IsNear(string[] wanted, string[] text, int near) => Enumerable.Range(0, text.Length).Any(i => text[i] == wanted[0]
        && Enumerable.Range(0, text.Length).Any(j => j != i && text[j] == wanted[1] && Math.Abs(i - j) - 1 <= near));

    private static IEnumerable<(string Field, string Text)> Texts(Article a, string tag)
    {
        if (tag != "ab") yield return ("title", a.Title);
        if (tag == "ti") yield break;
        yield return ("abstract", a.Abstract ?? "");
        if (tag == "ab") yield break;
        foreach (var keyword in a.Keywords) yield return ("keywords", keyword);
    }
}
