using System.Text.RegularExpressions;

namespace Monitor.Evidence.Waiting;

/// <summary>Words of harm: what befalls people, and how it is tied to a product.</summary>
internal static partial class HarmWords
{
    public const string Harms =
        @"(?:complications?|complicated|adverse (?:[a-z]+ )?(?:events?|effects?|reactions?|outcomes?)|side[- ]effects?|" +
        @"harms?|harmed|injur(?:y|ies|ed)|(?:unwanted|untoward) effects?|(?:(?:osteo|radio|myo)?necros[ie]s|necrotic|" +
        @"necroti[sz]ing)(?! factor)|eschars?|gangrene|slough\w*|ulcer(?:ation|ated|s)?|granulom\w+|nodul(?:es?|ar)|lumps?|" +
        @"abscess\w*|cellulitis|fasciitis|(?:super|re|co)?infect(?:ions?|ed|ious)|mycobacteri\w*|sepsis|septic|(?:bacter|" +
        @"fung|vir)a?emi[ac]|meningitis|endophthalmitis|(?:pan)?uveitis|osteomyelitis|encephal\w+|vasculitis|" +
        @"(?<!under )occlusion|embol\w+|thrombo(?:sis|ses|tic)|strokes?|infarct\w*|blindness|hearing loss|(?:vision|" +
        @"visual) (?:loss|impairment)|loss of (?:vision|sight|an? eye)|anaphyla\w+|hypersensitiv\w+|allerg(?:y|ies|ic)|" +
        @"contact dermatitis|urticaria\w*|wheals?|angioedema|(?:hyper|hypo|dys)pigment\w+|scars|scarring|keloids?|" +
        @"panniculitis|pustul\w+|erupti\w+|zoster|neuralgia|shock(?! (?:loss|shedding|wave))|hypotension|collapsed?|" +
        @"seizures?|paralysis|palsy|paresis|outbreaks?|hepatitis|haemolysis|syncope|deaths?|fatal\w*)";

    /// <summary>"Effluvium treated with exosomes" names a disease treated; "a patient treated with exosomes" does not.</summary>
    public const string TreatedWith =
        @"(?<!\b(?:patients?|wom[ae]n|m[ae]n|child(?:ren)?|adults|clients|people|persons|recipients|volunteers|areas?|skin|faces?|scalp|" +
        @"cheeks) )\btreated (?:with|by|under)\b";

    /// <summary>Whether a word stands for any harm, and names none.</summary>
    public static bool IsLoose(string word) => Loose().IsMatch(word);

    /// <summary>The first word of a sentence that claims a harm by its name.</summary>
    public static Match? Specific(string sentence) => Claim.Of(sentence, Harm(), IsLoose);

    /// <summary>"Salvage of necrosis by exosomes": what is named before the product is what it relieves.</summary>
    public static bool IsRelieved(string title) => Relieved().IsMatch(title);

    /// <summary>A number beside a harm that is named: "12 abscesses", "infection (n = 3)"; not a share of answers.</summary>
    public static bool IsCounted(string sentence)
    {
        for (var match = Harm().Match(sentence); match.Success; match = match.NextMatch())
        {
            if (IsLoose(match.Value) || !Claim.Holds(sentence, match)) continue;
            if (CountBefore().IsMatch(sentence[Math.Max(0, match.Index - 80)..match.Index])) return true;
            if (CountAfter().IsMatch(sentence[(match.Index + match.Length)..])) return true;
        }

        return false;
    }

    [GeneratedRegex(@"\b" + PeopleWords.Number +
        @"(?: of (?:the )?" + PeopleWords.Number +
        @")?(?: (?!(?:h|hours|days?|weeks?|months?|years?|ml|mg|of|and|in|to|with)\b)[a-z-]+){0,3} $",
        Lexicon.Options, Lexicon.Limit)]
    private static partial Regex CountBefore();

    [GeneratedRegex(@"^(?: in (?:about )?(?:\d+(?![\d.]*%)|" + PeopleWords.Number + @")\b| \((?:n ?= ?)?\d+\b(?![.\d]*%))",
        Lexicon.Options, Lexicon.Limit)]
    private static partial Regex CountAfter();

    [GeneratedRegex(@"(?<!post-)(?<!anti-)\b" + Harms + @"\b(?![- ](?:related|induced|control|free|prevention)\b)",
        Lexicon.Options, Lexicon.Limit)]
    internal static partial Regex Harm();

    [GeneratedRegex(@"^(?:complications?|complicated|adverse .*|side[- ]effects?|harms?|(?:unwanted|untoward) effects?)$",
        Lexicon.Options, Lexicon.Limit)]
    private static partial Regex Loose();

    /// <summary>What befell people, whatever it is called: death, hospital, what was lost.</summary>
    [GeneratedRegex(@"\b(?:died|found dead|deaths?|fatal(?:ity|ities|ly)?|killed|succumbed|(?:did|does) not survive|passed away|" +
        @"hospitali[sz](?:ed|ations?)|(?:re)?admitted (?:to|with|for|in)|readmi\w+|(?:was|were|been) admitted|inpatients?|" +
        @"hospital (?:stay|admission)s?|to (?:a |the )?hospital|intensive care|intubated|ventilated|ventilator(?!-free)|" +
        @"resuscitat\w+|arrested|(?:cardiac|respiratory) arrest|" +
        @"amputat\w+|(?:was|were) (?:drained|excised)|had to be (?:removed|drained|excised|operated)|explanted|(?:eyes?|limbs?|legs?|" +
        @"arms?|fingers?|toes?|sight|vision|hearing) (?:was|were) (?:later )?lost|lost (?:a|an|" +
        @"one|her|his|the|both) [a-z]+|blind(?:ed)? (?:eyes|in (?:one|both|the|her|his))|no light perception|disfigur\w+|" +
        @"sequelae|irreversibl\w+|permanent\w*|disabilit\w+|halted|suspended|abandoned|stopped (?:early|prematurely)|" +
        @"serious adverse events? (?:occurred|were|was|in))\b|\bgrew (?-i:[A-Z])|\bserious adverse events, ",
        Lexicon.Options, Lexicon.Limit)]
    internal static partial Regex Grave();

    /// <summary>That something set in or had to be done.</summary>
    [GeneratedRegex(@"\b(?:developed|experienced|suffered|presented (?:with|to|on)|complained of|reacted|responded with|" +
        @"culture[- ]positive|positive for|grew|yielded|isolated from|required|needed|needing|had to be|excis\w+|drain\w+|" +
        @"surgery|operation|operated|antibiotic\w*|admitted|lasting|persist(?:ed|ing|ent)|returned with|lost|noticed|" +
        @"collapsed|stopped|halted|serious)\b", Lexicon.Options, Lexicon.Limit)]
    internal static partial Regex SetIn();

    /// <summary>What is expected, passes, or is not put down to the product.</summary>
    [GeneratedRegex(@"\b(?:mild|minor|trivial|transient\w*|short[- ]lived|expected|unrelated|minimal|slight|brief|bruis\w+|self-limit\w+|" +
        @"electively|gone (?:in|by|at|within)|of a few|for (?:a|one|two|three) days?|under \d+ h|within (?:\d+|a|one|two|three) (?:h|" +
        @"hours|days?|minutes?)|put down to|in controls|comparison group|control(?:s| group| arm))\b",
        Lexicon.Options, Lexicon.Limit)]
    internal static partial Regex Trivial();

    [GeneratedRegex(@"\b" + Harms +
        @"\b(?: [^.;:?]{0,70}?)? (?:after|following|post|from|by|due to|caused by|linked to|traced to|behind|secondary to|" +
        @"induced by|associated with|attributed to|related to|in the track of|tras|après|após|nach|por|par|à|" +
        @"da)\b[^.;:?]{0,60}\b" + ProductWords.Product + @"|\b" + Harms + @" (?:[a-z-]+ ){0,3}?of (?:[a-z-]+ ){0,3}?" +
        ProductWords.Product, Lexicon.Options, Lexicon.Limit)]
    internal static partial Regex After();

    [GeneratedRegex(@"\b" + ProductWords.Product + @"[- ](?:(?:triggered|induced|related|associated|caused|linked)\b[a-z -]{0,40}?\b)?" +
        Harms + @"\b|\b" + ProductWords.Product +
        @"\b[^.;:?]{0,60}\b(?:followed by|caus\w+|lead\w* to|result\w* in|induc(?:e|es|ing)|complicated by|" +
        @"behind)\b[^.;:?]{0,60}\b" + Harms, Lexicon.Options, Lexicon.Limit)]
    internal static partial Regex Caused();

    [GeneratedRegex(@"\b" + Relief.Words + @"\b(?: (?:of|from|in))?(?: [a-z-]+){0,4} " + Harms + @" (?:by|with|under)\b|" + Relief.Words +
        @" (?:with|by|under)\b|" + TreatedWith, Lexicon.Options, Lexicon.Limit)]
    private static partial Regex Relieved();
}
