using System.Text.RegularExpressions;
using Monitor.Documents;

namespace Monitor.Evidence.Waiting;

/// <summary>Whether a trial stopped because somebody was harmed, by the words of its registry. Pure.</summary>
internal static partial class TrialStop
{
    public static bool IsForHarm(Trial trial) =>
        trial is { Status: "terminated" or "withdrawn" or "suspended", WhyStopped: { } why } && IsHarm(why);

    /// <summary>A reason that only supposes a harm counts, one that denies it ("no safety concerns") does not.</summary>
    private static bool IsHarm(string why)
    {
        try
        {
            return Told.Split(why).Any(NamesHarm);
        }
        catch (Exception e) when (Lexicon.IsUnreadable(e))
        {
            return true;
        }
    }

    private static bool NamesHarm(string sentence)
    {
        foreach (var words in (Regex[])[HarmWords.Harm(), Safety()])
        {
            for (var match = words.Match(sentence); match.Success; match = match.NextMatch())
            {
                if (!Claim.IsDenied(sentence, match)) return true;
            }
        }

        return false;
    }

    [GeneratedRegex(@"\b(?:safety(?! (?:monitoring|board|committee|data|follow))|unsafe|toxic\w*|adverse|serious|SAEs?|SUSARs?|died|" +
        @"hospitali[sz]\w+|reactions?|intoleran\w+|poorly tolerated)\b", Lexicon.Options, Lexicon.Limit)]
    private static partial Regex Safety();
}
