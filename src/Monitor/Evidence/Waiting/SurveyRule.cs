using System.Text.RegularExpressions;

namespace Monitor.Evidence.Waiting;

/// <summary>A survey of knowledge or attitudes; one that counts harms among users does not wait.</summary>
internal static partial class SurveyRule
{
    public static string? Shown(Told told)
    {
        if (told.IsCaseReport || told.SaysHarmInTitle || told.First(Asked()) is not { } shown) return null;
        if (told.TellsHarm || told.All.Any(CountsHarm)) return null;
        return !Asked().IsMatch(told.Title) && Lived.Shown(told) ? null : shown;
    }

    private static bool CountsHarm(string sentence)
    {
        if (Claim.Of(sentence, HarmWords.Grave()) is not null || FirstHand().IsMatch(sentence)) return true;
        if (!Number().IsMatch(sentence)) return false;
        if (Unwanted().IsMatch(sentence) || Claim.Of(sentence, HarmWords.Harm(), HarmWords.IsLoose) is not null) return true;
        var (people, setIn) = (PeopleWords.Told(sentence), HarmWords.SetIn().IsMatch(sentence));
        if ((people || setIn) && Claim.Of(sentence, HarmWords.Harm()) is not null) return true;
        return people && HarmWords.Harm().IsMatch(sentence) && !HarmWords.Trivial().IsMatch(sentence)
            && Claim.Of(sentence, HarmWords.SetIn()) is not null;
    }

    [GeneratedRegex(@"\b(?:questionnaires?|survey(?:s|ed)?|knowledge|attitudes?|awareness|perceptions?|preparedness|confidence|" +
        @"willingness|poll|quiz|interviews?|interviewed|mystery calls|vignettes?|preferences|discrete choice|opinions?|" +
        @"hopes and fears|focus groups?|beliefs|google trends|search (?:interest|volume)|hashtags|consent forms|respondents|" +
        @"answered \d+ (?:questions|items)|views on|tiktok|instagram|posing as|readability|websites|(?:were|was) asked|" +
        @"recall of)\b", Lexicon.Options, Lexicon.Limit)]
    private static partial Regex Asked();

    [GeneratedRegex(@"\b(?:injured|first-hand|harmed|victims?)\b", Lexicon.Options, Lexicon.Limit)]
    private static partial Regex FirstHand();

    [GeneratedRegex(@"\b(?:" + PeopleWords.Count + @"|\d[\d,.]*%?)\b", Lexicon.Options, Lexicon.Limit)]
    private static partial Regex Number();

    [GeneratedRegex("unwanted|untoward", Lexicon.Options, Lexicon.Limit)]
    private static partial Regex Unwanted();
}
