using System.Text.RegularExpressions;
using Monitor.Documents;

namespace Monitor.References.Formats;

/// <summary>RIS, as reference managers and databases write it.</summary>
internal sealed partial class RisFormat : IReferenceFormat
{
    public string Name => "ris";

    public bool Is(string text) => Begin().IsMatch(text);

    public IEnumerable<ReferenceDraft> Read(string text)
    {
        List<TaggedLine>? record = null;
        foreach (var line in TaggedLines.Of(text, Tag()))
        {
            if (line.Tag == "TY")
            {
                if (record is not null) yield return Draft(record);
                record = [line];
            }
            else if (record is null)
            {
                if (line.Tag is not (" " or "ER")) yield return ReferenceDraft.Broken(line.Line, "stands outside of a record, which begins with TY", $"{line.Tag} {line.Text}");
            }
            else if (line.Tag == "ER")
            {
                yield return Draft(record);
                record = null;
            }
            else if (line.Tag != " ") record.Add(line);
        }

        if (record is not null) yield return Draft(record);
    }

    private static ReferenceDraft Draft(List<TaggedLine> record)
    {
        var tags = record.Where(l => l.Text.Length > 0).ToLookup(l => l.Tag, l => l.Text, StringComparer.Ordinal);
        string? One(params string[] names) => names.SelectMany(n => tags[n]).FirstOrDefault();
        var kind = One("TY");
        var draft = new ReferenceDraft(record[0].Line)
        {
            Key = One("ID"),
            Title = One("TI", "T1", "CT") ?? One("BT"),
            OtherTitle = One("TT"),
            Date = One("PY", "Y1", "DA"),
            Journal = One("T2", "JF", "JO", "JA", "J2", "J1"),
            Volume = One("VL"),
            Issue = One("IS"),
            Pages = One("SP"),
            LastPage = One("EP"),
            Doi = One("DO") ?? tags["M3"].FirstOrDefault(m => m.StartsWith("10.", StringComparison.Ordinal)),
            Pmcid = tags["C2"].FirstOrDefault(c => c.StartsWith("PMC", StringComparison.OrdinalIgnoreCase)),
            Abstract = One("AB", "N2"),
        };
        draft.Authors.AddRange(tags["AU"].Concat(tags["A1"]));
        draft.Languages.AddRange(tags["LA"]);
        if (kind is not null) draft.Kinds.Add(kind);
        draft.Kinds.AddRange(tags["M3"].Where(m => !m.StartsWith("10.", StringComparison.Ordinal)));
        draft.Links.AddRange(tags["UR"].Concat(tags["L1"]).Concat(tags["L2"]).Concat(tags["LK"]));
        // The accession number is a PMID only where the database is PubMed.
        var database = $"{One("DB")} {One("DP")}";
        if (database.Contains("pubmed", StringComparison.OrdinalIgnoreCase) || database.Contains("nlm", StringComparison.OrdinalIgnoreCase) || database.Contains("medline", StringComparison.OrdinalIgnoreCase)
            || HitId.Split(draft.Key ?? "").Source == "pubmed") draft.Pmid = One("AN");
        if (kind is "RPRT" or "UNPB" or "ELEC" or "WEB" or "DATA" or "DBASE" or "CTLG") draft.Registration = One("SN") ?? One("AN");
        draft.Pmid ??= tags["N1"].Select(n => Noted().Match(n)).FirstOrDefault(m => m.Success)?.Groups["n"].Value;
        return draft;
    }

    [GeneratedRegex(@"^\s*TY  ?- ?", RegexOptions.Multiline, 1000)]
    private static partial Regex Begin();

    [GeneratedRegex(@"^\ufeff?\s{0,2}(?<tag>[A-Z][A-Z0-9])  ?-(\s(?<text>.*))?$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Tag();

    [GeneratedRegex(@"^PMID:?\s*(?<n>\d{1,9})\b", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Noted();
}
