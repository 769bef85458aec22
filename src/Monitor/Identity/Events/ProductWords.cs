using System.Collections.Frozen;
using System.Text.RegularExpressions;
using Monitor.Text;

namespace Monitor.Identity.Events;

/// <summary>Words by which a product is named, without those that any product has.</summary>
/// <param name="Telling">Brands, substances, parts: rare enough to say something together with a firm.</param>
/// <param name="Common">Forms and topics: vial, exosome, serum.</param>
internal sealed partial record ProductWords(IReadOnlySet<string> Telling, IReadOnlySet<string> Common)
{
    private static readonly FrozenSet<string> Forms =
        ((string[])[
            "exosome", "exosomal", "extracellular", "vesicle", "product", "injection", "injectable", "solution", "serum", "vial", "kit", "tablet", "capsule", "cream", "drop", "powder", "topical", "lotion", "spray", "liquid", "gel", "suspension",
            "ampoule", "device", "drug", "biologic", "biological", "supplement", "dietary", "food", "cosmetic", "cell", "stem", "tissue", "human", "skin", "hair", "scalp", "face", "facial", "regenerative",
        ]).ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Stop =
        ((string[])[
            "recall", "recalled", "recalling", "voluntary", "voluntarily", "nationwide", "issue", "issued", "announce", "announced", "certain", "some", "all", "select", "specific", "with", "from", "that", "this", "have", "been", "were", "their", "they",
            "which", "into", "than", "then", "only", "each", "lot", "lots", "number", "batch", "expiration", "date", "count", "bottle", "pack", "package", "size", "made", "sold", "brand", "label", "labeled", "label", "distributed", "manufactured", "company",
            "update", "updated", "public", "safety", "alert", "notice", "notification", "consumer", "warn", "warning", "warned", "letter", "about", "against", "unapproved", "approved", "approval", "marketed", "without", "potential", "possible", "because",
            "billion", "million", "particle", "store", "keep", "item", "code", "strength", "extra", "single", "multi", "multidose", "dose", "subcutaneous", "oral", "online", "nsaid", "drugs", "health", "agency", "administration", "food", "after",
            "communication", "received", "receive", "stop", "offer", "offering", "told",
        ]).ToFrozenSet(StringComparer.Ordinal);

    public static ProductWords None { get; } = new(FrozenSet<string>.Empty, FrozenSet<string>.Empty);

    public bool IsEmpty => Telling.Count + Common.Count == 0;

    /// <summary>What a record says its product is, up to who makes it.</summary>
    public static ProductWords OfProduct(string? product, IReadOnlyList<FirmName> firms) => product is null ? None : Of(Maker().Split(product, 2)[0], firms);

    /// <summary>What a heading says is recalled: behind the word, before the reason; else all of it.</summary>
    public static ProductWords OfTitle(string title, IReadOnlyList<FirmName> firms)
    {
        var cut = Reason().Split(title, 2)[0];
        return Of(Recalled().Match(cut) is { Success: true } match ? match.Groups["what"].Value : cut, firms);
    }

    /// <summary>Why, as a heading or a record says: its words without those that any reason has.</summary>
    public static IReadOnlySet<string> OfReason(string? text, bool heading)
    {
        if (text is null) return FrozenSet<string>.Empty;
        var clause = heading ? Reason().Split(text, 2) is [_, var behind] ? behind : "" : text;
        var all = Of(clause, []);
        return all.Telling.Concat(all.Common).Where(w => w is not ("lack" or "presence" or "assurance" or "contain" or "hold" or "reason")).ToFrozenSet(StringComparer.Ordinal);
    }

    public static ProductWords Of(string text, IReadOnlyList<FirmName> firms)
    {
        var own = firms.SelectMany(f => f.Words).ToHashSet(StringComparer.Ordinal);
        var (telling, common) = (new HashSet<string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal));
        foreach (var token in Folded.Tokens(text))
        {
            var word = Singular(token.Word);
            if (word.Length < 4 || Stop.Contains(word) || own.Contains(token.Word) || own.Contains(word) || char.IsAsciiDigit(word[0])) continue;
            (Forms.Contains(word) ? common : telling).Add(word);
        }

        return new ProductWords(telling, common);
    }

    private static string Singular(string word) => word.Length > 4 && word[^1] == 's' && word[^2] is not ('s' or 'u' or 'i') ? word[..^1] : word;

    [GeneratedRegex(@"\b(distributed by|manufactured (by|for)|mfd\.? by|made (by|in)|marketed by|packaged by|dist\.? by)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Maker();

    [GeneratedRegex(@"\b(due to|because( of)?|after reports of|for (possible|potential|lack of))\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Reason();

    [GeneratedRegex(@"\b(recall\w*( of)?|withdrawal of)\s+(?<what>.+)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Recalled();
}
