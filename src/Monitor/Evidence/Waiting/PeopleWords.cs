using System.Text.RegularExpressions;

namespace Monitor.Evidence.Waiting;

/// <summary>Who is told of: people counted or with an age, single persons, animals.</summary>
internal static partial class PeopleWords
{
    public const string Count =
        @"\d+(?:,\d{3})*|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|" +
        @"eighteen|" +
        @"nineteen|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:-[a-z]+)?";

    public const string Number = "(?:" + Count + "|both|several|many|most)";

    public const string Folk =
        @"(?:patients?|wom[ae]n|m[ae]n|girls?|boys?|child(?:ren)?|adults?|adolescents?|participants?|volunteers?|subjects?|" +
        @"clients?|users?|buyers?|customers?|consumers?|recipients?|persons?|people|individuals|infants?|residents|relatives|" +
        @"plaintiffs|callers|travell?ers|tourists|sisters|brothers|twins|players|survivors|(?:blind )?eyes|faces|cases)";

    public const string Animals =
        @"(?:mouse|mice|murine|rats?|rodents?|rabbits?|guinea pigs?|hamsters?|gerbils?|zebrafish|dogs?|canine|beagles?|" +
        @"retriever|labrador|horses?|mares?|stallions?|geldings?|foals?|pon(?:y|ies)|equine|warmblood|mini-?pigs?|pigs?|" +
        @"piglets?|swine|macaques?|monkeys?|primates|sheep|ewes?|goats?|calves|cats?|feline|ferrets?|chicks?|chickens?|" +
        @"animals?|drosophila|larvae)";

    /// <summary>Whether a sentence counts people or gives the age of one; not where their blood or tissue is meant.</summary>
    public static bool Told(string sentence) => !PartOf().IsMatch(sentence) && (Counted().IsMatch(sentence) || Aged().IsMatch(sentence));

    /// <summary>How many, or who, as the sentence says it; null where it does not.</summary>
    public static string? Named(string sentence) =>
        Counted().Match(sentence) is { Success: true } counted ? counted.Value
        : AgedPerson().Match(sentence) is { Success: true } aged ? aged.Value
        : One().Match(sentence) is { Success: true } one && one.Value.Contains(' ', StringComparison.Ordinal) ? one.Value
        : null;

    [GeneratedRegex(@"\b" + Number +
        @"(?: of (?:the|these|those|our|his|her)\b)?(?:[ -](?!million|cells?|mice|rats?|vials?|(?:of|and|in|that|which|who|on|for|" +
        @"to|from|with|about|by|at|after|the)\b)[a-z'’-]+){0,3}? " + Folk + @"\b(?! (?:[a-z]+ )?" + Animals + @")|" +
        @"\b" + Folk + @" \(?n ?= ?\d+|\bof " + Number +
        @" (?:patients|participants|women|men|people|clients)", Lexicon.Options, Lexicon.Limit)]
    internal static partial Regex Counted();

    [GeneratedRegex(@"\b(?:\d{1,3}|[a-z]+)[- ](?:years?|months?)[- ]olds?\b(?! (?:[a-z'’-]+ ){0,4}?" + Animals +
        @"\b)(?! C57)|\baged? \d{1,3}\b(?! weeks)|\bof \d{1,3} years\b|" +
        @"\ban? (?!total|mean|median|sample|group|cohort|number|series|score|dose|rate)[a-z-]+(?: [a-z-]+)? of [1-9]\d (?:who|with|" +
        @"had|was|came|developed)\b|\bin (?:her|his) (?:twenties|thirties|forties|fifties|" +
        @"sixties|seventies|eighties)\b", Lexicon.Options, Lexicon.Limit)]
    internal static partial Regex Aged();

    [GeneratedRegex(@"\b\d{1,3}[- ]years?[- ]old(?: [a-z-]+){0,2}? " + Folk + @"\b|\b\d{1,3}[- ]years?[- ]old\b",
        Lexicon.Options, Lexicon.Limit)]
    private static partial Regex AgedPerson();

    [GeneratedRegex(@"\b(?:a|an|one|our|this|the|my|his|her) (?:[a-z-]+ ){0,2}?(?:patient|woman|man|girl|boy|child|participant|client|" +
        @"user|recipient|volunteer|infant)\b|\b(?:she|he)\b", Lexicon.Options, Lexicon.Limit)]
    internal static partial Regex One();

    [GeneratedRegex(@"\b(?:plasma|blood|serum|sera|samples?|specimens?|cells|tissues?|skin|urine|vesicles|exosomes) (?:of|from) (?:" +
        Number + @" )?(?:[a-z-]+ ){0,2}" + Folk, Lexicon.Options, Lexicon.Limit)]
    internal static partial Regex PartOf();

    [GeneratedRegex(@"\b(?:obtained|collected|donated|donors?|discarded|harvested|left over|leftover|pooled|used only)\b",
        Lexicon.Options, Lexicon.Limit)]
    internal static partial Regex Donor();

    [GeneratedRegex(@"\b(?:she|he|herself|himself|women|woman|men|man|patients?|volunteers|participants|clients|recipients)\b",
        Lexicon.Options, Lexicon.Limit)]
    internal static partial Regex Person();

    [GeneratedRegex(@"\b(?:clients?|customers?|(?<!transplant )recipients?|consumers?)\b", Lexicon.Options, Lexicon.Limit)]
    internal static partial Regex Buyer();

    /// <summary>Animals that were studied; not those that the vesicles came from.</summary>
    [GeneratedRegex(@"\b" + Animals + @"\b(?!(?:[- ]derived)?(?: [a-z-]+){0,3}? " + ProductWords.Product + @")",
        Lexicon.Options, Lexicon.Limit)]
    internal static partial Regex Animal();

    [GeneratedRegex(@"\b(?:i am|i was|i had|my (?:face|skin|scalp|eye|doctor))\b", Lexicon.Options, Lexicon.Limit)]
    internal static partial Regex Self();

    [GeneratedRegex(@"\bs?he\b", Lexicon.Options, Lexicon.Limit)]
    internal static partial Regex HeOrShe();
}
