using Monitor.Documents;

namespace Monitor.Evidence;

/// <summary>The facts of an article in one line, for a digest, a feed, a list. What the record leaves out is said to be not stated.</summary>
internal static class FactLine
{
    /// <summary>Such as <c>RCT, 48 adults, v placebo, 24 weeks. Harm: stated. Funding: not stated. Conflict: not stated.</c> Null for what has no facts.</summary>
    public static string? Of(Hit hit) => Glance(hit) is { } glance ? Stated(hit) is { } stated ? $"{glance}. {stated}" : glance : null;

    /// <summary>The design at a glance, such as <c>RCT, 48 adults, v placebo, 24 weeks</c>; null for what has no facts.</summary>
    public static string? Glance(Hit hit)
    {
        if (hit is not Article article || hit.Tags.Count == 0) return null;
        var design = Fact.Of(hit, StudyDesign.TagName);
        var parts = new List<string?> { Name(design), Whom(article, design, SpeciesGroups.Of(hit)) };
        if (Compares(design) || Fact.Of(hit, Fact.Comparator) is not null) parts.Add(Fact.Of(hit, Fact.Comparator) is { } with ? $"v {with}" : "comparator not stated");
        parts.Add(Fact.Of(hit, Fact.Duration));
        return string.Join(", ", parts.OfType<string>());
    }

    /// <summary>What a study in people says of harm and money, such as <c>Harm: stated. Funding, conflict: not stated.</c> Null of animals, cells, what is no study, and what has no facts.</summary>
    public static string? Stated(Hit hit)
    {
        if (hit is not Article || hit.Tags.Count == 0 || SpeciesGroups.Of(hit) is SpeciesGroup.Animals or SpeciesGroup.Cells || !Counts(Fact.Of(hit, StudyDesign.TagName))) return null;
        var said = ((string, string)[])[("harm", Said(hit, Fact.Harm)), ("funding", Said(hit, Fact.Funding)), ("conflict", Said(hit, Fact.Conflict))];
        var parts = said.GroupBy(s => s.Item2, s => s.Item1, StringComparer.Ordinal).Select(g => string.Join(", ", g) + $": {g.Key}.");
        return string.Join(' ', parts.Select(p => char.ToUpperInvariant(p[0]) + p[1..]));
    }

    /// <summary>A design as a reader calls it.</summary>
    public static string Name(string? design) => design switch
    {
        StudyDesign.Rct => "RCT",
        StudyDesign.Trial => "Trial without randomisation",
        StudyDesign.CaseControl => "Case-control study",
        StudyDesign.CrossSectional => "Cross-sectional study",
        StudyDesign.Animal => "Animal study",
        StudyDesign.InVitro => "Cell study",
        StudyDesign.Protocol => "Study protocol",
        null => "Design not stated",
        _ => char.ToUpperInvariant(design[0]) + design[1..].Replace('-', ' '),
    };

    private static string? Whom(Article article, string? design, SpeciesGroup group)
    {
        if (group == SpeciesGroup.Animals) return SpeciesGroups.Animal(article) ?? (design == StudyDesign.Animal ? null : "animals");
        if (group == SpeciesGroup.Cells) return design == StudyDesign.InVitro ? null : "cells";
        if (Fact.Tag(article, Fact.Participants) is { } tag) return tag.Value == "1" ? "1 patient" : $"{tag.Value} {Noun(article, tag)}";
        // How many were studied is no question to a review or an opinion.
        return Counts(design) ? "n not stated" : null;
    }

    /// <summary>The word for people that the record puts behind the number.</summary>
    private static string Noun(Article article, Tag tag)
    {
        var text = tag.Field == "title" ? article.Title : article.Abstract;
        if (tag.At is not { } at || text is null || at.Start + at.Length > text.Length || !tag.Rule.EndsWith(":" + PeopleCount.Counted, StringComparison.Ordinal)) return "people";
        var words = text.Substring(at.Start, at.Length);
        return words[(words.LastIndexOfAny([' ', '-', '\u00a0']) + 1)..].ToLowerInvariant();
    }

    /// <summary>Whether people were studied, as far as is known.</summary>
    private static bool Counts(string? design) => design is not (StudyDesign.Review or StudyDesign.SystematicReview or StudyDesign.Guideline or StudyDesign.Opinion or StudyDesign.Correction);

    private static bool Compares(string? design) => design is StudyDesign.Rct or StudyDesign.Trial or StudyDesign.Protocol or StudyDesign.CaseControl;

    private static string Said(Hit hit, string fact) => Fact.Of(hit, fact) ?? StudyDesign.Silent;
}
