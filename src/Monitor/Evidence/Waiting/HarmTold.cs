using System.Text.RegularExpressions;
using Monitor.Documents;

namespace Monitor.Evidence.Waiting;

/// <summary>What a record tells of harm, in one sentence of it.</summary>
/// <param name="Words">The harms that it names.</param>
/// <param name="People">How many, or who, as the record says it; null = it does not.</param>
/// <param name="Sentence">The sentence.</param>
/// <param name="InTitle">Whether the sentence is the title.</param>
internal sealed record HarmSentence(IReadOnlyList<string> Words, string? People, string Sentence, bool InTitle);

/// <summary>Finds the sentence that tells most of a harm. Pure.</summary>
internal static class HarmTold
{
    private const int MostWords = 4;
    private const int MostSentences = 200;

    /// <summary>Null = no sentence names a harm that it does not deny.</summary>
    public static HarmSentence? Of(Article article)
    {
        try
        {
            return Best(new Told(article));
        }
        catch (Exception e) when (Lexicon.IsUnreadable(e))
        {
            return null;
        }
    }

    private static HarmSentence? Best(Told told)
    {
        var best = told.All.Take(MostSentences).Select((s, i) => (Sentence: s, Weight: Weight(s), IsTitle: i == 0)).MaxBy(s => s.Weight);
        if (best.Weight == 0) return null;
        // The title often says how many, and the abstract what befell them.
        var people = PeopleWords.Named(best.Sentence) ?? told.All.Select(PeopleWords.Named).FirstOrDefault(p => p is not null);
        return new HarmSentence(Words(best.Sentence), people, best.Sentence, best.IsTitle);
    }

    /// <summary>The same of a text that is no abstract, such as the reason why a trial stopped.</summary>
    public static HarmSentence? Of(string text) =>
        Of(new Article { Id = "", Source = "", ExternalId = "", Title = "", Abstract = text });

    /// <summary>Whether a text names a death or another serious harm that an earlier text of it did not.</summary>
    public static bool IsNew(string? before, string? now)
    {
        if (now is null) return false;
        try
        {
            var known = Named(before ?? "");
            return Named(now).Any(word => !known.Contains(word));
        }
        catch (Exception e) when (Lexicon.IsUnreadable(e))
        {
            return true;
        }
    }

    private static HashSet<string> Named(string text) =>
        [.. Told.Split(text).Take(MostSentences).SelectMany(Words).Where(w => !HarmWords.IsLoose(w)).Select(w => w.ToUpperInvariant())];

    /// <summary>Grave before named before loose; people counted before none; the abstract before the title.</summary>
    private static int Weight(string sentence)
    {
        var named = HarmWords.Specific(sentence) is not null ? 3 : Claim.Of(sentence, HarmWords.Harm()) is not null ? 1 : 0;
        var weight = named + (Claim.Of(sentence, HarmWords.Grave()) is null ? 0 : 3);
        return weight == 0 ? 0 : weight + (PeopleWords.Told(sentence) ? 2 : PeopleWords.Named(sentence) is null ? 0 : 1);
    }

    private static IReadOnlyList<string> Words(string sentence)
    {
        var found = new List<string>();
        foreach (var words in (Regex[])[HarmWords.Harm(), HarmWords.Grave()])
        {
            for (var match = words.Match(sentence); match.Success; match = match.NextMatch())
            {
                var word = match.Value.Trim(' ', ',');
                if (!Claim.Holds(sentence, match) || found.Exists(f => f.Contains(word, StringComparison.OrdinalIgnoreCase))) continue;
                found.Add(word);
            }
        }

        return [.. found.OrderBy(w => HarmWords.IsLoose(w) ? 1 : 0).Take(MostWords)];
    }
}
