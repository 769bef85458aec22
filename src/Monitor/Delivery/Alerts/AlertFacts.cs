using System.Globalization;
using System.Text.RegularExpressions;
using Monitor.Documents;
using Monitor.Evidence.Waiting;
using Monitor.Queries;
using Monitor.Text;

namespace Monitor.Delivery.Alerts;

/// <summary>Who is concerned and what harm is named, by words of the record; what is not in it is said to be missing.</summary>
internal static partial class AlertFacts
{
    public const string NotStated = "not stated in what we read";
    private const string NoneNamed = "none named in what we read; nothing in it shows that it may wait";
    private const int MaxWords = 5;
    private const int MaxLength = 200;

    /// <summary>A title that holds so much of a product names it.</summary>
    private const int Beginning = 60;

    /// <summary>People treated, product, and ways of use that are named.</summary>
    public static IReadOnlyList<string> Who(Hit hit)
    {
        var texts = Fields.Of(hit, "tiab").ToList();
        var rows = new List<string>();
        if (hit is Notice { Product: { } product } && CleanText.OneLine(product) is { } line && !hit.Title.Contains(line[..Math.Min(line.Length, Beginning)], StringComparison.OrdinalIgnoreCase)) rows.Add($"Product: {CleanText.Cut(line, MaxLength)}");
        if (hit is Article && texts.Select(t => Person().Match(t.Text)).FirstOrDefault(m => m.Success) is { } person) rows.Add($"Named: {CleanText.OneLine(person.Value)}");
        if (Words(texts, Use()) is { Count: > 0 } uses) rows.Add($"Uses named: {string.Join(", ", uses.Select(u => u.Word))}");
        return rows.Count > 0 ? rows : [NotStated];
    }

    /// <summary>
    /// Of a paper or a stopped trial what harm, in how many, in which words; of a notice the words of harm that it does not
    /// deny, with their field.
    /// </summary>
    public static string Harm(Hit hit)
    {
        if (hit is Article article) return HarmTold.Of(article) is { } told ? Line(told, told.InTitle ? "title" : "abstract") : NoneNamed;
        if (hit is Trial { WhyStopped: { } why } && HarmTold.Of(why) is { } stopped) return Line(stopped, "why it stopped");
        var words = Words([.. Fields.Of(hit, "tiab")], Injury());
        var read = hit is Notice { Body: null } ? "; its page has not been read yet" : "";
        return words.Count == 0 ? NotStated + read
            : $"Named: {string.Join(", ", words.GroupBy(w => w.Field).Select(g => $"{string.Join(", ", g.Select(w => w.Word))} ({g.Key})"))}{read}";
    }

    /// <summary>What harm, in how many, in which words.</summary>
    private static string Line(HarmSentence told, string field) =>
        $"{string.Join(", ", told.Words)}; {told.People ?? "in how many is not stated"}; \"{CleanText.Cut(told.Sentence, MaxLength)}\" ({field})";

    private static List<(string Word, string Field)> Words(IReadOnlyList<FieldText> texts, Regex regex)
    {
        var found = new List<(string Word, string Field)>();
        foreach (var (field, text) in texts)
        {
            foreach (var match in regex.EnumerateMatches(text))
            {
                var word = text.Substring(match.Index, match.Length).ToLower(CultureInfo.InvariantCulture);
                if (found.Exists(f => f.Word == word) || IsDenied(text, match.Index)) continue;
                found.Add((word, field));
                if (found.Count == MaxWords) return found;
            }
        }

        return found;
    }

    /// <summary>"No deaths were reported" names no death: a denying word a little before, within the sentence.</summary>
    private static bool IsDenied(string text, int at)
    {
        var before = text[Math.Max(0, at - 40)..at];
        return Denial().IsMatch(before[(before.LastIndexOfAny(['.', ';', '\n']) + 1)..]);
    }

    [GeneratedRegex(@"\b\d{1,3}[- ]years?[- ]old( [a-z-]+){0,2}? (woman|man|girl|boy|female|male|patient|infant)\b|\b(\d{1,4}|two|three|four|five|six|seven|eight|nine|ten|several) (women|men|patients|persons|people|children|participants)\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Person();

    [GeneratedRegex(@"\b(intravenous|intradermal|intravitreal|injections?|infusions?|inhal\w+|nebuli[sz]\w+|microneedling|mesotherapy|topical|eye drops|nasal|scalp|face|facial|hair)\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Use();

    [GeneratedRegex(@"\b(deaths?|died|fatal\w*|hospitali[sz]\w+|treated in hospital|sepsis|bacter(a?emia|ia)|infections?|abscess\w*|necrosis|necrotizing|granulomas?|granulomatous|nodules?|vasculitis|blindness|vision loss|anaphyla\w+|occlusion|adverse (events?|reactions?)|injur(y|ies)|contaminat\w+|non-?sterile|not tested for sterility|lack of (assurance of )?sterility)\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Injury();

    [GeneratedRegex(@"\b(no|not|none|without|never|neither)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Denial();
}
