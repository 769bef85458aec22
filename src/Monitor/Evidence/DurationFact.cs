using System.Globalization;
using Monitor.Documents;

namespace Monitor.Evidence;

/// <summary>How long people were treated or followed: a number with a unit of time beside a word that says so.</summary>
internal static class DurationFact
{
    private const int Least = 2;

    public static Tag Of(Reading reading, string design)
    {
        if (design is not (StudyDesign.Rct or StudyDesign.Trial or StudyDesign.Protocol or StudyDesign.Cohort or StudyDesign.CaseSeries)) return Fact.Silent(Fact.Duration);
        (int Score, Tag Tag)? best = null;
        foreach (var field in (FieldWords[])[reading.Title, reading.Abstract])
        {
            for (var i = 0; i < field.Words.Count; i++)
            {
                if (WrittenNumber.At(field, i) is not ({ } value, var last) || value is 0 or > 1000 || last + 1 >= field.Words.Count || Unit(field.Words[last + 1].Word) is not { } unit) continue;
                var score = Score(field, i, last + 1);
                if (score < Least || score <= best?.Score) continue;
                var text = string.Create(CultureInfo.InvariantCulture, $"{value} {unit}{(value == 1 ? "" : "s")}");
                best = (score, Fact.In(field, field.At(i, last + 1), Fact.Duration, text, $"{field.Field}:time"));
            }
        }

        return best?.Tag ?? Fact.Silent(Fact.Duration);
    }

    private static string? Unit(string word) => word switch
    {
        "week" or "weeks" or "wk" or "wks" => "week",
        "month" or "months" => "month",
        "day" or "days" => "day",
        "year" or "years" => "year",
        _ => null,
    };

    private static int Score(FieldWords field, int first, int unit)
    {
        var before = first > 0 ? field.Words[first - 1].Word : "";
        var after = unit + 1 < field.Words.Count ? field.Words[unit + 1].Word : "";
        if (after is "old" or "of" or "ago" or "history" || before is "aged" or "age" or "last" or "past" or "previous" or "than" or "least") return 0;
        // "Patients over 75 years", "in the last 7 years": years by themselves are ages and calendars.
        var years = field.Words[unit].Word.StartsWith("year", StringComparison.Ordinal);
        var score = before switch { _ when years => 0, "for" or "over" => 2, "during" or "of" or "a" or "after" => 1, _ => 0 };
        // "a 24-week study", "12 weeks of follow up"
        if (after is "study" or "trial" or "treatment" or "randomized" or "randomised" or "double" or "open" or "intervention" or "period" or "follow" or "programme" or "program" or "course") score += 3;
        return score;
    }
}
