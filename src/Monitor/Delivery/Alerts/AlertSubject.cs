using Monitor.Documents;
using Monitor.Identity.Reports;
using Monitor.Text;

namespace Monitor.Delivery.Alerts;

/// <summary>Subjects: the news itself, on one line.</summary>
internal static class AlertSubject
{
    private const int MaxTitle = 110;

    public static string Of(AlertInput input)
    {
        var first = input.Items[0];
        var hit = first.Due.Hit;
        // What ends trust must be seen in a list of mails; all else keeps the subject by which programs hold a thread together.
        if (input.Items.FirstOrDefault(i => i.Due.Revision.EndsTrust) is { } end) return $"{DigestItems.Mark(end.Due.Revision.Type)}: {Title(end.Due.Hit)}";
        if (first.Before is { } before) return before.Title.StartsWith("Re: ", StringComparison.Ordinal) ? before.Title : $"Re: {before.Title}";
        var prefix = input.Watch is { IsSafety: true } ? "SAFETY" : "ALERT";
        // New to the reader, and already taken back, or itself about another paper.
        if (input.Items.All(i => i.Due.Revision.Type == RevisionType.New) && hit is Article && first.Due.State.Gravest is { } grave)
            return $"{prefix} {grave.Word}: {Title(hit)}";
        var others = input.Items.Select(i => i.Due.Hit.Id).Distinct(StringComparer.Ordinal).Count() - 1;
        return hit is Notice notice
            ? $"{prefix} FDA {notice.NoticeType.Replace('-', ' ')}{News(first.Kind)}: {About(notice)}{(others > 0 ? $" and {others} more" : "")}{Maker(notice)}"
            : $"{prefix} {first.Kind.Replace('-', ' ')}: {Title(hit)}";
    }

    private static string Maker(Notice notice) =>
        Line(notice.Firm) is { } firm && !About(notice).Contains(firm, StringComparison.OrdinalIgnoreCase) ? $" - {firm}" : "";

    /// <summary>What became of a notice that was silent before.</summary>
    private static string News(string kind) => kind switch
    {
        AlertKinds.ClassOne => " is now Class I",
        AlertKinds.NewHarm => " names new harm",
        _ => "",
    };

    /// <summary>Publishers put RETRACTED: before the title themselves: the subject says it once.</summary>
    public static string Title(Hit hit) => Short((Line(Unmarked(hit)) ?? hit.Id).TrimEnd('.', ' '));

    /// <summary>The title whole, in front of what says what became of it.</summary>
    public static string Whole(DueItem due) => due.State.IsNotice ? due.Hit.Title : Unmarked(due.Hit);

    private static string Unmarked(Hit hit) => hit is Article article ? TitleMark.Shown(article) : hit.Title;

    /// <summary>What a notice is about, without the firm that is named behind it.</summary>
    private static string About(Notice notice)
    {
        var title = Title(notice);
        if (Line(notice.Firm) is not { } firm) return title;
        if (title.StartsWith(firm + ": ", StringComparison.OrdinalIgnoreCase)) return title[(firm.Length + 2)..];
        return title.StartsWith(firm + " recalls ", StringComparison.OrdinalIgnoreCase) ? title[(firm.Length + 9)..] : title;
    }

    private static string? Line(string? text) => CleanText.OneLine(text);

    private static string Short(string text)
    {
        if (text.Length <= MaxTitle) return text;
        var cut = text.LastIndexOf(' ', MaxTitle);
        if (cut < MaxTitle / 2) cut = char.IsHighSurrogate(text[MaxTitle - 1]) ? MaxTitle - 1 : MaxTitle;
        return text[..cut].TrimEnd(',', ';', ':', ' ') + "…";
    }
}
