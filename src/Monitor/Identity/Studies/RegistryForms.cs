using System.Text.RegularExpressions;

namespace Monitor.Identity.Studies;

/// <summary>
/// The registries whose numbers are known by their form: those of the WHO network, the two of the EU, and the universal trial
/// number. The order is that in which a study is named by one of several numbers.
/// </summary>
internal static class RegistryForms
{
    public static IReadOnlyList<RegistryForm> All { get; } =
    [
        Digits("NCT", 8, @"(clinical\s?trials?\.gov\s{0,3}(identifier|id|number|no\.?)?\s{0,3}:?\s{0,3})?"),
        Digits("ISRCTN", 8),
        // A CTIS number begins with the year and a 5 where EudraCT's has the sponsor's count; its last pair is the round of submission.
        new("CTIS", @"((EU[\s-]?CT|CTIS|EUCT|EudraCT)\s{0,3}(number|no\.?|nr\.?)?\s{0,3}:?\s{0,3})?(?<y>20[23]\d)-(?<n>5\d{5})-(?<c>\d{2})(-\d{2})?", m => Year(m, 2021, $"{G(m, "y")}-{G(m, "n")}-{G(m, "c")}"), EuropeBefore),
        new("EudraCT", @"((EudraCT|EUCTR)\s{0,3}(number|no\.?|nr\.?)?\s{0,3}:?\s{0,3})?(?<y>20[012]\d)-(?<n>0\d{5})-(?<c>\d{2})(-[A-Z]{2,3})?", m => Year(m, 2003, $"{G(m, "y")}-{G(m, "n")}-{G(m, "c")}"), EuropeBefore),
        new("ACTRN", @"ACTRN?[\s:-]{0,3}(?<n>126\d{11})(?<l>[A-Z]?)", m => $"ACTRN{G(m, "n")}{G(m, "l").ToLowerInvariant()}"),
        new("ChiCTR", @"ChiCTR[\s:-]{0,3}(?<k>[A-Z]{2,5})[\s-]{0,3}(?<n>\d{8})", m => $"ChiCTR-{G(m, "k").ToUpperInvariant()}-{G(m, "n")}"),
        Digits("ChiCTR", 10),
        Digits("DRKS", 8),
        new("jRCT", @"(JPRN[\s-]{0,3})?jRCT[\s-]{0,3}(?<k>[a-z]{0,2})(?<n>\d{9,10})", m => $"jRCT{G(m, "k").ToLowerInvariant()}{G(m, "n")}"),
        new("UMIN", @"(JPRN[\s-]{0,3})?UMIN[\s:-]{0,3}(CTR)?[\s:-]{0,3}(ID)?[\s:-]{0,3}(UMIN)?(?<n>\d{9})", m => Some(G(m, "n")) is { } n ? $"UMIN{n}" : null),
        new("JapicCTI", @"(JPRN[\s-]{0,3})?JapicCTI[\s:-]{0,3}(?<n>\d{6})", m => $"JapicCTI-{G(m, "n")}"),
        new("JMA", @"(JPRN[\s-]{0,3})?JMA-IIA(?<n>\d{5})", m => $"JMA-IIA{G(m, "n")}"),
        new("CTRI", @"CTRI\s{0,3}/\s{0,3}(?<y>20\d{2})\s{0,3}/\s{0,3}(?<m>\d{2,3})\s{0,3}/\s{0,3}(?<n>\d{6})", m => $"CTRI/{G(m, "y")}/{G(m, "m")}/{G(m, "n")}"),
        new("IRCT", @"IRCT[\s:-]{0,3}(?<n>\d{11,14})N(?<v>\d{1,3})", m => $"IRCT{G(m, "n")}N{G(m, "v")}"),
        Digits("KCT", 7),
        Digits("TCTR", 11),
        new("PACTR", @"PACTR[\s:-]{0,3}(?<n>\d{15,16})", m => $"PACTR{G(m, "n")}"),
        new("RBR", @"RBR-(?<n>(?=[0-9a-z]{0,7}\d)[0-9a-z]{5,8})", m => $"RBR-{G(m, "n").ToLowerInvariant()}"),
        new("NTR", @"NTR[\s:-]{0,3}(?<n>\d{1,5})", m => $"NTR{G(m, "n")}", @"regist|trial"),
        new("NL-OMON", @"NL-OMON[\s-]?(?<n>\d{5,6})", m => $"NL-OMON{G(m, "n")}"),
        new("NL", @"NL[\s-]?(?<n>\d{4,5})", m => $"NL{G(m, "n")}", @"dutch trial|netherlands trial|trialregister|\bNTR\b"),
        new("SLCTR", @"SLCTR\s{0,3}/\s{0,3}(?<y>20\d{2})\s{0,3}/\s{0,3}(?<n>\d{3})", m => $"SLCTR/{G(m, "y")}/{G(m, "n")}"),
        new("HKUCTR", @"HKUCTR[\s-]{0,3}(?<n>\d{1,5})", m => $"HKUCTR-{G(m, "n")}"),
        Digits("LBCTR", 10),
        Digits("ITMCTR", 10),
        Digits("RPCEC", 8),
        new("REPEC", @"PER-(?<n>\d{3})-(?<y>\d{2})", m => $"PER-{G(m, "n")}-{G(m, "y")}"),
        new("PHRR", @"PHRR(?<n>\d{6})-(?<m>\d{6})", m => $"PHRR{G(m, "n")}-{G(m, "m")}"),
        new("UTN", @"(UTN[\s:-]{0,3})?U1111-(?<a>\d{4})-(?<b>\d{4})", m => $"U1111-{G(m, "a")}-{G(m, "b")}"),
    ];

    private const string EuropeBefore = @"Eudra|EUCTR|EU[\s-]?CT|CTIS|EU clinical trials|clinicaltrialsregister|euclinicaltrials|European (Union )?(clinical )?trials?";

    private static RegistryForm Digits(string prefix, int length, string before = "") =>
        new(prefix, $@"{before}{prefix}[\s:#-]{{0,3}}(?<n>\d{{{length}}})", m => Some(G(m, "n")) is { } n ? prefix + n : null);

    /// <summary>All noughts or all nines stand where a number is to be filled in.</summary>
    private static string? Some(string digits) => digits.Trim('0').Length == 0 || digits.Trim('9').Length == 0 ? null : digits;

    private static string? Year(Match match, int first, string value) =>
        int.Parse(G(match, "y"), System.Globalization.CultureInfo.InvariantCulture) >= first ? value : null;

    private static string G(Match match, string group) => match.Groups[group].Value;
}
