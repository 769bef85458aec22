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
        if (told.Sentences.Count == 0) return disease.Success && Healed().IsMatch(title) ? title : null;
        return told.All.Any(Gain().IsMatch) && !HasNewHarm(told) ? title : null;
    }

    /// <summary>"Exosomes for hair loss: sepsis in two": what stands behind the colon is no disease that is treated.</summary>
    private static bool NamesHarmBehind(string title, Match match)
    {
        var colon = title.IndexOf(':', StringComparison.Ordinal);
        return colon >= 0 && match.Index + match.Length <= colon && Claim.Of(title[colon..], HarmWords.Harm()) is not null;
    }

    /// <summary>Death at any place; after the product was given, also hospital, or a harm that is not the one treated.</summary>
    private static bool HasNewHarm(Told told)
    {
        if (told.Sentences.Any(s => Late().IsMatch(s) && Told.IsGrave(s))) return true;
        var given = Math.Max(0, told.Sentences.ToList().FindIndex(ProductWords.Exposed().IsMatch));
        var treated = AbsentRule.Stems(told.Title);
        foreach (var sentence in told.Sentences.Take(given + 1)) treated.UnionWith(Had(sentence));
        IReadOnlyList<string> later = given + 1 < told.Sentences.Count ? [.. told.Sentences.Skip(given + 1)] : told.Sentences;
        return told.Sentences.Skip(given).Any(s => Told.IsGrave(s) || Told.IsLasting(s))
            || told.Suffered(w => treated.Contains(AbsentRule.Stem(w)), later) is not null
            || Told.SomeNeeded(later) is not null;
    }

    /// <summary>"Nine patients with digital ulcers": what they had before.</summary>
    private static HashSet<string> Had(string sentence) =>
        PeopleWords.Counted().IsMatch(sentence) && With().Match(sentence) is { Success: true } with
            ? AbsentRule.Stems(sentence[(with.Index + with.Length)..]) : [];

    [GeneratedRegex(@"\bwith\b", Lexicon.Options, Lexicon.Limit)]
    private static partial Regex With();

    [GeneratedRegex(@"\b" + ProductWords.Product +
        @"\b[^.?:]{0,50}?\b(?:for|in|against|versus|improv\w*|attenuat\w*|protect\w*|counter\w*|heal\w*|curb\w*|ameliorat\w*|" +
        @"rescu\w*|dampen\w*|prevent\w*|undo|reduc\w*|accelerat\w*|revers\w*|restor\w*|treat\w*)\b",
        Lexicon.Options, Lexicon.Limit)]
    private static partial Regex ProductFirst();

    [GeneratedRegex(@"(?:\b(?:treatment of|treating|healed|cleared|clear\w* by|responding|softened|salvage|rescued?|successful\w*|" +
        @"recovery|closure|regression|remission|resolution|healing|improvement)\b|" + HarmWords.TreatedWith +
        @")(?:(?!\b(?:after|following|due to|caused|induced|from)\b)[^.?]){0,70}\b" + ProductWords.Product +
        @"\b(?![- ](?:induced|related|associated|triggered|caused))|: [a-z -]{0,20}" + ProductWords.Product +
        @" (?:[a-z]+ )?(?:plus|versus|vs|with|in|for)\b|\bplus " + ProductWords.Product + @" (?:in|for)\b",
        Lexicon.Options, Lexicon.Limit)]
    private static partial Regex DiseaseFirst();

    [GeneratedRegex(@"\b(?:unexpected|caution\w*|sudden|surprise|unpleasant|botched|plea|what happened|early|halted|beware|warning|" +
        @"dangers?|do not|caution|caus\w+|followed by|complicated by|lead\w* to|result\w* in|harms?|deaths?|died|fatal|" +
        @"outbreak)\b", Lexicon.Options, Lexicon.Limit)]
    internal static partial Regex Warning();

    [GeneratedRegex(@"\b(?:died|(?:did|does) not survive|found dead|readmi\w+|fatal\w*|succumbed)\b",
        Lexicon.Options, Lexicon.Limit)]
    private static partial Regex Late();

    [GeneratedRegex(@"\b(?:improv\w+|(?:fell|moved|went|declin\w+|dropped|rose) (?:from|by|to|in|off|under)|decreas\w+|reduc\w+|" +
        @"increas\w+|gain\w*|closed|closure|heal(?:s|ed|ing)?|cleared|clearing|resol\w+|regress\w+|flatten\w*|soften\w*|" +
        @"lighten\w*|better|faster|shorter|earlier|milder|smaller|lowered|(?:lower|higher|less) (?:than|with|in|on|under)|" +
        @"faster|complete(?:ly)?|regrowth|regrew|recover\w*|satisf\w+|pleased|prefer\w+|halved|favou?red|survived|reached|" +
        @"attained|live births?|differ\w*)\b", Lexicon.Options, Lexicon.Limit)]
    internal static partial Regex Gain();

    [GeneratedRegex("closure|salvage|heal|success|treat(?:ed|ment of)", Lexicon.Options, Lexicon.Limit)]
    private static partial Regex Healed();
}
