using System.Text.RegularExpressions;

namespace Monitor.Evidence.Waiting;

/// <summary>People were treated, and the record says that no harm came of it, or only what is expected.</summary>
internal static partial class AbsentRule
{
    public static string? Shown(Told told)
    {
        if (CorrectionRule.IsNote(told) || told.SaysHarmInTitle) return null;
        var inTitle = None().IsMatch(told.Title);
        if ((inTitle ? told.Title : told.Sentences.FirstOrDefault(Denies)) is not { } shown) return null;
        if (!inTitle && TreatedRule.Warning().IsMatch(told.Title)) return null;
        var denied = inTitle ? Stems(told.Title) : [];
        if (told.Befell is not null || told.Suffered(w => denied.Contains(Stem(w))) is not null) return null;
        if (Told.SomeNeeded(told.Sentences) is not null) return null;
        return inTitle || (DeniesEnough(told) && IsAboutPeople(told)) ? shown : null;
    }

    private static bool IsAboutPeople(Told told)
    {
        if (!told.All.Any(PeopleWords.Told) && !PeopleWords.Animal().IsMatch(told.Title) && !Meant().IsMatch(told.Title)) return false;
        // "Neither vasculitis nor thrombophilia was found" stands in the work-up of a harm, too: there must be more that speaks for it.
        return told.Sentences.Any(TreatedRule.Gain().IsMatch) || (Meant().IsMatch(told.Title) && !told.IsCaseReport);
    }

    /// <summary>
    /// All harm is denied, or several, and with them what the title names; "no other" denies only where the one that there
    /// was is told to have passed.
    /// </summary>
    private static bool DeniesEnough(Told told)
    {
        var denials = told.Sentences.Where(Denies).ToList();
        var named = HarmWords.Harm().Matches(told.Title).Where(m => !HarmWords.IsLoose(m.Value) && Claim.Holds(told.Title, m))
            .Select(m => Stem(m.Value));
        if (named.Except(denials.SelectMany(Stems), StringComparer.Ordinal).Any()) return false;
        var passing = told.Sentences.Any(HarmWords.Trivial().IsMatch);
        if (passing && Meant().IsMatch(told.Title)) return true;
        return denials.Exists(s => (AllHarm().IsMatch(s) || HarmWords.Harm().Count(s) >= 2) && (passing || !OtherThan().IsMatch(s)));
    }

    /// <summary>The harms that a title names, by the beginnings of their words.</summary>
    public static HashSet<string> Stems(string title) => [.. HarmWords.Harm().Matches(title).Select(m => Stem(m.Value))];

    public static string Stem(string word) => word.ToUpperInvariant()[..Math.Min(5, word.Length)];

    private static bool Denies(string sentence)
    {
        for (var match = None().Match(sentence); match.Success; match = match.NextMatch())
        {
            if (!Claim.IsSupposed(sentence, match.Index, match.Index)) return true;
        }

        return false;
    }

    private const string AnyHarm =
        @"(?:(?:serious |severe |major |related |unexpected )*(?:adverse (?:[a-z]+ )?(?:events?|effects?|reactions?)|" +
        @"complications?|side effects?|(?:infusion |generali[sz]ed |other |allergic )?reactions?|safety (?:signals?|" + @"concerns?)))";

    [GeneratedRegex(@"\b(?:no(?! (?:more|longer|wonder|doubt|surprise|recovery|small)\b)|zero|(?<!not )without|nor|absence of|free of|" +
        @"lack of|neither|none of)\b[^.;:]{0,40}?\b(?:" + AnyHarm + @"|" + HarmWords.Harms + @")\b|\b(?:" + AnyHarm + @"|" +
        HarmWords.Harms +
        @")\b[^.;:]{0,80}?(?:\b(?:(?:were|was|did|have|has|is|are|could) not|in neither|on neither|neither|never|none)\b|" +
        @"n['’]t\b)|\b(?:well[- ]tolerated|uneventful|nothing abnormal|nothing worse|harmless|no signal|no evidence of|" +
        @"negative (?:study|trial|findings?|results?))\b|: none of\b|\bnone (?:stopped|withdrew|developed|had)\b|" +
        @"\bno (?:wheal|wound|eye|lesion|reaction)\b", Lexicon.Options, Lexicon.Limit)]
    private static partial Regex None();

    [GeneratedRegex(@"\b(?:" + AnyHarm + @"|well[- ]tolerated|uneventful|nothing (?:abnormal|worse)|harmless|no signal)\b",
        Lexicon.Options, Lexicon.Limit)]
    private static partial Regex AllHarm();

    [GeneratedRegex(@"\bno (?:other|further|additional)\b", Lexicon.Options, Lexicon.Limit)]
    private static partial Regex OtherThan();

    [GeneratedRegex(@"\b(?:safety|tolerability|tolerance|tolerat\w+|adverse|side effects?|complications?|no|zero|absence|without|lack|" +
        @"uneventful|negative)\b", Lexicon.Options, Lexicon.Limit)]
    private static partial Regex Meant();
}
