using System.Text.RegularExpressions;
using Monitor.Documents;

namespace Monitor.References.Formats;

/// <summary>RIS, as reference managers and databases write it.</summary>
internal sealed partial class RisFormat : IReferenceFormat
{
    private static readonly string[] Anywhere = ["L3", "M3", "M1", "C1", "C2", "C3", "C5", "C7", "C8", "AN", "ID", "U1", "U2", "L2", "L4", "N1", "UR"];

    public string Name => "ris";

    public bool Is(string text) => Begin().IsMatch(text);

    /// <remarks>TY should come first and ER last, and programs write otherwise: a record ends at ER, or where another TY begins one.</remarks>
    public IEnumerable<ReferenceDraft> Read(string text)
    {
        var record = new List<TaggedLine>();
        foreach (var line in TaggedLines.Of(text, Tag()))
        {
            var typed = record.Exists(l => l.Tag == "TY");
            if (line.Tag == " ") continue;
            if (line.Tag.Length == 0)
            {
                // A paragraph behind an empty line goes on with the text before it; between records it is no reference.
                if (typed) record[^1] = record[^1] with { Text = $"{record[^1].Text} {line.Text}" };
                else yield return ReferenceDraft.Outside(line.Line, line.Text);
            }
            else if (line.Tag == "ER" || (line.Tag == "TY" && typed))
            {
                if (record.Count > 0) yield return Draft(record);
                record = line.Tag == "ER" ? [] : [line];
            }
            else record.Add(line);
        }

        if (record.Exists(l => l.Tag is "TY" or "TI" or "T1" or "DO")) yield return Draft(record);
        else foreach (var line in record) yield return ReferenceDraft.Outside(line.Line, $"{line.Tag} {line.Text}");
    }

    private static ReferenceDraft Draft(List<TaggedLine> record)
    {
        var tags = record.Where(l => l.Text.Length > 0).ToLookup(l => l.Tag, l => l.Text, StringComparer.Ordinal);
        string? One(params string[] names) => names.SelectMany(n => tags[n]).FirstOrDefault();
        var kind = One("TY");
        // Where a vendor has no tag of its own for an identifier, it puts it where one of no meaning is free.
        var elsewhere = Anywhere.SelectMany(t => tags[t]).ToList();
        var draft = new ReferenceDraft(record.Find(l => l.Tag == "TY") is { Tag: "TY" } type ? type.Line : record[0].Line)
        {
            Key = One("ID"),
            Title = One("TI", "T1", "CT") ?? One("BT"),
            OtherTitle = One("TT"),
            Date = One("PY", "Y1", "DA"),
            Journal = One("T2", "JF", "JO", "JA", "J2", "J1", "SO"),
            Volume = One("VL"),
            Issue = One("IS"),
            Pages = One("SP"),
            LastPage = One("EP"),
            Doi = One("DO") ?? elsewhere.Find(DoiAlone().IsMatch),
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
        draft.Pmid ??= elsewhere.Select(n => Noted().Match(n)).FirstOrDefault(m => m.Success)?.Groups["n"].Value;
        return draft;
    }

    [GeneratedRegex(@"^\s*TY  ?- ?", RegexOptions.Multiline, 1000)]
    private static partial Regex Begin();

    [GeneratedRegex(@"^\ufeff?\s{0,2}(?<tag>[A-Z][A-Z0-9])  ?-(\s(?<text>.*))?$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Tag();

    [GeneratedRegex(@"^(doi:?\s*|https?://(dx\.)?doi\.org/)?10\.\d{4,9}/\S+$", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex DoiAlone();

    [GeneratedRegex(@"^(PMID|PubMed|Medline)( ID)?:?\s*(?<n>\d{1,9})\b", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Noted();
}
