using System.Text.RegularExpressions;

namespace Monitor.Evidence.Waiting;

/// <summary>That something got better, or was to.</summary>
internal static partial class Relief
{
    /// <summary>Verbs and nouns whose object is the disease: "salvage of", "calms", "reversal of".</summary>
    public const string Words =
        @"(?:clear(?:s|ed|ing|ance)?|heal\w*|resol[uv]\w*|regress\w*|remission|recover\w*|rescu\w*|salvag\w*|clos(?:e[sd]?|ure|ing)|" +
        @"improv\w*|relie[fv]\w*|alleviat\w*|ameliorat\w*|attenuat\w*|soften\w*|sooth\w*|calm\w*|fad(?:e[sd]?|ing)|lighten\w*|" +
        @"repair\w*|revers\w*|restor\w*|reduc\w*|lessen\w*|shorten\w*|shr[aiu]nk\w*|curb\w*|counter\w*|prevent\w*|protect\w*|" +
        @"treating|treats?|treatment|management of|combat\w*|mitigat\w*|cur(?:e[sd]?|ing)|limit(?:s|ed|ing)?|temper(?:s|ed|ing)?|" +
        @"dampen\w*|undo\w*|inhibit\w*|suppress\w*|aid(?:s|ed|ing)?|help(?:s|ed|ing)?|respond\w*|success\w*|accelerat\w*)";

    /// <summary>A result that is better than what was before, or beside it.</summary>
    [GeneratedRegex(@"\b(?:" + Words + @"|(?:fell|moved|went|declin\w+|dropped|rose|up|down) (?:from|by|to|in|off|under|\d+)|decreas\w+|" +
        @"increas\w+|gain\w*|flatten\w*|better|faster|shorter|earlier|milder|smaller|(?:lower|higher|less|thicker|denser) " +
        @"(?:than|with|in|on|under)|complete(?:ly)?|regrow\w*|regrew|grown|satisf\w+|pleased|prefer\w+|halved|half|favou?red|" +
        @"survived|alive|healthy|discharged|weaned|reached|attained|achieved|live births?|differ\w*|eased|reced\w+|subsid\w+|gone|" +
        @"tapered|" +
        @"turned negative|would do it again|asked to go on|vs?\.? \d)\b", Lexicon.Options, Lexicon.Limit)]
    internal static partial Regex Gain();
}
