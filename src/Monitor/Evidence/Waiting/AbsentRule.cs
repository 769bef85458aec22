using System.Text.RegularExpressions;

namespace Monitor.Evidence.Waiting;

/// <summary>People were treated, and the record says that no harm came of it, or only what is expected.</summary>
internal static partial class AbsentRule
{
    public static string? Shown(Told told)
    {
        if (CorrectionRule.IsNote(told) || told.SaysHarmInTitle) return null;
        if ((told.Befell ?? told.First(PeopleWords.Self())) is not null) return null;
        var inTitle = !told.IsForeign && None().IsMatch(told.Title);
        var shown = inTitle ? told.Title : told.Sentences.FirstOrDefault(s => Denies(s) || Told.Passes(s));
        if (shown is null) return null;
        if (!inTitle && TreatedRule.Warning().IsMatch(told.Title)) return null;
        var denied = inTitle ? Stems(told.Title) : [];
        if (told.Suffered(w => denied.Contains(Stem(w))) is not null || Told.SomeNeeded(told.Sentences) is not null) return null;
        return inTitle || DeniesEnough(told) ? shown : null;
    }

    /// <summary>
    /// All harm is denied, or several, and with them what the title names as not treated; "no other" denies only where the one that there
    /// was is told to have passed.
    /// </summary>
    private static bool DeniesEnough(Told told)
    {
        var denials = told.Sentences.Where(Denies).ToList();
        var named = HarmWords.Harm().Matches(told.Title)
            .Where(m => !HarmWords.IsLoose(m.Value) && Claim.Holds(told.Title, m) && !Aim().IsMatch(told.Title[..m.Index]))
            .Select(m => Stem(m.Value));
        if (named.Except(denials.SelectMany(Stems), StringComparer.Ordinal).Any()) return false;
        var passing = told.Sentences.Any(Told.Passes);
        var enough = denials.Exists(s => DeniesAll(s) && (passing || !OtherThan().IsMatch(s)));
        if (passing && Meant().IsMatch(told.Title) && !told.IsCaseReport) return enough || !told.Sentences.Skip(1).Any(Told.IsAffected);
        // "Neither vasculitis nor thrombophilia was found" stands in the work-up of a harm, too: there must be more that speaks for it.
        if (!told.Sentences.Any(Relief.Gain().IsMatch) && (!Meant().IsMatch(told.Title) || told.IsCaseReport)) return false;
        return enough;
    }

    /// <summary>The harms that a title names, by the beginnings of their words.</summary>
    public static HashSet<string> Stems(string title) => [.. HarmWords.Harm().Matches(title).Select(m => Stem(m.Value))];

    public static string Stem(string word) => word.ToUpperInvariant()[..Math.Min(5, word.Length)];

    private static bool DeniesAll(string sentence) =>
        AllHarm().IsMatch(sentence) || Nobody().IsMatch(sentence) || HarmWords.Harm().Count(sentence) >= 2;

    private static bool Denies(string sentence)
    {
        foreach (var words in (Regex[])[None(), Nobody()])
        {
            for (var match = words.Match(sentence); match.Success; match = match.NextMatch())
            {
                if (!Claim.IsSupposed(sentence, match.Index, match.Index)) return true;
            }
        }

        return false;
    }

    private const string AnyHarm =
        @"(?:(?:serious |severe |major |related |unexpected )*(?:adverse (?:[a-z]+ )?(?:events?|effects?|reactions?)|" +
        @"complications?|side effects?|(?:infusion |generali[sz]ed |other |allergic )?reactions?|safety (?:signals?|" + @"concerns?)))";

    /// <summary>Not one of those who were watched.</summary>
    [GeneratedRegex(@"\b(?:none|nobody|no one|not one|no (?:patients?|participants?|subjects?|child|wom[ae]n|m[ae]n|persons?|clients?|" +
        @"recipients?|eyes?|knees?))(?: of (?:the|them|these|our))?(?: [a-z]+){0,2} (?:had|has|have|was|were|been|developed|reported|" +
        @"needed|required|sought|complained|rang|called|stopped|withdrew|recalled?|showed|asked to stop)\b|" +
        @"\bnothing (?:that|to|else|untoward|serious)\b|\banything untoward\b", Lexicon.Options, Lexicon.Limit)]
    private static partial Regex Nobody();

    [GeneratedRegex(@"\b(?:no(?! (?:more|longer|wonder|doubt|surprise|recovery|small)\b)|zero|(?<!not )without|nor|absence of|free of|" +
        @"lack of|neither|none of)\b[^.;:]{0,40}?\b(?:" + AnyHarm + @"|" + HarmWords.Harms + @")\b|\b(?:" + AnyHarm + @"|" +
        HarmWords.Harms +
        @")\b[^.;:]{0,80}?(?:\b(?:(?:were|was|did|have|has|is|are|could) (?:not|absent)|in neither|on neither|neither|never|none)\b|" +
        @"n['’]t\b)|\b(?:well[- ]tolerated|uneventful|nothing abnormal|nothing worse|harmless|no signal|no evidence of|" +
        @"negative (?:study|trial|findings?|results?))\b|: none of\b|\bnone (?:stopped|withdrew|developed|had)\b|" +
        @"\bno (?:wheal|wound|eye|lesion|reaction)\b", Lexicon.Options, Lexicon.Limit)]
    internal static partial Regex None();

    [GeneratedRegex(@"\b(?:" + AnyHarm + @"|well[- ]tolerated|uneventful|nothing (?:abnormal|worse)|harmless|no signal)\b",
        Lexicon.Options, Lexicon.Limit)]
    private static partial Regex AllHarm();

    [GeneratedRegex(@"\b(?:no (?:other|further|additional)|otherwise)\b", Lexicon.Options, Lexicon.Limit)]
    private static partial Regex OtherThan();

    [GeneratedRegex(@"\b(?:safety|tolerability|tolerance|tolerat\w+|adverse|side effects?|complications?|no|zero|absence|without|lack|" +
        @"uneventful|negative)\b", Lexicon.Options, Lexicon.Limit)]
    private static partial Regex Meant();

    [GeneratedRegex(@"\b(?:for|against|in)(?: [a-z-]+){0,3} $", Lexicon.Options, Lexicon.Limit)]
    private static partial Regex Aim();
}
