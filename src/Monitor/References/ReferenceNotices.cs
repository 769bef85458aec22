using System.Globalization;
using System.Text.RegularExpressions;
using Monitor.Documents;
using Monitor.Identity.Reports;

namespace Monitor.References;

/// <summary>What the records of one report say was published about it. Pure.</summary>
internal static partial class ReferenceNotices
{
    public const string Retracted = "retracted";
    public const string Concern = "expression of concern";
    public const string Corrected = "corrected";
    public const string PublishedAs = "published as";

    /// <summary>Each notice once, the gravest first.</summary>
    /// <param name="cited">The record that the reference means.</param>
    /// <param name="report">All records of its report, itself among them.</param>
    public static IReadOnlyList<ReferenceNotice> Of(Hit cited, IReadOnlyList<Hit> report)
    {
        var notices = new List<ReferenceNotice>();
        var state = cited is Article ? ReportState.Of([.. report.OfType<Article>().Select(a => new RecordNow(a, []))]) : null;
        foreach (var article in report.OfType<Article>()) notices.AddRange(Said(article, IsPreprint(article)));
        // The publication type, or the word before the title, may come before the link to the notice.
        if (state is { IsRetracted: true } && notices.TrueForAll(n => n.Type != Retracted))
            notices.Add(new ReferenceNotice(Retracted, null, cited.Source, null, state.Marks[0].Text));
        // A preprint may have been withdrawn and its article not, and the other way round: what is said of either is shown.
        if (cited is Article a && IsPreprint(a))
        {
            notices.AddRange(report.OfType<Article>().Where(o => !IsPreprint(o)).Select(o => new ReferenceNotice(PublishedAs, o.Published, o.Source, o.Pmid is null ? o.Doi : $"PMID {o.Pmid}", o.Title)));
        }

        return [.. notices.OrderBy(n => Array.IndexOf([Retracted, Concern, Corrected, PublishedAs], n.Type)).DistinctBy(n => (n.Type, n.Notice ?? n.Text ?? n.Source))];
    }

    public static bool IsPreprint(Article article) => article.PublicationTypes.Contains("Preprint", StringComparer.OrdinalIgnoreCase);

    private static IEnumerable<ReferenceNotice> Said(Article article, bool preprint)
    {
        var links = article.Corrections.Select(c => (Type: TypeOf(c.Type, preprint), Link: c)).Where(l => l.Type is not null).ToList();
        foreach (var (type, link) in links)
        {
            yield return new ReferenceNotice(type!, DateOf(link.Source), article.Source, link.Pmid is null ? link.Doi : $"PMID {link.Pmid}", link.Source); // non-null: filtered just before
        }
    }

    private static string? TypeOf(string link, bool preprint) => link switch
    {
        "RetractionIn" or "RetractedandRepublishedIn" => Retracted,
        "ExpressionOfConcernIn" => Concern,
        "ErratumIn" or "CorrectedandRepublishedIn" => Corrected,
        "UpdateIn" => preprint ? PublishedAs : Corrected,
        _ => null,
    };

    /// <summary>The date in a citation such as <c>J Exampl. 2026 Nov 3;12:4.</c></summary>
    private static PartialDate? DateOf(string? citation)
    {
        if (citation is null || Printed().Match(citation) is not { Success: true } match) return null;
        var year = int.Parse(match.Groups["year"].Value, CultureInfo.InvariantCulture);
        var month = match.Groups["month"].Success ? Array.FindIndex(CultureInfo.InvariantCulture.DateTimeFormat.AbbreviatedMonthNames, m => m == match.Groups["month"].Value) + 1 : 0;
        var day = month > 0 && match.Groups["day"].Success ? int.Parse(match.Groups["day"].Value, CultureInfo.InvariantCulture) : 0;
        return day > 0 && day <= DateTime.DaysInMonth(year, month) ? new PartialDate(year, month, day) : new PartialDate(year, month);
    }

    [GeneratedRegex(@"(?<!\d)(?<year>(19|20)\d\d)(?!\d)( (?<month>[A-Z][a-z]{2})\b( (?<day>\d{1,2})\b)?)?", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Printed();
}
