using System.Text.RegularExpressions;
using Monitor.Text;

namespace Monitor.References.Formats;

/// <summary>
/// One reference in running text, taken apart by the style that it is printed in. What does not fit a style is looked up by its
/// identifiers or by the longest of its sentences; the known record is then sought in the text itself.
/// </summary>
internal static partial class PlainCitation
{
    private const int Longest = 5_000;

    public static ReferenceDraft Read(int line, string printed)
    {
        var text = CleanText.OneLine(printed.Length > Longest ? printed[..Longest] : printed) ?? "";
        var draft = new ReferenceDraft(line) { Text = text };
        try
        {
            text = Identifiers(text, draft);
            if (text.Length > 2 && !Apa(text, draft) && !Vancouver(text, draft) && !Nature(text, draft) && !Ahead(text, draft)) Loose(text, draft);
        }
        catch (RegexMatchTimeoutException)
        {
            draft.Problem = "no style of references fits it";
        }

        return draft;
    }

    /// <summary>Takes the identifiers out of the text.</summary>
    private static string Identifiers(string text, ReferenceDraft draft)
    {
        if (BarePmid().Match(text) is { Success: true } bare)
        {
            draft.Pmid = bare.Groups["id"].Value;
            return "";
        }

        draft.Pmid = Pmid().Match(text) is { Success: true } pmid ? pmid.Groups["id"].Value : null;
        draft.Pmcid = Pmcid().Match(text) is { Success: true } pmcid ? pmcid.Value : null;
        if (Doi().Match(text) is { Success: true } doi) draft.Doi = doi.Groups["id"].Value;
        // An identifier in the text is no part of its sentences.
        foreach (var pattern in (Regex[])[Pmid(), Doi(), Address(), Labels(), Marks()]) text = pattern.Replace(text, " ");
        return CleanText.OneLine(text)?.Trim(' ', ',', ';', '-', '–') ?? "";
    }

    /// <summary><c>Family, A. B., &amp; Other, C. (2020). Title. Journal, 12(3), 45–50.</c></summary>
    private static bool Apa(string text, ReferenceDraft draft)
    {
        if (ApaForm().Match(text) is not { Success: true } match) return false;
        draft.Authors.AddRange(Names(match.Groups["authors"].Value));
        draft.Title = match.Groups["title"].Value;
        Place(match, draft);
        return true;
    }

    /// <summary><c>Family AB, Other C. Title. Journal. 2020 Jan;12(3):45-50.</c></summary>
    private static bool Vancouver(string text, ReferenceDraft draft)
    {
        if (VancouverPlace().Match(text) is not { Success: true } match) return false;
        Place(match, draft);
        return Before(text[..match.Index], draft);
    }

    /// <summary><c>Family, A. B. &amp; Other, C. Title. Journal 12, 45–50 (2020).</c></summary>
    private static bool Nature(string text, ReferenceDraft draft)
    {
        if (NaturePlace().Match(text) is not { Success: true } match) return false;
        Place(match, draft);
        return Before(text[..match.Index], draft);
    }

    /// <summary>Before it has a volume: <c>Family AB. Title. Journal. 2023 Feb 3.</c></summary>
    private static bool Ahead(string text, ReferenceDraft draft)
    {
        if (AheadPlace().Match(text) is not { Success: true } match) return false;
        Place(match, draft);
        return Before(text[..match.Index], draft);
    }

    /// <summary>Authors, title and journal, which stand before the place in that order.</summary>
    private static bool Before(string text, ReferenceDraft draft)
    {
        if (Quoted().Match(text) is { Success: true, Index: > 0 } quoted)
        {
            draft.Authors.AddRange(Names(text[..quoted.Index]));
            draft.Title = quoted.Groups["title"].Value;
            draft.Journal = text[(quoted.Index + quoted.Length)..].Trim(' ', ',', '.');
            return true;
        }

        var named = NameHead().Match(text);
        if (named.Success) draft.Authors.AddRange(Names(named.Groups["authors"].Value));
        var sentences = Sentences(text[named.Length..]);
        if (!named.Success && sentences.Count > 2 && LooksLikeNames(sentences[0]))
        {
            draft.Authors.AddRange(Names(sentences[0]));
            sentences.RemoveAt(0);
        }

        // Dots inside an abbreviated journal: "J. Am. Acad. Dermatol."
        var journal = sentences.Count - 1;
        while (journal > 1 && sentences[journal - 1].Length <= 8 && !sentences[journal - 1].Contains(' ', StringComparison.Ordinal)) journal--;
        if (journal < 1)
        {
            draft.Title = sentences.Count == 1 ? sentences[0] : null;
            return draft.Title is not null;
        }

        draft.Journal = string.Join(' ', sentences.Skip(journal)).TrimEnd('.', ',', ' ');
        draft.Title = string.Join(". ", sentences.Take(journal));
        return true;
    }

    private static void Loose(string text, ReferenceDraft draft)
    {
        draft.Date = ReferenceDraft.YearOf(text) is null ? null : text;
        if (Quoted().Match(text) is { Success: true } quoted)
        {
            draft.Title = quoted.Groups["title"].Value;
            draft.Authors.AddRange(Names(text[..quoted.Index]));
            return;
        }

        var sentences = Sentences(text);
        // Without a year and an identifier it is a reference only if it has the length of a title.
        if (sentences.MaxBy(s => s.Length) is not { } longest || longest.Split(' ').Length < 4) return;
        draft.Title = longest;
        if (sentences.IndexOf(longest) > 0) draft.Authors.AddRange(Names(sentences[0]));
    }

    private static void Place(Match match, ReferenceDraft draft)
    {
        string? Of(string name) => match.Groups[name] is { Success: true, Value: { Length: > 0 } value } ? value.Trim() : null;
        draft.Journal ??= Of("journal");
        (draft.Date, draft.Volume, draft.Issue, draft.Pages) = (Of("year"), Of("volume"), Of("issue"), Of("pages")?.TrimEnd('.'));
    }

    /// <summary>Cut behind dots, question and exclamation marks, not behind initials.</summary>
    private static List<string> Sentences(string text)
    {
        var sentences = new List<string>();
        var from = 0;
        foreach (Match end in SentenceEnd().Matches(text))
        {
            var upTo = end.Index + 1;
            sentences.Add(text[from..upTo].Trim());
            from = upTo;
        }

        if (from < text.Length) sentences.Add(text[from..].Trim());
        return [.. sentences.Select(s => s.TrimEnd('.').Trim()).Where(s => s.Length > 1)];
    }

    private static bool LooksLikeNames(string text) => NameList().IsMatch(text);

    private static IEnumerable<string> Names(string text)
    {
        var list = text.Replace("&", ", ", StringComparison.Ordinal).Trim(' ', ',', '.', '"', '“');
        return list.Length is 0 or > 3000 ? [] : [EtAl().Replace(list, "").Trim(' ', ',')];
    }

    [GeneratedRegex(@"^(pmid:?\s*)?(?<id>\d{4,9})\.?$", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex BarePmid();

    [GeneratedRegex(@"\bPMID:?\s*(?<id>\d{1,9})\b|pubmed(\.ncbi\.nlm\.nih\.gov|/)/?(?<id>\d{1,9})\S*", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Pmid();

    [GeneratedRegex(@"\bPMC\d{3,10}\b", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Pmcid();

    [GeneratedRegex(@"(https?://[^\s""<>]*?|doi:?\s*)?(?<id>10\.\d{4,9}(/|\s/\s|%2F)\S+)", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Doi();

    [GeneratedRegex(@"https?://\S+|\bwww\.\S+", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Address();

    [GeneratedRegex(@"\bPMCID:?\s*(PMC\d+)?|\bPMC\d{3,10}\b|\bdoi:|\bPMID:|\bEpub( ahead of print)?( (19|20)\d\d( \w{3,9})?( \d{1,2})?)?\.?|\b(Available (from|at)|Accessed|Retrieved|Cited)\b.*$|\bArticle (ID|No\.?):?", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Labels();

    [GeneratedRegex(@"\[(Internet|Online|published correction[^\]]*|retracted[^\]]*|cited [^\]]*)\]", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Marks();

    [GeneratedRegex(@"^(?<authors>[^(]{2,3000}?)\s*\((?<year>(1[5-9]|20)\d\d)[a-z]?(,[^)]*)?\)[.:]?\s*(?<title>.+?[.?!])\s+(?<journal>\p{Lu}[^\d;]*?)(,\s*|\s+)(?<volume>\d+)\s*(\((?<issue>[^)]+)\))?([,:]\s*(pp\.?\s*)?(?<pages>[A-Za-z]{0,3}\d[\w.]*(\s*[-–—]\s*\w+)?))?\.?\s*$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ApaForm();

    [GeneratedRegex(@"(?<=[.,?!)\s])\(?(?<year>(1[5-9]|20)\d\d)\)?([ -]\p{L}{3,9}\.?([-–/]\p{L}{3,9})?( \d{1,2})?([-–]\d{1,2})?)?\s*;\s*((?<volume>[A-Za-z]{0,6}\.?\s?\d+([-–/]\d+)?)(\s*(Suppl|Pt)\.?\s*\w*)?)?\s*(\((?<issue>[^)]*)\))?\s*([:,]\s*(pp?\.?\s*)?(?<pages>[A-Za-z]{0,6}\.?\d[\w.]*(\s*[-–—]\s*\w+)?))?", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex VancouverPlace();

    [GeneratedRegex(@"(?<=\p{L}[.,]?\s+)(?<volume>\d{1,4})(\s*\((?<issue>[^)]+)\)|,?\s*no\.\s*(?<issue>\w+))?(\s*[,:]\s*(pp?\.?\s*)?(?<pages>[A-Za-z]{0,3}\d[\w.]*(\s*[-–—]\s*\w+)?))?\s*\((?<year>(1[5-9]|20)\d\d)\)(\s*:\s*(?<pages>[A-Za-z]{0,3}\d[\w.]*(\s*[-–—]\s*\w+)?))?", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex NaturePlace();

    [GeneratedRegex(@"(?<=[\p{L})][.,)]?\s+)(?<year>(1[5-9]|20)\d\d)( \p{L}{3,9}\.?([-–/]\p{L}{3,9})?( \d{1,2})?)?\s*(:\s*(?<pages>[\w.()–-]+))?[\s.]*(\p{Lu}\p{Ll}+[,.\s]+)*$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex AheadPlace();

    [GeneratedRegex(@"[“""](?<title>[^”""]{15,}?)[,.]?[”""]", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Quoted();

    // Not behind an initial ("J. Smith"), nor behind "et al" in the middle of a list.
    [GeneratedRegex(@"(?<!(^|[\s.,-])\p{Lu})(?<!\bvs|\bSt|\bDr|\bno|\bspp)[.](?=\s)|(?<=(^|[\s.,-])\p{Lu})\.(?=\s+(et al\b\.?\s+)?\p{Lu}\p{Ll}*\s+\p{Ll}+)|[?!](?=\s)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex SentenceEnd();

    // "Family AB, Family C Jr, et al." up to the dot behind it, whatever the title begins with.
    [GeneratedRegex(@"^(?<authors>(\p{L}[\p{L}'’\- ]{0,60}\s(\p{Lu}[.-]?){1,5}(\s(Jr|Sr|II|III|IV|2nd|3rd))?\s*([,;&]|\band\b)\s*){0,400}(et\s+al|\p{L}[\p{L}'’\- ]{0,60}\s(\p{Lu}[.-]?){1,5}(?<=[\p{Lu}.])(\s(Jr|Sr|II|III|IV|2nd|3rd))?))(\.|(?<=\.))\s+(?=\S)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex NameHead();

    [GeneratedRegex(@"\p{L}\s+\p{Lu}{1,4}\b[^a-z]*(,|$|\bet al)|\p{L},\s*\p{Lu}\.|\bet al\b|^\p{Lu}[\p{L}'’-]+(,| and | &)|\b(Group|Consortium|Investigators|Collaboration|Society|Organization|Committee|Network)\b", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex NameList();

    [GeneratedRegex(@",?\s*\bet\s+al\b\.?", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex EtAl();
}
