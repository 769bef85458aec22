using System.Text.RegularExpressions;

namespace Monitor.Evidence.Waiting;

/// <summary>A protocol: what will be done, and nobody was harmed yet.</summary>
internal static partial class ProtocolRule
{
    public static string? Shown(Told told)
    {
        if (Amended().IsMatch(told.Title) || told.SaysHarmInTitle) return null;
        var title = Plan().IsMatch(told.Title) ? told.Title : null;
        var first = title ?? told.First(Plan());
        if (told.IsType("Clinical Trial Protocol")) first = title = first ?? told.Title;
        if (first is null || told.Befell is not null || told.TellsHarm || (title is null && Lived.Shown(told))) return null;
        if (told.Sentences.Any(IsHarmed)) return null;
        // Words of the abstract alone may be those of a report that looks ahead at its end.
        return title ?? (told.Sentences.Count(s => Ahead().IsMatch(s)) >= (Named().IsMatch(told.Title) ? 1 : 2) ? first : null);
    }

    private static bool IsHarmed(string sentence) =>
        PeopleWords.Told(sentence) && HarmWords.SetIn().IsMatch(sentence) && Claim.Of(sentence, HarmWords.Harm()) is not null;

    [GeneratedRegex(@"\b(?:study|trial|review) protocol\b|\bprotocol for\b|: (?:the )?(?:[a-z-]+ )?protocol\b|\bthe [a-z-]+ protocol$|" +
        @"\bprotocol (?:of|summary)\b|\b(?:rationale|study|trial)(?: and)? design\b|\bdesign (?:and|of an?)\b|" +
        @"\bdesign paper\b|\bplanned\b.{0,30}\btrial\b|\bstatistical analysis plan\b|\bprotocol$|\bwe (?:plan|intend) to\b|" +
        @"\b(?:study|trial) outline\b|\bdata dictionary\b|\b(?:will|(?:is|are) to) be (?:randomi[sz]ed|allocated|enrolled|recruited|" +
        @"recorded|collected|treated|compared|stratified|judged|" +
        @"assessed|included)\b|\bwill (?:enrol|recruit|include|randomi[sz]e|receive|test|collect)\b|" +
        @"\bbefore looking at any data\b|\brecruitment (?:has not|is ongoing|is expected|will)\b|\benrol(?:l)?ment has not\b",
        Lexicon.Options, Lexicon.Limit)]
    private static partial Regex Plan();

    [GeneratedRegex(@"\b(?:will|shall|(?:is|are) going to|plans? to|are to be|is to (?:be|receive)|are eligible|(?:is|are) (?:expected|" +
        @"foreseen|planned)|awaits|has not (?:begun|started)|is ongoing)\b", Lexicon.Options, Lexicon.Limit)]
    internal static partial Regex Ahead();

    [GeneratedRegex(@"\b(?:amendment|halted|suspended|stopped|terminat\w+)\b", Lexicon.Options, Lexicon.Limit)]
    private static partial Regex Amended();

    [GeneratedRegex(@"\bprotocol\b", Lexicon.Options, Lexicon.Limit)]
    private static partial Regex Named();
}
