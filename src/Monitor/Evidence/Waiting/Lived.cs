using System.Text.RegularExpressions;

namespace Monitor.Evidence.Waiting;

/// <summary>
/// Whether an abstract tells of somebody: one with an age, one who got the product, a cluster that was counted. A word such as
/// "we review the literature" shows little beside it.
/// </summary>
internal static partial class Lived
{
    public static bool Shown(Told told) => told.Sentences.Any(IsSomebody) || told.All.Any(s => Claims(s, CountedUp()));

    private static bool IsSomebody(string sentence)
    {
        if (ProtocolRule.Ahead().IsMatch(sentence)) return false;
        if (!PeopleWords.PartOf().IsMatch(sentence) && Claims(sentence, PeopleWords.Aged())) return true;
        if (PeopleWords.Self().IsMatch(sentence)) return true;
        if (!PeopleWords.Told(sentence) && !PeopleWords.One().IsMatch(sentence) && !PeopleWords.Buyer().IsMatch(sentence)) return false;
        return GotIt(sentence) || Claim.Of(sentence, HarmWords.SetIn()) is not null || HarmWords.Specific(sentence) is not null;
    }

    private static bool GotIt(string sentence)
    {
        for (var match = ProductWords.Exposed().Match(sentence); match.Success; match = match.NextMatch())
        {
            if (Claim.IsDeniedBefore(sentence, match.Index, 60)) continue;
            if (!Claim.IsSupposed(sentence, match.Index, match.Index + match.Length)) return true;
        }

        return false;
    }

    private static bool Claims(string sentence, Regex words) =>
        words.Match(sentence) is { Success: true } match && !Claim.IsSupposed(sentence, match.Index, match.Index + match.Length);

    [GeneratedRegex(@"\b(?:outbreaks?|clusters? of|pharmacovigilance|disproportionality|case safety reports|spontaneous reports|" +
        @"adverse event (?:reporting system|database)|database|isolates|traced|seen by|seen in|seen at|registr(?:y|ies)|" +
        @"identical)\b", Lexicon.Options, Lexicon.Limit)]
    private static partial Regex CountedUp();
}
