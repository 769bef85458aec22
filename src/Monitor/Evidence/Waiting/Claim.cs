using System.Text.RegularExpressions;

namespace Monitor.Evidence.Waiting;

/// <summary>
/// Whether a sentence claims what its words name: "no deaths occurred" denies it, "infection may follow" supposes it. Pure.
/// </summary>
internal static partial class Claim
{
    private const int Before = 110;
    private const int BeforeSupposed = 140;
    private const int After = 160;
    private const int AfterSupposed = 110;

    /// <summary>The first word of these that the sentence claims; null = it claims none.</summary>
    public static Match? Of(string sentence, Regex words, Func<string, bool>? skip = null)
    {
        for (var match = words.Match(sentence); match.Success; match = match.NextMatch())
        {
            if ((skip is null || !skip(match.Value)) && Holds(sentence, match)) return match;
        }

        return null;
    }

    public static bool Holds(string sentence, Match match) =>
        !IsDenied(sentence, match) && !IsSupposed(sentence, match.Index, match.Index + match.Length);

    public static bool IsDenied(string sentence, Match match) =>
        IsDeniedBefore(sentence, match.Index, Before)
        || DeniedAfter().IsMatch(Until(Cut(sentence, match.Index + match.Length, After), Turn()));

    /// <summary>Whether a denying word stands in the same part of the sentence before this place.</summary>
    public static bool IsDeniedBefore(string sentence, int at, int length) =>
        DeniedBefore().IsMatch(Since(sentence[Math.Max(0, at - length)..at], Turn()));

    public static bool IsSupposed(string sentence, int start, int end) =>
        SupposedBefore().IsMatch(Since(Since(sentence[Math.Max(0, start - BeforeSupposed)..start], Contrast()), Question()))
        || SupposedAfter().IsMatch(Until(Cut(sentence, end, AfterSupposed), Contrast()));

    private static string Cut(string text, int start, int length) => text.Substring(start, Math.Min(length, text.Length - start));

    private static string Since(string text, Regex turn)
    {
        var start = 0;
        for (var match = turn.Match(text); match.Success; match = match.NextMatch()) start = match.Index + match.Length;
        return text[start..];
    }

    private static string Until(string text, Regex turn) => turn.Match(text) is { Success: true } match ? text[..match.Index] : text;

    [GeneratedRegex(@"\b(?:no|not|none|without|never|neither|nor|nobody|nothing|nil|zero|absence|absent|free (?:of|from)|lack(?:s|ed|" +
        @"ing)?|denied|exclud\w+|exclusion|rather than|other than|apart from|fewer|less|cannot|fell|spared|symptom-free)\b|" +
        @"n['’]t\b", Lexicon.Options, Lexicon.Limit)]
    private static partial Regex DeniedBefore();

    [GeneratedRegex(@"\b(?:not|never|absent|excluded|improbable|unlikely|neither|none|nil|nobody|negative|ruled out|prevented|" +
        @"avoided|averted|uneventful|" +
        @"unrelated)\b|n['’]t\b", Lexicon.Options, Lexicon.Limit)]
    private static partial Regex DeniedAfter();

    /// <summary>Where a denial ends: another part of the sentence, or a count, which affirms.</summary>
    [GeneratedRegex(@"[;:]|\b(?:but|however|although|though|except|whereas|while|yet|until|unless|before|nevertheless|still)\b|" +
        @"\(n ?= ?\d|\(\d+[%)]|, and (?=(?:" + PeopleWords.Number + @"|she|he|they|a|an|another|the) )| [–—] ",
        Lexicon.Options, Lexicon.Limit)]
    private static partial Regex Turn();

    [GeneratedRegex(@";|\b(?:but|however|although|though|whereas|nevertheless|yet)\b", Lexicon.Options, Lexicon.Limit)]
    private static partial Regex Contrast();

    [GeneratedRegex(@"\?", Lexicon.Options, Lexicon.Limit)]
    private static partial Regex Question();

    [GeneratedRegex(@"\b(?:any|could|may|might|would|should|can|shall|will|must|to be|going to|potential(?:ly)?|possib(?:le|ly|ility)|" +
        @"theor(?:y|etical\w*)|hypothe\w+|risks?|fear\w*|perceived|expect(?:ed|ations?)|if|whether|in case of|scenarios?|" +
        @"vignettes?|rules?|defined|define|criteri(?:a|on)|exclu\w+|outcomes? (?:is|are|include)|as an? (?:\w+ )?outcome|" +
        @"end ?points?|events? of interest|eligible|prevent\w*|avoid\w*|protect\w*|resist\w*|against|knowledge|aware\w*|" +
        @"recogni\w*|knows?|knew|mention\w*|imagin\w+|illustrative|questions? on|hopes?|counsel\w*|mandatory|duty|" +
        @"concern(?:s|ed)? (?:about|over|for|regarding|of)|warnings?|views|supposed|covers?|includes?|looks? for|screen\w*|" +
        @"detect\w*|ought|plan(?:s|ned)?|surveillance|simulat\w+|models?|mock|suspected|known (?:for|cause)|dreaded)\b",
        Lexicon.Options, Lexicon.Limit)]
    private static partial Regex SupposedBefore();

    [GeneratedRegex(@"\b(?:surveillance|prevention|will|shall|would|could|might|are secondary|are the (?:primary|secondary)|end ?points?|" +
        @"outcomes?|worr\w+|(?:was|were) (?:discussed|described|addressed|named|put forward|mentioned|listed|ranked|recalled|" +
        @"recogni[sz]ed|rightly|given by)|can['’]?t|cannot|eligible|named in|by \d+%)\b|^[^.;]{0,30}\?",
        Lexicon.Options, Lexicon.Limit)]
    private static partial Regex SupposedAfter();
}
