using System.Text.RegularExpressions;

namespace Monitor.Evidence.Waiting;

/// <summary>Animals or cells only: nobody is counted, has an age, or is told of by himself or herself.</summary>
internal static partial class LabRule
{
    public static string? Shown(Told told)
    {
        var headings = told.Article.MeshTerms.Select(m => m.Split('/')[0]).ToHashSet(StringComparer.Ordinal);
        var animals = headings.Contains("Animals");
        if (headings.Contains("Humans") && !animals) return null;
        var titled = PeopleWords.Animal().IsMatch(told.Title);
        if (told.SaysHarmInTitle && !titled) return null;
        if (!animals && !titled && !Laboratory().IsMatch(told.Title) && (Lived.Shown(told) || IsAside(told))) return null;
        if (told.All.Any(s => TellsOfPeople(told, s) || (PeopleWords.Told(s) && !PeopleWords.Donor().IsMatch(s)))) return null;
        if (animals) return told.First(PeopleWords.Animal()) ?? told.Title;
        if (Count(told, PeopleWords.Animal()) >= 2) return told.First(PeopleWords.Animal());
        if (Count(told, Cells()) < 2 || told.SaysHarmInTitle || told.All.Any(SomeoneGotIt)) return null;
        return told.First(Laboratory());
    }

    private static bool SomeoneGotIt(string sentence) => PeopleWords.One().IsMatch(sentence) && ProductWords.Exposed().IsMatch(sentence);

    /// <summary>Less than a quarter of it is about animals or cells.</summary>
    private static bool IsAside(Told told) =>
        4 * told.All.Count(s => PeopleWords.Animal().IsMatch(s) || Cells().IsMatch(s) || Laboratory().IsMatch(s)) < told.All.Count;

    /// <summary>The title counts twice.</summary>
    private static int Count(Told told, Regex words) => told.All.Sum(s => words.Count(s)) + (words.IsMatch(told.Title) ? 1 : 0);

    private static bool TellsOfPeople(Told told, string sentence)
    {
        if (PeopleWords.Buyer().IsMatch(sentence)) return true;
        if (!PeopleWords.Person().IsMatch(sentence)) return false;
        if (PeopleWords.PartOf().IsMatch(sentence) || PeopleWords.Donor().IsMatch(sentence)) return false;
        if (ReferenceEquals(sentence, told.Title)) return true;
        return !PeopleWords.Animal().IsMatch(sentence)
            && (PeopleWords.HeOrShe().IsMatch(sentence) || ProductWords.Exposed().IsMatch(sentence)
                || Claim.Of(sentence, HarmWords.SetIn()) is not null || Claim.Of(sentence, HarmWords.Harm()) is not null);
    }

    [GeneratedRegex(@"\b(?:(?:keratinocytes|fibroblasts|macrophages|cells) were (?:cultured|exposed|treated|incubated|infected|seeded)|" +
        @"in vitro|ex vivo|in silico|cell lines?|co-?cultured?|cultured (?:\w+ )*(?:cells|keratinocytes|fibroblasts|follicles|" +
        @"skin)|cell cultures?|organ culture|organoids?|spheroids|hacat|thp-1|rbl-2h3|h-clat|keratinosens|microfluidic|pdms|" +
        @"in a dish|explants?|reconstructed (?:human )?(?:\w+ )?(?:skin|epidermis)|(?:bovine|porcine|ovine) skin|" +
        @"human (?:fibroblasts|keratinocytes)|confocal microscopy|detection limit|limit of quantification|western blot|" +
        @"infected macrophages)\b", Lexicon.Options, Lexicon.Limit)]
    private static partial Regex Laboratory();

    [GeneratedRegex(@"\b(?:in vitro|ex vivo|in silico|cell lines?|co-?cultured?|cell cultures?|organ culture|organoids?|spheroids|hacat|" +
        @"keratinocytes|fibroblasts|macrophages|\w+ follicles|thp-1|rbl-2h3|\w+ cells|explants?|microfluidic|pdms|h-clat|" +
        @"keratinosens|assays?)\b", Lexicon.Options, Lexicon.Limit)]
    private static partial Regex Cells();
}
