using Monitor.Documents;
using Monitor.Identity.Reports;

namespace Monitor.References;

/// <summary>Which known work a reference means, and what is wrong with it. Pure: who was asked, and who did not answer, is said elsewhere.</summary>
internal static class ReferenceJudge
{
    /// <summary>Claims nearer than this are equally good, as where records are gathered into reports.</summary>
    private const double Equal = 0.03;

    private const int MostCandidates = 5;

    /// <summary>A paper among the records that were found.</summary>
    public static CheckedReference Paper(GivenReference given, IReadOnlyList<Article> found)
    {
        var (form, bare) = (new CitationForm(given.Citation), new CitationForm(KnownRecord.Without(given.Citation)));
        var known = found.DistinctBy(a => a.Id, StringComparer.Ordinal).Select(KnownRecord.Of).ToList();
        var fits = known.Select(k => ReferenceFit.Of(form, bare, k)).Where(f => f.Level > FitLevel.None)
            .Select(f => (Fit: f, Report: ReportOf(f.Record, known)))
            .Select(f => (f.Fit, f.Report, Differences: ReferenceDifferences.Of(given, form, f.Fit.Record, f.Report, [.. known.Except(f.Report)])))
            .OrderByDescending(f => f.Fit.Level).ThenByDescending(f => f.Fit.ById).ThenByDescending(f => f.Fit.Record.Form.Preprint == form.Preprint)
            .ThenBy(f => f.Differences.Count).ThenByDescending(f => f.Fit.Score)
            // Of two records that say the same, PubMed's is the one that people look up.
            .ThenBy(f => f.Fit.Record.Hit.Source == "pubmed" ? 0 : 1).ThenBy(f => f.Fit.Record.Hit.Id, StringComparer.Ordinal).ToList();
        if (fits.Count == 0) return Verdict(given, ReferenceVerdict.NotFound);
        var best = fits[0];
        var others = fits.Skip(1).Where(f => !best.Report.Contains(f.Fit.Record)).ToList();
        if (best.Fit.Level < FitLevel.Likely) return Elsewhere(given, fits.ConvertAll(f => f.Fit), form, known);
        var rivals = others.Where(o => o.Fit.Level == best.Fit.Level && o.Fit.ById == best.Fit.ById && o.Differences.Count == best.Differences.Count
            && o.Fit.Record.Form.Preprint == best.Fit.Record.Form.Preprint && best.Fit.Score - o.Fit.Score <= Equal).Select(o => o.Fit).ToList();
        if (rivals.Count > 0) return Verdict(given, ReferenceVerdict.ToPerson) with { Rule = "equal-claims", Candidates = Shown([best.Fit, .. rivals]) };
        return Matched(given, best.Fit.Record, best.Report, best.Differences) with { Rule = best.Fit.Rule, Candidates = best.Differences.Count == 0 ? [] : Shown(others.Select(o => o.Fit)) };
    }

    /// <summary>A registration among those that were found.</summary>
    public static CheckedReference Registration(GivenReference given, string number, IReadOnlyList<Trial> found)
    {
        var trial = found.FirstOrDefault(t => Same(t.RegistryId, number)) ?? found.FirstOrDefault(t => t.Aliases.Concat(t.OtherIds).Any(o => Same(o, number)));
        if (trial is null) return Verdict(given, ReferenceVerdict.NotFound);
        var differences = new List<ReferenceDifference>();
        if (!Same(trial.RegistryId, number)) differences.Add(new ReferenceDifference("registration", number, trial.RegistryId, "an obsolete or other number of this registration"));
        var (title, printed) = (new TitleForm(given.Citation.Title), new[] { trial.Title, trial.OfficialTitle }.OfType<string>().Select(t => new TitleForm(t)).ToList());
        var titled = given.Printed is null && !title.IsEmpty;
        if (titled && printed.TrueForAll(p => TitleLikeness.Of(title, p).Relation is TitleRelation.Apart)) differences.Add(new ReferenceDifference("title", given.Citation.Title, trial.Title));
        return Verdict(given, differences.Count == 0 ? ReferenceVerdict.Found : ReferenceVerdict.Differs) with { Matched = ReferenceMatch.Of(trial), Differences = differences, Rule = "registration" };
    }

    /// <summary>A stored hit that the reference names by its id, of a kind that nobody else can be asked for.</summary>
    public static CheckedReference Stored(GivenReference given, Hit hit) => Verdict(given, ReferenceVerdict.Found) with { Matched = ReferenceMatch.Of(hit), Rule = "stored-id" };

    /// <summary>Nothing has its title. What bears its identifier is another work, unless the identifier is that of a whole congress.</summary>
    private static CheckedReference Elsewhere(GivenReference given, List<ReferenceFit> fits, CitationForm form, List<KnownRecord> known)
    {
        var borne = fits.Where(f => f.ById).ToList();
        var record = borne.Find(f => f.Record.Form.Pmid is { } pmid && pmid == form.Pmid) ?? borne.Find(f => f.Record.Form.Pmcid is { } pmcid && pmcid == form.Pmcid)
            ?? (borne is [var one] && one.Record.Form is { Supplement: false, Abstract: false } ? one : null);
        if (record is null) return Verdict(given, ReferenceVerdict.NotFound) with { Candidates = Shown(fits) };
        var report = ReportOf(record.Record, known);
        var differences = ReferenceDifferences.Of(given, form, record.Record, report, [.. known.Except(report)]);
        if (!differences.Any(d => d.Field == "title")) differences = [new ReferenceDifference("title", given.Citation.Title, record.Record.Hit.Title), .. differences];
        return Matched(given, record.Record, report, differences) with { Rule = "identifier-of-another-title", Candidates = Shown(fits.Where(f => f != record)) };
    }

    /// <summary>The gravest that is to be said comes first: a retracted work that is cited wrongly is a retracted one.</summary>
    private static CheckedReference Matched(GivenReference given, KnownRecord record, IReadOnlyList<KnownRecord> report, IReadOnlyList<ReferenceDifference> differences)
    {
        var notices = ReferenceNotices.Of(record.Hit, [.. report.Select(r => r.Hit)]);
        bool Has(string type) => notices.Any(n => n.Type == type);
        var verdict = Has(ReferenceNotices.Retracted) ? ReferenceVerdict.Retracted
            : Has(ReferenceNotices.Concern) ? ReferenceVerdict.ExpressionOfConcern
            : differences.Count > 0 ? ReferenceVerdict.Differs
            : Has(ReferenceNotices.Corrected) ? ReferenceVerdict.Corrected
            : Has(ReferenceNotices.PublishedAs) ? ReferenceVerdict.PreprintPublished
            : ReferenceVerdict.Found;
        return Verdict(given, verdict) with { Matched = ReferenceMatch.Of(record.Hit), Differences = differences, Notices = notices };
    }

    /// <summary>The records that are one report with this one, itself first.</summary>
    private static List<KnownRecord> ReportOf(KnownRecord record, IReadOnlyList<KnownRecord> known) =>
        [record, .. known.Where(k => k != record && SameReport.Decide(record.Form, k.Form).Verdict == Identity.Reports.Verdict.Same)];

    private static IReadOnlyList<ReferenceMatch> Shown(IEnumerable<ReferenceFit> fits) => [.. fits.Take(MostCandidates).Select(f => ReferenceMatch.Of(f.Record.Hit))];

    private static CheckedReference Verdict(GivenReference given, ReferenceVerdict verdict) => new(given.N, given.Line, given.Given, verdict);

    private static bool Same(string a, string b) => a.Equals(b, StringComparison.OrdinalIgnoreCase);
}
