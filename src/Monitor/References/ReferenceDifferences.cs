using System.Globalization;
using Monitor.Documents;
using Monitor.Identity.Reports;
using Monitor.Text;

namespace Monitor.References;

/// <summary>The fields in which a reference and the work that it means differ so that a reader should know. Pure.</summary>
internal static class ReferenceDifferences
{
    /// <param name="given">The reference.</param>
    /// <param name="form">Its citation.</param>
    /// <param name="matched">The record that is meant.</param>
    /// <param name="report">All records of its report; what one of them prints is no difference.</param>
    /// <param name="others">The other records that were found: whose an identifier is.</param>
    public static IReadOnlyList<ReferenceDifference> Of(GivenReference given, CitationForm form, KnownRecord matched, IReadOnlyList<KnownRecord> report, IReadOnlyList<KnownRecord> others)
    {
        var differences = new List<ReferenceDifference>();
        var known = matched.Form;
        void Add(string field, string? said, string? printed, Func<KnownRecord, bool> differs)
        {
            if (said is not null && printed is not null && report.All(differs)) differences.Add(new ReferenceDifference(field, said, printed));
        }

        Add("title", form.Source.Title, known.Source.Title, r => OtherTitle(given, form, r.Form));
        Add("first author", First(form), First(known), r => OtherAuthor(given, form.Authors, r.Form.Authors));
        Add("year", Text(form.Year), Text(known.Year), r => OtherYear(form.Year, r));
        Add("journal", form.Source.Journal, known.Source.Journal, r => !Stands(given, r.Form.Source.Journal) && JournalForm.Compare(form.Journal, r.Form.Journal) == JournalRelation.Differ);
        Add("volume", form.Source.Volume, known.Source.Volume, r => Extent.CompareVolume(form.Extent, r.Form.Extent) == PlaceRelation.Differ);
        Add("pages", form.Source.Pages, known.Source.Pages, r => Extent.ComparePages(form.Extent, r.Form.Extent) == PlaceRelation.Differ);
        Identifier(differences, "doi", form.Doi, known.Doi, r => r.Form.Doi, report, others);
        Identifier(differences, "pmid", form.Pmid, known.Pmid, r => r.Form.Pmid, report, others);
        Identifier(differences, "pmcid", form.Pmcid, known.Pmcid, r => r.Form.Pmcid, report, others);
        return differences;
    }

    /// <summary>An identifier is wrong when it is another work's, or when the work is known to have another.</summary>
    private static void Identifier(List<ReferenceDifference> differences, string field, string? given, string? known, Func<KnownRecord, string?> of, IReadOnlyList<KnownRecord> report, IReadOnlyList<KnownRecord> others)
    {
        if (given is null || report.Any(r => of(r) == given)) return;
        var owner = others.FirstOrDefault(o => of(o) == given);
        if (owner is null && report.All(r => of(r) is null)) return;
        differences.Add(new ReferenceDifference(field, given, known ?? report.Select(of).FirstOrDefault(i => i is not null), owner is null ? null : $"belongs to {owner.Hit.Id}: {owner.Hit.Title}"));
    }

    /// <summary>A subtitle more or less is no other title.</summary>
    private static bool OtherTitle(GivenReference given, CitationForm form, CitationForm known)
    {
        if (Stands(given, known.Source.Title)) return false;
        var best = TitleLikeness.Of(form.Title, known.Title);
        if (known.OtherTitle is { } vernacular && TitleLikeness.Of(form.Title, vernacular) is var other && other.Relation > best.Relation) best = other;
        return best.Relation is not (TitleRelation.Unknown or TitleRelation.Contained or TitleRelation.Spelling or TitleRelation.Exact);
    }

    private static bool OtherAuthor(GivenReference given, AuthorList cited, AuthorList known)
    {
        if (cited.People.Count == 0 || known.People.Count == 0) return false;
        // Editors and groups may stand first in one print and not in the other.
        if (cited.Groups > 0 && known.Groups > 0 && cited.People.Count != known.People.Count) return false;
        return cited.People[0].Likeness(known.People[0]) < 0.5 && !(given.Printed is { } printed && Folded.Line(printed).StartsWith(string.Join(' ', known.People[0].Family), StringComparison.Ordinal));
    }

    /// <summary>Online in one year and in print in the next: both years are the work's own.</summary>
    private static bool OtherYear(int? given, KnownRecord record) =>
        given is { } year && record.Form.Year is { } printed && year != printed && !(record.Hit is Article { Entered: { } entered } && entered.Year == year && Math.Abs(year - printed) == 1);

    /// <summary>Running text may print what was not told apart in it.</summary>
    private static bool Stands(GivenReference given, string? known) =>
        given.Printed is { } printed && known is not null && Folded.Line(known) is { Length: > 3 } words && $" {Folded.Line(printed)} ".Contains($" {words} ", StringComparison.Ordinal);

    private static string? First(CitationForm form) => form.Authors.People.Count == 0 || form.Source.Authors.Count == 0 ? null : form.Source.Authors[0].Split(',', ';') is [var family, var rest, ..] && rest.Length < 40 ? $"{family},{rest}" : form.Source.Authors[0];

    private static string? Text(int? year) => year?.ToString(CultureInfo.InvariantCulture);
}

/// <summary>A record that was found, made comparable.</summary>
/// <param name="Hit">As the source has it.</param>
/// <param name="Form">With its identifiers.</param>
/// <param name="Bare">Without: a wrong identifier must not decide.</param>
internal sealed record KnownRecord(Hit Hit, CitationForm Form, CitationForm Bare)
{
    public static KnownRecord Of(Article article)
    {
        var citation = Citation.Of(article);
        return new KnownRecord(article, new CitationForm(citation), new CitationForm(Without(citation)));
    }

    public static Citation Without(Citation citation) => citation with { Doi = null, Pmid = null, Pmcid = null };
}
