using System.Text.RegularExpressions;
using Monitor.Documents;

namespace Monitor.Identity.Studies;

/// <summary>
/// Numbers that an article states. Strong: the database lists them, or the words beside call them the registration. Weak, and a
/// mention: any other place, and a sentence that tells of another trial (parent, extension, earlier). An article that names more
/// numbers than one study has looks at many.
/// </summary>
internal static partial class StatedNumbers
{
    /// <summary>One study may stand in two or three registries and have a universal number; more numbers are of several studies.</summary>
    private const int MostOfOneStudy = 4;

    /// <summary>How far before a number the words that make it the registration may stand.</summary>
    private const int WordsWithin = 90;

    public static List<StudyLink> Of(Article article)
    {
        var links = article.Registrations.Select(RegistryNumber.ParseOrNull).OfType<RegistryNumber>()
            .Select(n => new StudyLink(article.Id, StudyKey.Number(n), LinkKind.States, "listed-by-the-database", $"registrations: {n.Value}")).ToList();
        links.AddRange(In(article.Id, "title", article.Title));
        if (article.Abstract is { } text) links.AddRange(In(article.Id, "abstract", text));
        return ReportsSeveral(article) ? [.. links.Select(l => l.Kind == LinkKind.States ? l with { Kind = LinkKind.Mentions, Rule = "reports-several-studies" } : l)] : links;
    }

    /// <summary>Whether so many numbers are stated that they cannot be one study's.</summary>
    public static bool AreTooMany(IReadOnlyCollection<StudyLink> numbers) =>
        numbers.Where(n => n.Kind == LinkKind.States).Select(n => n.Target).Distinct(StringComparer.Ordinal).Count() > MostOfOneStudy;

    /// <summary>A paper of several trials says so; its numbers in different registries are then not one study's.</summary>
    private static bool ReportsSeveral(Article article) =>
        Several().IsMatch(article.Title) || (article.Abstract is { } text && SeveralInText().IsMatch(text));

    private static IEnumerable<StudyLink> In(string id, string field, string text)
    {
        foreach (var (number, start, length) in RegistryNumber.In(text))
        {
            var sentence = SentenceAround(text, start, length);
            var before = text[Math.Max(sentence.Start, start - WordsWithin)..start];
            var rule = Another().IsMatch(text[sentence.Start..sentence.End]) ? "another-trial-in-text"
                : Registration().IsMatch(before) || RegistrationWithin().IsMatch(text.AsSpan(start, length)) ? "called-the-registration"
                : "named-in-text";
            var kind = rule == "called-the-registration" ? LinkKind.States : LinkKind.Mentions;
            yield return new StudyLink(id, StudyKey.Number(number), kind, rule, $"{field}: {Snippet(text, sentence, start, length)}");
        }
    }

    /// <summary>Ends at a stop that a blank follows, or a line; so a number's own dots and "ClinicalTrials.gov" do not end it.</summary>
    private static (int Start, int End) SentenceAround(string text, int at, int length)
    {
        var start = 0;
        for (var i = at - 1; i > 0; i--)
        {
            if (text[i] == '\n' || (char.IsWhiteSpace(text[i]) && text[i - 1] is '.' or ';' or '?' or '!' && !Abbreviated(text, i - 1)))
            {
                start = i + 1;
                break;
            }
        }

        var end = text.AsSpan(at + length).IndexOfAny('\n', ';');
        var stop = text.IndexOf(". ", at + length, StringComparison.Ordinal);
        var last = end < 0 ? text.Length : at + length + end;
        return (start, stop >= 0 && stop < last ? stop : last);
    }

    // "Trial registration no. NCT…": the stop belongs to the word.
    private static bool Abbreviated(string text, int stop) => stop >= 2 && text.AsSpan(stop - 2, 2).Equals("no", StringComparison.OrdinalIgnoreCase);

    private static string Snippet(string text, (int Start, int End) sentence, int start, int length)
    {
        var from = Math.Max(sentence.Start, start - 80);
        var to = Math.Min(sentence.End, start + length + 40);
        if (from > 0 && char.IsLowSurrogate(text[from])) from++;
        if (to < text.Length && char.IsLowSurrogate(text[to])) to--;
        return $"{(from > sentence.Start ? "…" : "")}{text[from..to].Trim().TrimEnd('.')}{(to < sentence.End ? "…" : "")}";
    }

    [GeneratedRegex(@"\bregist(ration|ered|ry|er)\b|clinical\s?trials?\.gov|\btrial (id|number|no|identifier)\b|\bidentifier\b|\bEudraCT\b|\bEUCTR\b|\bCTIS\b|\bUMIN-CTR\b|trialregister|\bUTN\b", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase)]
    private static partial Regex Registration();

    [GeneratedRegex(@"clinical\s?trials?\.gov|EudraCT|EUCTR|CTIS|UMIN-CTR", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase)]
    private static partial Regex RegistrationWithin();

    [GeneratedRegex(@"\b(extensions?|parent|previous|earlier|prior(?! to)|preceding|companion|lead-in|roll-?over|feeder|unlike|predecessor|forthcoming|another) ", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase)]
    private static partial Regex Another();

    [GeneratedRegex(@"\b(pooled|individual (patient|participant) data|meta-analy|(two|three|four|five|six|seven|both|several|multiple|\d+) ((randomi[sz]ed|controlled|clinical|phase|parallel|identical|independent|open-label|double-blind|multicent(er|re)|[1234]|I{1,3}|IV|and),? )*(trials|studies)|trials program)", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase)]
    private static partial Regex Several();

    [GeneratedRegex(@"\b(pooled (data|analys|results|from)|data (were|was) pooled|(these|both|the two|the three) (trials|studies) (were|are) registered|in (two|three|four|both) ((randomi[sz]ed|controlled|clinical|phase|parallel|identical|independent|open-label|double-blind|[1234]|I{1,3}|IV|and),? )*trials)", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase)]
    private static partial Regex SeveralInText();
}
