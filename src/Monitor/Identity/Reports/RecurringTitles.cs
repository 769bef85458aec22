using System.Text.RegularExpressions;

namespace Monitor.Identity.Reports;

/// <summary>
/// Titles that a journal prints again and again ("Editor's comments", "In this issue", "Book reviews"): such a title says which column it
/// is and not which item. Known by form; what a journal of its own calls its column is learned from the store (<see cref="Recurrence"/>).
/// </summary>
internal static class RecurringTitles
{
    // Interpreted: to generate and compile these two takes 13 MB of memory more, and titles are short.
    private const RegexOptions Options = RegexOptions.ExplicitCapture | RegexOptions.IgnorePatternWhitespace;

    /// <param name="words">As they are compared: folded, without signs, and "jornal" for journal.</param>
    public static bool Is(IReadOnlyList<string> words)
    {
        if (words.Count is 0 or > 40) return false;
        var text = string.Join(' ', words);
        return Opening.IsMatch(text) || (words.Count <= 12 && Column.IsMatch(text));
    }

    /// <summary>The whole title, but for a date, a number or the jou?rnal's issue behind it.</summary>
    private static readonly Regex Column = new("""
        ^(the\ |an?\ |our\ )?(
          (guest\ |invited\ |lead\ |jou?rnal\ )?editorials?(\ (comments?|commentar(y|ies)|notes?|boards?|overview|remarks|statement|announcements?|polic(y|ies)|information|staff|team|report|message|perspectives?|advisory\ board|review\ board|consultants|comment\ and\ reply))?
          |(guest\ |associate\ |managing\ |co\ )?editors?(\ s)?(\ in\ chiefs?(\ s)?)?\ (comments?|commentary|notes?|introductions?|choice|choices|picks?|page|pages|corner|letter|columns?|messages?|desk|preface|foreword|remarks|perspective|highlights?|report|view|viewpoint|response|reply|summary|capsule)
          |(introduction|introductory\ (remarks|comments?|notes?)|preface|foreword|prologue|epilogue|afterword|postscript|overview|prelude)
          |(in\ |about\ |inside\ )?this\ (issue|month|week)(\ s)?(\ (highlights?|issue|in\ .{1,40}))?|issue\ (highlights?|information|introduction)|in\ brief|at\ a\ glance|briefly\ noted|(issue|monthly|weekly)\ (in\ brief|at\ a\ glance)
          |((business|world|research|jou?rnal|society|association|industry|company|science|medical|health|international|conference|people)\ )?news(\ (and|in|of|from)\ (views|notes|brief|events|comments?|the\ (field|society|world|week|month)|reviews?|analysis|focus|members))?(\ briefs?)?
          |(research|jou?rnal|literature|clinical|meeting|conference|news)\ (highlights?|briefs?|roundup|round\ up|notes?|watch|digest|scan|club|updates?|summar(y|ies))
          |errat(um|a)|corrigend(um|a)|corrections?(\ and\ (clarifications?|additions|retractions?))?|clarifications?|addend(um|a)|retractions?(\ notices?)?|withdrawals?|notices?\ of\ (correction|retraction)|expressions?\ of\ concern|publisher(\ s)?\ notes?
          |(the\ )?(authors?|editors?)(\ s)?\ (repl(y|ies)|responses?|comments?|notes?)|repl(y|ies)|responses?|in\ reply|comments?|commentar(y|ies)|rejoinder|discussions?|letters?(\ to\ the\ editors?)?(\ and\ (repl(y|ies)|responses?))?|correspondence|letters?\ and\ comments?|readers?(\ s)?\ (letters?|comments?|forum)|questions?\ and\ answers?
          |obituar(y|ies)|in\ memoriam|deaths|necrology|a\ tribute|announcements?|calendars?(\ of\ events)?|events|(forthcoming|upcoming|future)\ (events|meetings|issues|articles|papers)|meetings?(\ (calendar|announcements?|reports?|summary|abstracts?|notes?))?|congress\ (calendar|report)|calls?\ for\ (papers|abstracts|nominations|reviewers)|cou?rses
          |(book|media|film|software|product|multimedia)s?(\ and\ \w+)?\ reviews?|books?(\ (received|in\ brief|notes?|shelf))?|reviews?|new\ (books|products)|recent\ (publications|literature|books)|publications\ received
          |(case|image|picture|photo|figure|quiz|article|paper|question|patient|video|radiograph|ecg|drug|topic)s?\ of\ the\ (month|week|year|issue|quarter)|images?\ in\ [\w\ ]{3,40}|(clinical|medical|pathology|radiology|cardiology)\ (images?|pictures?|quiz|pearls?|vignettes?)|photo\ quiz|quiz|self\ assessment(\ quiz)?|picture\ quiz|what(\ s|\ is)\ (new|your\ diagnosis|the\ diagnosis|this)(\ .{1,30})?
          |((annual|cumulative|yearly|combined)\ )?((authors?|subjects?|keywords?|titles?|reviewers?|volume)(\ and\ \w+)?\ )?(index|indices|indexes)(\ (to|of|for)\ .{1,40})?|(table\ of\ )?contents|masthead|(front|back|inside)?\ ?cover(\ (image|picture|art|story|page|feature))?|(front|back)\ matter|about\ the\ (authors?|cover|contributors)|contributors|(instructions?|guidelines?|information)\ (for|to)\ (authors?|contributors)
          |(acknowledge?ments?|thanks?|thank\ you|appreciation|gratitude|tribute|recognition|list)(\ (of|to|for))?\ (our\ |the\ )?(\w+\ )?(reviewers?|referees?|peer\ reviewers?)(\ .{1,30})?|(ad\ hoc\ )?(reviewers?|referees?)(\ (list|acknowledge?ments?|index|thanks))?|acknowledge?ments?
          |((annual|yearly|quarterly|monthly|president(\ s)?|secretary(\ s)?|treasurer(\ s)?|chair\w*(\ s)?|director(\ s)?)\ )(reviews?|reports?|updates?|messages?|address|letters?|columns?|pages?|corner|meetings?|summar(y|ies)|comments?)|year\ in\ reviews?|(the\ )?year\ that\ was|from\ the\ (editors?|president|chair|archives|literature|jou?rnals?|society|field)(\ s)?(\ (desk|office|in\ chief))?
          |proceedings|abstracts?|posters?|oral\ presentations?|poster\ session|invited\ (lectures|speakers)|programme?|supplement|appendix|highlights?|viewpoints?|perspectives?|opinions?|notes?(\ and\ (news|comments))?|miscellan(y|ea|eous)|abbreviations|glossary|untitled|no\ title(\ available)?|conflicts?\ of\ interest(\ statement)?|disclosures?
        )(\ (to|of|for|from|in)\ (this|the)\ (issue|volume|month|year|number))?(\ (\d+|january|february|march|april|may|june|july|august|september|october|november|december|spring|summer|autumn|fall|winter|vol|volume|no|issue|number|part|and))*$
        """, Options);

    /// <summary>What follows is the name of the issue, the society or the year, and comes again as well.</summary>
    private static readonly Regex Opening = new("""
        ^(the\ |an?\ |our\ )?(
          editorials?\ (introductions?|preface|foreword|comments?|notes?|boards?|overview)\b
          |(guest\ |associate\ |managing\ )?editors?(\ s)?(\ in\ chiefs?(\ s)?)?\ (comments?|commentary|notes?|introductions?|choice|page|corner|letter|column|message|desk|preface|foreword)\b
          |(in|about|inside)\ this\ (issue|month)\b|highlights?\ (of|from|in)\ (this|the)\ (current\ )?(issue|month)
          |(an?\ )?(brief\ |short\ |editorial\ |guest\ )?(introduction|preface|foreword|overview|prologue|introductory\ \w+)\ (to|of|for|from)\ (the\ |this\ |our\ )?(\w+\ ){0,2}(special|theme|thematic|themed|inaugural|anniversary|focus|current|mini\ ?track|track|issue|section|volume|number|supplement|symposium|proceedings|session|workshop|editors?)\b
          |special\ (issue|section|feature)\ (introduction|editorial|preface|foreword|on\b)
          |(letter|message|note|word|words|greetings|report|news|notes|comments?)\ (from|by)\ (the\ |our\ )?(new\ |outgoing\ |incoming\ |guest\ )?(editors?|president|chair\w*|publisher|secretary|treasurer|board|society)\b
          |(annual|yearly|quarterly|monthly|biennial)\ (review|report|update|summary|index|message)s?\ (of|on|from|by|for|to)\ (the\ |our\ |this\ )?(\w+\ ){0,4}(jou?rnal|society|association|editors?|editorial|board|committee|issue|year|activities|section|college|foundation|members|reviewers)\b
          |(minutes|report|proceedings|highlights|abstracts|summary|programme?)\ (of|from|on)\ (the\ )?(\w+\ ){0,5}(annual|biennial|general|business|council|board|committee|scientific|international|national)\ (\w+\ ){0,3}(meeting|congress|conference|assembly|symposium|session)
          |(state|status)\ of\ the\ (jou?rnal|society)\b|(the\ )?year\ in\ review\b|books?\ received\b|(acknowledge?ments?|thanks?|thank\ you)\ (of|to|for)\ (our\ |the\ |all\ )?(\w+\ ){0,2}(reviewers?|referees?)\b
          |(calendar|diary)\ of\ (\w+\ )?(events|meetings|congresses)\b|call\ for\ (papers|abstracts|nominations)\b
        )
        """, Options);
}
