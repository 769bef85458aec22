using System.Text.RegularExpressions;

namespace Monitor.Evidence.Waiting;

/// <summary>Vesicles of the body, measured as a marker or a messenger; nobody is given any.</summary>
internal static partial class MarkerRule
{
    public static string? Shown(Told told)
    {
        if (told.All.Any(s => IsGiven(s) || PeopleWords.Buyer().IsMatch(s))) return null;
        if (told.SaysHarmInTitle && !Source().IsMatch(told.Title)) return null;
        var titled = Source().IsMatch(told.Title) || ProductWords.Otherwise().IsMatch(told.Title);
        if (!titled && (told.TellsHarm || Lived.Shown(told))) return null;
        if (titled) return told.Title;
        return told.First(ProductWords.Otherwise()) ?? (told.Abounds(Source()) && told.Abounds(Measured()) ? told.First(Source()) : null);
    }

    private static bool IsGiven(string sentence)
    {
        if (Put().IsMatch(sentence)) return true;
        for (var match = ProductWords.Exposed().Match(sentence); match.Success; match = match.NextMatch())
        {
            if (Claim.IsDeniedBefore(sentence, match.Index, 60)) continue;
            var end = match.Index + match.Length;
            // "Serum exosomes were treated", "underwent whole exosome sequencing": the words before and behind say what they are.
            var natural = Source().IsMatch(sentence[Math.Max(0, match.Index - 20)..end])
                || ProductWords.Otherwise().IsMatch(sentence[match.Index..Math.Min(sentence.Length, end + 12)]);
            if (!natural || Bought().IsMatch(sentence)) return true;
        }

        return false;
    }

    [GeneratedRegex(@"\b(?:plasma|serum|urin\w+|saliva\w*|tear(?:-fluid)?|sebum|circulating|csf|fluid|seminal|capsule|" +
        @"tumou?r(?:-derived)?|neutrophil(?:-derived)?|mast cell(?:-derived)?|keratinocyte|" +
        @"endogenous) (?:[a-z-]+ ){0,2}?(?:exosom\w+|(?:extracellular )?vesicles?|secretome|evs?)\b|\bexosomal\b|" +
        @"\b(?:exosomes|vesicles) from (?:serum|plasma|saliva|urine|tears|bronch\w+|blood)\b|\b(?:exosom\w+|" +
        @"vesicles?) (?:carrying|bearing|released|secreted|shed|eluted|isolated from|were isolated|in (?:serum|plasma|urine|saliva|" +
        @"tears|blood))\b|\b(?:vesicles?|exosom\w+) (?:of|in|from) the (?:ocular|" +
        @"blood|urine|airway|gut|joint|lesion)\w*|\bvesicle-bound\b|\b(?:vesicle|exosome) (?:proteom\w+|counts|profil\w+)\b|" +
        @"\b(?:fluid|pus|sebum|" +
        @"capsules?)\b[^.;]{0,60}\b(?:vesicles|exosomes)\b", Lexicon.Options, Lexicon.Limit)]
    private static partial Regex Source();

    [GeneratedRegex(@"\b(?:bio-?markers?|markers?|auc|sensitivity|signatures?|profil\w+|predict\w*|levels?|counts?|correlat\w+|" +
        @"distinguish\w*|separat\w+|classif\w+|proteom\w+|proteins|mirnas?|mir-?\d+\w*|lncrna|elevated|raised|higher|cut-off|" +
        @"clue|messengers?|early warning|controls|associated|carr(?:y|ied)|convey|source of)\b", Lexicon.Options, Lexicon.Limit)]
    private static partial Regex Measured();

    /// <summary>Whatever they came from, they were put into somebody.</summary>
    [GeneratedRegex(@"\b" + ProductWords.Product + @" (?:injections?|infusions?|drips?|mesotherapy|boosters?|facials?)\b|" +
        @"\b(?:injections?|infusions?|drips?) (?:of|with) (?:[a-z-]+ ){0,3}?" + ProductWords.Product, Lexicon.Options, Lexicon.Limit)]
    private static partial Regex Put();

    [GeneratedRegex(@"\b(?:own|autologous|purchased|bought|commercial|youth)\b", Lexicon.Options, Lexicon.Limit)]
    private static partial Regex Bought();
}
