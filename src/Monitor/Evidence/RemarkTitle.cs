using System.Buffers;
using System.Collections.Frozen;

namespace Monitor.Evidence;

/// <summary>Titles of what is no study but is said of one: corrections, retraction notices, replies. Words of another paper's title follow.</summary>
internal static class RemarkTitle
{
    private static readonly SearchValues<char> Quotes = SearchValues.Create("\"'“”‘’«:");

    private static readonly FrozenSet<string> Whose = WordSet.Of("author authors publisher publishers s editorial the");
    private static readonly FrozenSet<string> Errata = WordSet.Of("erratum errata corrigendum corrigenda correction corrections addendum");
    private static readonly FrozenSet<string> Notices = WordSet.Of("retraction withdrawal");
    private static readonly FrozenSet<string> Replies = WordSet.Of("reply replies response responses comment comments commentary");

    /// <summary><see cref="StudyDesign.Correction"/>, <see cref="StudyDesign.Opinion"/>, or null for what is none of them.</summary>
    /// <param name="title">The title.</param>
    /// <param name="letter">Whether the indexers call it a letter or a comment: then "Response to" answers somebody.</param>
    public static string? Design(FieldWords title, bool letter)
    {
        var at = 0;
        while (at < title.Words.Count && Whose.Contains(title.WordAt(at))) at++;
        if (IsCorrection(title, at)) return StudyDesign.Correction;
        return IsReply(title, at, letter) ? StudyDesign.Opinion : null;
    }

    /// <summary>"Erratum to", "Correction:", "Retraction notice to", "Expression of concern". The paper that was retracted says "Retracted".</summary>
    private static bool IsCorrection(FieldWords title, int at)
    {
        var (word, next) = (title.WordAt(at), title.WordAt(at + 1));
        if (word == "expression" && next == "of" && title.WordAt(at + 2) == "concern") return true;
        if (Errata.Contains(word)) return Ends(title, at) || next is "to" or "for";
        if (!Notices.Contains(word)) return false;
        var last = next is "notice" or "note" or "statement" ? at + 1 : at;
        return last > at || Ends(title, at) || next is "of" or "to" or "for";
    }

    /// <summary>"Reply to", "Re:", "In response to", "Letter: …", "…: authors' reply".</summary>
    private static bool IsReply(FieldWords title, int at, bool letter)
    {
        var (word, next) = (title.WordAt(at), title.WordAt(at + 1));
        // "Response to minoxidil" is a study.
        if (word is "response" or "responses" && next == "to") return letter || title.Gap(at + 1).ContainsAny(Quotes) || title.WordAt(at + 2) is "letter" or "comment" or "comments";
        if (Replies.Contains(word)) return Ends(title, at) || next is "to" or "on" or "by" or "letter";
        if (word == "in" && next is "reply" or "response") return Ends(title, at + 1) || title.WordAt(at + 2) == "to";
        if (word is "re" or "letter" or "regarding" && Ends(title, at)) return true;
        return title.Words.Count > 2 && title.WordAt(title.Words.Count - 1) is "reply" or "replies" && title.WordAt(title.Words.Count - 2) is "author" or "authors" or "s" or "in" or "a";
    }

    private static bool Ends(FieldWords title, int at) => at + 1 >= title.Words.Count || title.Gap(at).ContainsAny(":.–—");
}
