using Monitor.Documents;

namespace Monitor.Evidence.Waiting;

/// <summary>Why an article may wait: one of <see cref="WaitClasses"/>, and the sentence that shows it.</summary>
internal sealed record WaitReason(string Class, string Sentence);

/// <summary>
/// Whether an article that matches a safety watch shows that nobody was harmed by a product. What does not show it is taken
/// for a report of harm. Pure.
/// </summary>
internal static class MayWait
{
    /// <summary>Longer texts are no abstracts; they are not read, and alert.</summary>
    private const int Longest = 30_000;

    private static readonly (string Class, Func<Told, string?> Shown)[] Rules =
    [
        (WaitClasses.Correction, CorrectionRule.Shown),
        (WaitClasses.Protocol, ProtocolRule.Shown),
        (WaitClasses.AnimalsOrCells, LabRule.Shown),
        (WaitClasses.Marker, MarkerRule.Shown),
        (WaitClasses.Review, ReviewRule.Shown),
        (WaitClasses.Survey, SurveyRule.Shown),
        (WaitClasses.Absent, AbsentRule.Shown),
        (WaitClasses.Treated, TreatedRule.Shown),
    ];

    /// <returns>Null = nothing shows that it may wait.</returns>
    public static WaitReason? Of(Article article) => Of(article, WaitClasses.All);

    /// <param name="article">Its title, abstract, types and headings are read.</param>
    /// <param name="classes">Those that may wait.</param>
    public static WaitReason? Of(Article article, IReadOnlyList<string> classes)
    {
        if (article.Title.Length + (article.Abstract?.Length ?? 0) > Longest) return null;
        try
        {
            var told = new Told(article);
            if (CorrectionRule.TakesBack(told)) return null;
            foreach (var (name, shown) in Rules)
            {
                // What a correction with a text is of does not say what it corrects.
                if (name != WaitClasses.Correction && told.Sentences.Count > 0 && CorrectionRule.IsNote(told)) break;
                if (classes.Contains(name, StringComparer.Ordinal) && shown(told) is { } sentence) return new WaitReason(name, sentence);
            }
        }
        catch (Exception e) when (Lexicon.IsUnreadable(e))
        {
            // What cannot be read alerts.
        }

        return null;
    }
}
