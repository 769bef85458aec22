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

    private static readonly string[] Opinions = ["Editorial", "Comment", "News"];

    public static string? Shown(Told told)
    {
        if (told.IsCaseReport) return null;
        var remark = Comment().IsMatch(told.Title) && !Further().IsMatch(told.Title);
        if (remark && told.Sentences.Count == 0) return told.Title;
        var typed = told.IsType(Reviews);
        if (!typed && told.SaysHarmInTitle) return null;
        var titled = Reviewed().IsMatch(told.Title);
        var spoken = remark || General().IsMatch(told.Title) || told.IsType(Opinions);
        if (!typed && told.Sentences.Count == 0 && !IsShownByTitle(told, titled, spoken)) return null;
        if (!typed && !titled && (Lived.Shown(told) || (!spoken && IsStray(told)))) return null;
        return HasOwn(told) ? null : titled || typed || spoken ? told.Title : told.First(Reviewed());
    }

    /// <summary>"Exosomes, hair and sepsis", a bare letter, may report patients; "weighing harms and hype" names none.</summary>
    private static bool IsShownByTitle(Told told, bool titled, bool spoken) =>
        HarmWords.Specific(told.Title) is null && (titled || (spoken && told.IsType([.. Opinions, "Letter"])));

    private static bool IsStray(Told told) => !told.Abounds(Reviewed()) || told.Sentences.Any(Told.IsAffected);

    private static bool HasOwn(Told told) =>
        told.TellsHarm || told.Befell is not null || told.Harmed() is not null || told.All.Any(s => Claim.Of(s, Own()) is not null);

    /// <summary>What a text says that it is, or what its authors do in it.</summary>
    [GeneratedRegex(@"\b(?:(?:narrative|scoping|systematic|umbrella|literature|critical|living|this|mini-?) ?review|" +
        @"we review(?! the (?:notes|charts|records))|review of the (?:literature|evidence|emerging)|overview|position (?:paper|" +
        @"statement)|consensus|delphi|guidelines?|expert (?:panel|group|opinion)|recommendations|commentary|viewpoint|" +
        @"perspectives?|opinion(?: leaders)?|in (?:my|our) (?:view|opinion)|(?:i|we|the authors?)(?:, an? [a-z]+,)? " +
        @"(?:summari[sz]e|discuss|argue|propose|outline|compile|submit|sketch|call attention|plead|suggest|share|review|" +
        @"predict|explain|trace|recall)s?|(?:this|the) (?:article|paper|piece|chapter|essay|editorial|primer|note) (?:walks|goes|" +
        @"looks|predicts|argues|discusses|reviews|explains|describes|covers|outlines|closes|traces)|jurist|ethicist|" +
        @"roundtable|proposal of|theoretical considerations|how-to|bibliometric|scientometric|we (?:have )?read (?:the|this|with)|" +
        @"we (?:congratulate|thank|commend) the|letter to the editor|meta-analysis|how should we|where do we stand|" +
        @"state of the art|what (?:do we|" +
        @"dermatologists should) know)\b", Lexicon.Options, Lexicon.Limit)]
    private static partial Regex Reviewed();

    /// <summary>A title of advice, of a question, or of a field as a whole; or of things that are no people.</summary>
    [GeneratedRegex(@"\b(?:weighing|benefits?|hype|promises?|pitfalls|opinion|evidence|regulati(?:on|ng)|regulatory|debate|perspectives?|" +
        @"future|considerations|controvers\w+|challenges|myths?|the risk of|legal|law|liability|ethic\w+|update|pearls|tips|" +
        @"lessons|guide|primer|notes?|essay|histor(?:y|ian)|landscape|technology (?:report|assessment)|position|" +
        @"(?:ought to|should|must|need to) (?:know|read|ask)|what the (?:trials|evidence|literature)|" +
        @"(?:things|ways|questions|points|steps) (?:to|an?|every|that|the)|chatbots?|language models|websites|listings|patents?|" +
        @"advertis\w+|(?:test(?:s|ing)|contamination|characteri[sz]ation|content analysis) of|sterility|particle (?:counts?|loss)|" +
        @"storage|shelf|lectures|labell?ing|videos?|social media|simulat\w+|congresses|curricul\w+|training|cadaver\w*|cost|economic)\b|" +
        @"^(?:managing|management|prevention|preventing|avoiding|handling|navigating|understanding|towards?|rethinking|" +
        @"regulating|treating)\b|^(?:why|how|what|should|are|is|do|does|can|could|who) [^:?]*\?", Lexicon.Options, Lexicon.Limit)]
    private static partial Regex General();

    /// <summary>A title that is nothing but the remark on another's.</summary>
    [GeneratedRegex(@"^(?:comments? (?:on|to)|re:|(?:author['’]?s?['’]? )?(?:reply|response) (?:to|from)|letter (?:on|regarding)|" +
        @"in reply)\b|^re:", Lexicon.Options, Lexicon.Limit)]
    private static partial Regex Comment();

    [GeneratedRegex(@"\b(?:our|we|further|second|third|another|new|more)\b", Lexicon.Options, Lexicon.Limit)]
    private static partial Regex Further();

    [GeneratedRegex(@"\b(?:our (?:own )?(?:patients?|cases?|clients?)|of our own|(?:new|further|additional) (?:cases|patients)|" +
        @"own \d+ patients|individual patient data|treated personally|(?:i|" +
        @"we) (?:have )?(?:seen|saw|treated|report|describe|encountered|evaluated|examined|managed|observed) (?:a|an|one|two|" +
        @"three|four|five|\d+|several|what happened))\b", Lexicon.Options, Lexicon.Limit)]
    private static partial Regex Own();
}
