using System.Globalization;
using Monitor.Simulator.Records;

namespace Monitor.Simulator.Generation;

/// <summary>People, groups and journals that do not exist.</summary>
internal static class Names
{
    private static readonly (string Last, string Fore, string Initials)[] People =
    [
        ("Sampleton", "Alice B", "AB"), ("Testerson", "Rolf", "R"), ("Müstermann", "Jürgen", "J"), ("Exámplez", "María José", "MJ"),
        ("Kim", "Mo-ui", "M"), ("Park", "Ga-sang", "G"), ("모의", "가상", "가"), ("Yang", "Benben", "B"), ("样本", "测试", "测"),
        ("Ørsted-Prøve", "Åse", "Å"), ("Příkladová", "Žofie", "Ž"), ("O'Fiction", "Niamh", "N"), ("van der Voorbeeld", "Jip", "J"),
        ("Örnek", "İpek", "İ"), ("D'Esempio", "Nicolò", "N"), ("Fictive-Dupont", "Zoé", "Z"), ("Mock", "Ada", "A"), ("Placeholder", "Ian", "I"),
    ];

    private static readonly (string Title, string Abbreviation, string Issn)[] Journals =
    [
        ("Synthetic journal of trichology", "Synth J Trichol", "9999-0019"), ("Example archives of dermatology", "Example Arch Dermatol", "9999-0027"),
        ("Mock letters in vesicle science", "Mock Lett Vesicle Sci", "9999-0035"), ("Acta exemplaria medica", "Acta Exempl Med", "9999-0043"),
        ("Journal of invented trials", "J Invent Trials", "9999-0051"), ("Fictional stem cell reports", "Fict Stem Cell Rep", "9999-006X"),
    ];

    private static readonly string[] Months = CultureInfo.InvariantCulture.DateTimeFormat.AbbreviatedMonthNames;

    public static List<Person> Authors(Rng rng)
    {
        var authors = rng.Shuffled(People).Take(rng.Between(1, 6)).Select(p => new Person(
            p.Last, p.Fore, p.Initials,
            rng.Chance(30) ? Orcid(rng) : null,
            rng.Chance(60) ? $"Department of Invention, Université d'Exemple, {rng.Pick(["Example City", "Sampleburg", "Testhaven"])}." : null,
            Collective: null)).ToList();
        if (rng.Chance(12)) authors.Add(new Person(null, null, null, null, null, "Synthetic Vesicle Study Group"));
        return authors;
    }

    /// <summary>An issue around the entry of a record; <paramref name="late"/> records were printed long before.</summary>
    public static JournalIssue Issue(Rng rng, DateTimeOffset entered, bool late)
    {
        var journal = rng.Pick(Journals);
        var day = Eastern.Day(entered).AddDays(late ? -rng.Between(60, 400) : rng.Between(-30, 45));
        var volume = (day.Year - 1990).ToString(CultureInfo.InvariantCulture);
        var number = day.Month.ToString(CultureInfo.InvariantCulture);
        var pages = rng.Pick<string?>(["101-9", "e0012", "0045-0052", "4002.e26", null]);
        var month = Months[day.Month - 1];
        var first = new DateOnly(day.Year, day.Month, 1);
        JournalIssue Printed(string? printedMonth, int? printedDay, string? medline, DateOnly indexed) =>
            new(journal.Title, journal.Abbreviation, journal.Issn, volume, number, pages, day.Year, printedMonth, printedDay, medline, indexed);
        return rng.Below(10) switch
        {
            0 => Printed(null, null, $"{day.Year} {month}-{Months[day.Month % 12]}", first),
            1 => Printed(null, null, null, new DateOnly(day.Year, 1, 1)),
            2 => Printed(number.PadLeft(2, '0'), day.Day, null, day),
            < 6 => Printed(month, null, null, first),
            _ => Printed(month, day.Day, null, day),
        };
    }

    private static string Orcid(Rng rng)
    {
        var id = $"0000-0009-{rng.Between(1000, 9999)}-{rng.Between(1000, 9999)}";
        return rng.Chance(30) ? "https://orcid.org/" + id : id;
    }
}
