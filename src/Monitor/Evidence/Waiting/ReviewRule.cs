using System.Text.RegularExpressions;

namespace Monitor.Evidence.Waiting;

/// <summary>A review, guideline, or opinion without patients of its own.</summary>
internal static partial class ReviewRule
{
    private static readonly string[] Reviews =
    [
        "Review", "review-article", "Systematic Review", "Scoping Review", "Meta-Analysis", "Network Meta-Analysis",
        "Consensus Statement", "Consensus Development Conference", "Practice Guideline", "Guideline",
    ];

    private static readonly string[] Opinions = ["Editorial", "Comment", "Letter", "News"];

    public static string? Shown(Told told)
    {
        var typed = told.IsType(Reviews);
        if (told.IsCaseReport || (!typed && told.SaysHarmInTitle)) return null;
        var shown = told.First(Reviewed());
        var general = shown is not null && (told.Sentences.Count > 0 || Reviewed().IsMatch(told.Title));
        // "Exosomes, hair and sepsis", a letter without abstract, may report patients.
        var spoken = told.IsType(Opinions) && General().IsMatch(told.Title);
        if (!typed && !general && !spoken) return null;
        if (!typed && !Reviewed().IsMatch(told.Title) && Lived.Shown(told)) return null;
        return HasOwn(told) ? null : shown ?? told.Title;
    }

    private static bool HasOwn(Told told) =>
        told.TellsHarm || told.Befell is not null || told.Harmed() is not null || told.All.Any(s => Claim.Of(s, Own()) is not null);

    [GeneratedRegex(@"\b(?:(?:narrative|scoping|systematic|umbrella|literature|critical|living|this) review|we (?:summari[sz]e|discuss|" +
        @"argue|propose|outline|compile)|we review(?! the (?:notes|charts|records))|review of the (?:literature|evidence|" +
        @"emerging)|overview|position paper|consensus|delphi|guidelines?|expert (?:panel|group|opinion)|recommendations|" +
        @"commentary|viewpoint|perspectives?|opinion(?: leaders)?|in (?:my|our) (?:view|opinion)|" +
        @"the author(?:s)?(?:, an? [a-z]+,)? (?:argues?|shares|discusses|reviews)|the article (?:predicts|argues|discusses|" +
        @"reviews|explains)|jurist|ethicist|roundtable|proposal of|theoretical considerations|how-to|bibliometric|" +
        @"scientometric|we read the|we (?:congratulate|thank|commend) the|letter to the editor|meta-analysis|how should we|" +
        @"where do we stand|state of the art|what (?:do we|dermatologists should) know)\b", Lexicon.Options, Lexicon.Limit)]
    private static partial Regex Reviewed();

    [GeneratedRegex(@"\b(?:weighing|benefits?|hype|promise|pitfalls|opinion|evidence|regulation|regulatory|debate|perspectives?|future|" +
        @"considerations|controvers\w+|challenges|myths?|the risk of|legal|ethic\w+|update)\b", Lexicon.Options, Lexicon.Limit)]
    private static partial Regex General();

    [GeneratedRegex(@"\b(?:our (?:own )?(?:patients?|cases?|clients?)|own \d+ patients|individual patient data|treated personally|(?:i|" +
        @"we) (?:have )?(?:seen|saw|treated|report|describe|encountered|evaluated|examined|managed|observed) (?:a|an|one|two|" +
        @"three|four|five|\d+|several|what happened))\b", Lexicon.Options, Lexicon.Limit)]
    private static partial Regex Own();
}
