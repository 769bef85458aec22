using System.Text.RegularExpressions;

namespace Monitor.Sources.PubMed;

/// <summary>Numbers of trial registries in a DataBankList; sequence banks, repositories and junk are left out.</summary>
internal static partial class PubMedRegistrations
{
    // Registries as PubMed names them, letters and digits only; a bank not named here counts by the form of its number.
    private static readonly HashSet<string> Registries = new(StringComparer.OrdinalIgnoreCase)
    {
        "ISRCTN", "EudraCT", "EUCTR", "CTIS", "NTR", "ANZCTR", "ChiCTR", "CRiS", "KCT", "CTRI", "DRKS", "IRCT", "JapicCTI",
        "JMACCT", "JPRN", "jRCT", "UMINCTR", "PACTR", "ReBec", "REPEC", "RPCEC", "SLCTR", "TCTR", "LBCTR", "ITMCTR", "PHRR",
    };

    /// <summary>Each number once, in the order of the record.</summary>
    public static IReadOnlyList<string> Of(PubMedNode? article) => article.One("DataBankList") is null ? [] :
    [
        .. article.All("DataBankList", "DataBank")
            .SelectMany(bank => bank.All("AccessionNumberList", "AccessionNumber").Texts().Select(number => Number(bank.Text("DataBankName"), number)))
            .OfType<string>()
            .Distinct(StringComparer.OrdinalIgnoreCase),
    ];

    private static string? Number(string? bank, string number)
    {
        if (NctForm().Match(number) is { Success: true } nct) return "NCT" + nct.Groups["n"].Value;
        var name = string.Concat((bank ?? "").Where(char.IsAsciiLetterOrDigit));
        if (IsrctnForm().Match(number) is { Success: true } isrctn && name is not "ClinicalTrialsgov") return "ISRCTN" + isrctn.Groups["n"].Value;
        return Registries.Contains(name) ? number : null;
    }

    [GeneratedRegex(@"^NCT[\s:-]*(?<n>[0-9]{8})$", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase)]
    private static partial Regex NctForm();

    [GeneratedRegex(@"^ISRCTN[\s:-]*(?<n>[0-9]{8})$", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase)]
    private static partial Regex IsrctnForm();
}
