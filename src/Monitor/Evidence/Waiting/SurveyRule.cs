using System.Text.RegularExpressions;

namespace Monitor.Evidence.Waiting;

/// <summary>
/// A survey of what people know, think, fear or want. Its numbers are answers: "infection, 49%" was named, not suffered. One that
/// counts harms among users does not wait.
/// </summary>
internal static partial class SurveyRule
{
    public static string? Shown(Told told)
    {
        var minds = Minds().IsMatch(told.Title);
        var shown = told.First(Asked()) ?? (minds && told.Sentences.Count > 0 && !Lived.Shown(told) ? told.Title : null);
        if (shown is null || told.IsCaseReport || told.SaysHarmInTitle) return null;
        if (told.Befell is not null || told.First(FirstHand()) is not null) return null;
        if (After().IsMatch(told.Title) || (told.Sentences.Count == 0 && PeopleWords.One().IsMatch(told.Title))) return null;
        if (minds) return told.TellsHarm || told.All.Any(IsSuffered) ? null : shown;
        // "Complications among buyers: a survey" is one of harms, whatever was asked.
        if (Claim.Of(told.Title, HarmWords.Harm()) is not null && told.Sentences.Any(PeopleWords.Person().IsMatch)) return null;
        if (told.TellsHarm || told.All.Any(CountsHarm)) return null;
        if (Asked().IsMatch(told.Title)) return shown;
        return Lived.Shown(told) || !told.Abounds(Asked()) || told.Sentences.Any(Told.IsAffected) ? null : shown;
    }

    /// <summary>People, and that a harm set in, in one sentence.</summary>
    private static bool IsSuffered(string sentence) =>
        (PeopleWords.Told(sentence) || PeopleWords.Person().IsMatch(sentence) || PeopleWords.One().IsMatch(sentence))
        && !HarmWords.Trivial().IsMatch(sentence)
        && Claim.Of(sentence, HarmWords.SetIn()) is not null && Claim.Of(sentence, HarmWords.Harm()) is not null;

    private static bool CountsHarm(string sentence)
    {
        if (!Number().IsMatch(sentence)) return false;
        if (Unwanted().IsMatch(sentence) || Claim.Of(sentence, HarmWords.Harm(), HarmWords.IsLoose) is not null) return true;
        var (people, setIn) = (PeopleWords.Told(sentence), HarmWords.SetIn().IsMatch(sentence));
        if ((people || setIn) && Claim.Of(sentence, HarmWords.Harm()) is not null) return true;
        return people && HarmWords.Harm().IsMatch(sentence) && !HarmWords.Trivial().IsMatch(sentence)
            && Claim.Of(sentence, HarmWords.SetIn()) is not null;
    }

    /// <summary>That somebody was asked, or looked for in words that others wrote.</summary>
    [GeneratedRegex(@"\b(?:questionnaires?|survey(?:s|ed)?|knowledge|attitudes?|awareness|perceptions?|preparedness|confidence|" +
        @"willingness|poll(?:s|ed)?|quiz|panel|interview(?:s|ed)?|mystery calls|vignettes?|preferences|discrete choice|opinions?|" +
        @"hopes and fears|focus groups?|beliefs|google trends|search (?:interest|volume)|hashtags|consent forms|respond(?:ents|ed)|" +
        @"repl(?:y|ies|ied)|answer(?:s|ed)|views on|tiktok|instagram|posing as|readability|websites|card-sorting|" +
        @"(?:was|were|and) (?:asked|phoned|telephoned)|recall of)\b", Lexicon.Options, Lexicon.Limit)]
    private static partial Regex Asked();

    /// <summary>What is in people's minds, as the subject of a title.</summary>
    [GeneratedRegex(@"\b(?:knowledge|knows?|known|attitudes?|aware(?:ness)?|perce(?:ive|ption)\w*|understand\w*|beliefs?|believe|think|" +
        @"thoughts?|fear\w*|hopes?|expectations?|expect|worr(?:y|ies|ied)|concerns|trust|willing\w*|readiness|ready|" +
        @"prepared(?:ness)?|confidence|confident|preferences?|opinions?|views?|interest|demand|intentions?|motiv\w+|motives|" +
        @"literacy|counsel\w*|advis\w+|advice|wants?|wish\w*|consider|choices?|choose|misconceptions?|recogni[sz]\w+)\b",
        Lexicon.Options, Lexicon.Limit)]
    private static partial Regex Minds();

    /// <summary>"Views after complications": of those who had them.</summary>
    [GeneratedRegex(@"\b(?:after|following|living with|who had)(?: [a-z-]+){0,3} " + HarmWords.Harms, Lexicon.Options, Lexicon.Limit)]
    private static partial Regex After();

    [GeneratedRegex(@"\b(?:injured|first-hand|harmed|victims?)\b", Lexicon.Options, Lexicon.Limit)]
    private static partial Regex FirstHand();

    [GeneratedRegex(@"\b(?:" + PeopleWords.Count + @"|\d[\d,.]*%?)\b", Lexicon.Options, Lexicon.Limit)]
    private static partial Regex Number();

    [GeneratedRegex("unwanted|untoward", Lexicon.Options, Lexicon.Limit)]
    private static partial Regex Unwanted();
}
