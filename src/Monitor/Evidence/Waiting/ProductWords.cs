using System.Text.RegularExpressions;

namespace Monitor.Evidence.Waiting;

/// <summary>The product, and that somebody got it.</summary>
internal static partial class ProductWords
{
    public const string Product =
        @"(?:exosom\w*|exossom\w*|(?:nano-?)?vesic(?:les?|ular)|secretomes?|EVs?|supernatants?|conditioned medi\w+|" +
        @"stem cell extracts?)";

    private const string Given =
        @"(?:inject\w*|infus\w+|inhal\w+|received|given|gave|put|got|bought|administ\w+|underwent|treated|treatments?|" +
        @"therap(?:y|ies)|boosters?|drips?|sessions?|microneedl\w*|needl\w+|mesotherapy|appl(?:ied|ication)|intradermal\w*|facials|" +
        @"vials?|ampoules?|(?-i:[Kk]its?)|doses?|dosing|dosed|recipients?|clinics?|spas?)";

    [GeneratedRegex(@"\b" + Given + @"\b[^.;]{0,70}\b" + Product + @"\b|\b" + Product + @"\b[^.;]{0,70}\b" + Given + @"\b",
        Lexicon.Options, Lexicon.Limit)]
    internal static partial Regex Exposed();

    /// <summary>Exosomes that nobody is given: a slip for the exome, or the complex that takes RNA apart.</summary>
    [GeneratedRegex(@"\b(?:whole exosome sequencing|rna[- ](?:processing )?exosomes?|exosc\d+|exosome complex)\b",
        Lexicon.Options, Lexicon.Limit)]
    internal static partial Regex Otherwise();
}
