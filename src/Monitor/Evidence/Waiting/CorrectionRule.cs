using System.Text.RegularExpressions;

namespace Monitor.Evidence.Waiting;

/// <summary>A correction that changes no finding: of a name, a figure, a licence.</summary>
internal static partial class CorrectionRule
{
    public static bool IsNote(Told told) => told.IsType("Published Erratum") || Note().IsMatch(told.Title);

    /// <summary>A retraction, an expression of concern, a withdrawal: never waits.</summary>
    public static bool TakesBack(Told told) =>
        told.IsType("Retraction of Publication", "Retracted Publication", "Expression of Concern") || Back().IsMatch(told.Title);

    /// <summary>It says what it corrects, and that is no finding. Without a text its title must say no harm, which may be what it corrects.</summary>
    public static string? Shown(Told told)
    {
        if (!IsNote(told) || told.Sentences.Any(ChangesFinding)) return null;
        return told.Sentences.Append(told.Title).FirstOrDefault(s => Administrative().IsMatch(s))
            ?? (told.Sentences.Count == 0 && !told.SaysHarmInTitle ? told.Title : null);
    }

    private static bool ChangesFinding(string sentence) =>
        Claim.Of(sentence, HarmWords.Grave()) is not null
        || PeopleWords.Told(sentence)
        || (HarmWords.Harm().IsMatch(sentence) && Takes().IsMatch(sentence))
        || NumberTakes().IsMatch(sentence);

    [GeneratedRegex(@"^(?:(?:author|publisher)(?:['’]s)? )?(?:correction|corrigendum|erratum|errata|addendum)\b|" +
        @"^publisher['’]s note", Lexicon.Options, Lexicon.Limit)]
    private static partial Regex Note();

    [GeneratedRegex(@"^(?:retract|expression of concern|withdrawn|withdrawal)", Lexicon.Options, Lexicon.Limit)]
    private static partial Regex Back();

    [GeneratedRegex(@"\b(?:affiliations?|department|misspel\w+|spelling|names? of|author (?:contributions?|names?|order)|orcid|grants?|" +
        @"funding|acknowledge?ments?|licen[cs]e|copyright|typeset\w*|typograph\w*|footnotes?|colou?rs?|fig(?:ure|\.)|images?|" +
        @"legends?|captions?|label\w*|registration number|e-?mail|corresponding author|references?|omitted|" +
        @"conflicts? of interest|ethic\w+ statement|data availability|pagination|(?:does|do|did) not (?:change|affect|alter)|" +
        @"isn['’]t affected|(?:is|are|was|were) (?:not affected|unaffected|unchanged)|stay as published|remain (?:valid|" +
        @"unchanged|the same)|nothing else|no element)\b", Lexicon.Options, Lexicon.Limit)]
    private static partial Regex Administrative();

    [GeneratedRegex(@"\b(?:withdrawn|retract\w*|no longer|not supported|concern|investigat\w+|should read|correct (?:number|figure|value|" +
        @"rate)|was given as|re-?examin\w+|re-?analy\w+|not reported|omitted)\b", Lexicon.Options, Lexicon.Limit)]
    private static partial Regex Takes();

    [GeneratedRegex(@"\b(?:should|ought to|must) (?:have )?(?:read|be|been)\W{1,3}(?:\d|" + PeopleWords.Number + @"\b)",
        Lexicon.Options, Lexicon.Limit)]
    private static partial Regex NumberTakes();
}
