using System.Collections.Frozen;

namespace Monitor.Evidence;

/// <summary>Numbers in words of French, Spanish, Portuguese, Italian and German, up to ninety-nine where a word is one.</summary>
internal static class ForeignNumbers
{
    /// <summary>From two on, a blank between numbers; <c>-</c> where a word is said of something else.</summary>
    private static readonly string[] Small =
    [
        "deux trois quatre cinq - sept huit neuf dix onze douze treize quatorze quinze seize - - - vingt",
        "dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciseis diecisiete dieciocho diecinueve veinte",
        "dois - quatro - - sete oito nove dez onze doze treze - - dezesseis dezessete dezoito dezenove vinte",
        "due tre quattro cinque sei sette otto nove dieci undici dodici tredici quattordici quindici sedici diciassette diciotto diciannove venti",
        "zwei drei vier funf sechs sieben acht neun zehn elf zwolf dreizehn vierzehn funfzehn sechzehn siebzehn achtzehn neunzehn zwanzig",
    ];

    private static readonly string[] Tens =
    [
        "trente quarante cinquante soixante", "treinta cuarenta cincuenta sesenta setenta ochenta noventa", "trinta quarenta cinquenta sessenta - oitenta -",
        "trenta quaranta cinquanta sessanta settanta ottanta novanta", "dreissig vierzig funfzig sechzig siebzig achtzig neunzig",
    ];

    private static readonly FrozenSet<string> English = WordSet.Of("once due seize elf sei acht tre dix dos tres sept");

    private static readonly FrozenSet<string> People = WordSet.Of(
        "femmes hommes patientes patients malades adultes enfants volontaires sujets cas mujeres hombres pacientes voluntarios voluntarias varones "
        + "adultos personas casos sujetos mulheres homens pessoas donne uomini pazienti volontari persone casi soggetti frauen manner patienten patientinnen probanden personen falle");

    public static IEnumerable<(string Word, int Value)> All { get; } = [.. Listed().Concat(Joined()).DistinctBy(n => n.Word)];

    /// <summary>"once daily" is no eleven.</summary>
    public static bool IsEnglishToo(string word) => English.Contains(word);

    public static bool IsOfPeople(string? next) => next is not null && People.Contains(next);

    private static IEnumerable<(string Word, int Value)> Listed() =>
        Small.SelectMany(language => language.Split(' ').Select((word, i) => (word, i + 2)))
            .Concat(Tens.SelectMany(language => language.Split(' ').Select((word, i) => (word, (i + 3) * 10))))
            .Where(n => n.Item1 != "-");

    /// <summary>Those that one word makes: <c>veinticinco</c>, <c>trentadue</c>, <c>zweiundzwanzig</c>.</summary>
    private static IEnumerable<(string Word, int Value)> Joined()
    {
        var (spanish, italian, german) = (
            "uno dos tres cuatro cinco seis siete ocho nueve".Split(' '), "uno due tre quattro cinque sei sette otto nove".Split(' '),
            "ein zwei drei vier funf sechs sieben acht neun".Split(' '));
        for (var unit = 1; unit < 10; unit++)
        {
            yield return ("veinti" + spanish[unit - 1], 20 + unit);
            for (var ten = 2; ten < 10; ten++)
            {
                var (it, de) = (ten == 2 ? "venti" : Tens[3].Split(' ')[ten - 3], ten == 2 ? "zwanzig" : Tens[4].Split(' ')[ten - 3]);
                yield return ((unit is 1 or 8 ? it[..^1] : it) + italian[unit - 1], (10 * ten) + unit);
                yield return (german[unit - 1] + "und" + de, (10 * ten) + unit);
            }
        }
    }
}
