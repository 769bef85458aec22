using System.Text.RegularExpressions;

namespace Monitor.Evidence.Waiting;

/// <summary>The harm is the disease that the product is to heal, and nothing new befell those treated.</summary>
internal static partial class TreatedRule
{
    public static string? Shown(Told told)
    {
        var title = told.Title;
        if (CorrectionRule.IsNote(told) || told.SaysHarmInTitle) return null;
        if (Warning().IsMatch(title) || Claim.Of(title, HarmWords.Grave()) is not null) return null;
        var disease = DiseaseFirst().Match(title);
        var match = disease.Success ? disease : ProductFirst().Match(title);
        if (!match.Success || NamesHarmBehind(title, match)) return null;
        if (!disease.Success && Claim.Of(title[..(match.Index + match.Length)], HarmWords.Harm()) is not null) return null;
        if (told.Sentences.Count == 0) return (disease.Success && Healed().IsMatch(title)) || Aimed().IsMatch(title) ? title : null;
        return told.All.Any(Relief.Gain().IsMatch) && !HasNewHarm(told) ? title : null;
    }

    /// <summary>"Exosomes for hair loss: sepsis in two", "and an adverse event": no disease that is treated.</summary>
    private static bool NamesHarmBehind(string title, Match match)
    {
        var end = match.Index + match.Length;
        var colon = title.IndexOfAny([':', '?']);
        return (colon >= end && Claim.Of(title[colon..], HarmWords.Harm()) is not null) || And().IsMatch(title[end..]);
    }

    [GeneratedRegex(@"^ (?:and|but|then)\b|\b(?:and|but|then) (?:(?:an?|the|its|" +
        PeopleWords.Number + @") (?:[a-z-]+ ){0,2}?" + HarmWords.Harms +
        @"|(?:adverse|side|complications?|harms?))\b", Lexicon.Options, Lexicon.Limit)]
    private static partial Regex And();

    /// <summary>Death at any place; after the product was given, also hospital, or a harm that is not the one treated.</summary>
    private static bool HasNewHarm(Told told)
    {
        if (told.Sentences.Any(s => Late().IsMatch(s) && Told.IsGrave(s))) return true;
        var given = Math.Max(0, told.Sentences.ToList().FindIndex(ProductWords.Exposed().IsMatch));
        var treated = AbsentRule.Stems(told.Title);
        foreach (var sentence in told.Sentences.Take(given + 1)) treated.UnionWith(Had(sentence));
        IReadOnlyList<string> later = given + 1 < told.Sentences.Count ? [.. told.Sentences.Skip(given + 1)] : told.Sentences;
        return told.Sentences.Skip(given).Any(s => Told.IsGrave(s) || Told.IsLasting(s) || Claim.Of(s, Worse()) is not null)
            || told.Suffered(w => treated.Contains(AbsentRule.Stem(w)), later) is not null
            || Told.SomeNeeded(later) is not null
            || (treated.Count == 0 && later.Any(Told.IsAffected));
    }

    /// <summary>"Nine patients with digital ulcers": what they had before.</summary>
    private static HashSet<string> Had(string sentence) =>
        PeopleWords.Counted().IsMatch(sentence) && With().Match(sentence) is { Success: true } with
            ? AbsentRule.Stems(sentence[(with.Index + with.Length)..]) : [];

    [GeneratedRegex(@"\b(?:worse(?:n\w*)?|deepened|deteriorat\w+|aggravat\w+|darker|flared)\b", Lexicon.Options, Lexicon.Limit)]
    private static partial Regex Worse();

    [GeneratedRegex(@"\bwith\b", Lexicon.Options, Lexicon.Limit)]
    private static partial Regex With();

    [GeneratedRegex(@"\b" + ProductWords.Product + @"\b[^.?:]{0,50}?\b(?:for|in(?! (?:an?|the|our|my|this|" + PeopleWords.Number +
        @")\b(?![^.?:]* with\b))|on|against|versus|after|(?:to )?" + Relief.Words + @")\b",
        Lexicon.Options, Lexicon.Limit)]
    private static partial Regex ProductFirst();

    [GeneratedRegex(@"(?:\b" + Relief.Words + @"\b|" + HarmWords.TreatedWith +
        @")(?:(?!\b(?:after|following|due to|caused by|induced by|from|but|yet|stopping|stopped|withdrawal|" +
        @"discontinu\w+)\b)[^.?]){0,100}\b" + ProductWords.Product +
        @"\b(?![- ](?:induced|related|associated|triggered|caused|" + HarmWords.Harms + @"))|: [a-z -]{0,20}" + ProductWords.Product +
        @" (?:[a-z]+ )?(?:plus|versus|vs|with|in|for)\b|\bplus " + ProductWords.Product + @" (?:in|for)\b",
        Lexicon.Options, Lexicon.Limit)]
    private static partial Regex DiseaseFirst();

    /// <summary>A title that names the harm as the aim, with nothing between them.</summary>
    [GeneratedRegex(@"^\W*(?:[a-z-]+ ){0,4}" + ProductWords.Product + @"(?: [a-z-]+){0,2} (?:for|against|in the treatment of|to treat)" +
        @"(?: (?!and\b|or\b)[a-z-]+){0,3} " + HarmWords.Harms + @"\b", Lexicon.Options, Lexicon.Limit)]
    private static partial Regex Aimed();

    [GeneratedRegex(@"\b(?:unexpected|caution\w*|sudden|surprise|unpleasant|botched|plea|what happened|(?:early|" +
        @"premature) (?:termination|end|stop\w*|closure)|(?:trial|study|ended|stopped) early|halted|beware|warning|" +
        @"dangers?|do not|caution|caus(?:es?|ing)|harms?|deaths?|died|fatal|" +
        @"outbreak)\b", Lexicon.Options, Lexicon.Limit)]
    internal static partial Regex Warning();

    [GeneratedRegex(@"\b(?:died|(?:did|does) not survive|found dead|readmi\w+|fatal\w*|succumbed)\b",
        Lexicon.Options, Lexicon.Limit)]
    private static partial Regex Late();

    [GeneratedRegex("closure|salvage|heal|success|treat(?:ed|ment of)", Lexicon.Options, Lexicon.Limit)]
    private static partial Regex Healed();
}
