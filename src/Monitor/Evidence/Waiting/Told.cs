using System.Text.RegularExpressions;
using Monitor.Documents;

namespace Monitor.Evidence.Waiting;

/// <summary>An article as its title and the sentences of its abstract, with what they tell of harm.</summary>
internal sealed partial class Told
{
    private readonly Lazy<bool> _saysHarmInTitle;
    private readonly Lazy<string?> _befell;
    private readonly Lazy<bool> _tellsHarm;

    public Told(Article article)
    {
        Article = article;
        Title = article.Title.Trim('[', ']', '.', ' ');
        Sentences = Split(article.Abstract ?? "");
        All = [Title, .. Sentences];
        _saysHarmInTitle = new Lazy<bool>(ReadTitle);
        _befell = new Lazy<string?>(() => All.FirstOrDefault(IsGrave));
        _tellsHarm = new Lazy<bool>(() => All.Any(IsHarmOfPeople));
    }

    public Article Article { get; }
    public string Title { get; }
    public IReadOnlyList<string> Sentences { get; }

    /// <summary>The title, then the sentences of the abstract.</summary>
    public IReadOnlyList<string> All { get; }

    public bool IsType(params IReadOnlyList<string> types) =>
        types.Any(t => Article.PublicationTypes.Contains(t, StringComparer.OrdinalIgnoreCase));

    public string? First(Regex words) => All.FirstOrDefault(words.IsMatch);

    /// <summary>In another language, and not translated as those in brackets are: its words are not read.</summary>
    public bool IsForeign =>
        Article.Languages.Count > 0 && !Article.Languages.Contains("eng", StringComparer.OrdinalIgnoreCase)
        && !Article.Title.StartsWith('[');

    /// <summary>Words that a text of this class uses again and again; one stray sentence of many shows nothing.</summary>
    public bool Abounds(Regex words) => Sentences.Count(words.IsMatch) is var found && (found > 1 || 4 * found >= Sentences.Count);

    public bool IsCaseReport => IsType("Case Reports");

    /// <summary>The title itself says a harm after the product.</summary>
    public bool SaysHarmInTitle => _saysHarmInTitle.Value;

    /// <summary>The first sentence that tells harm of people who are counted or have an age.</summary>
    public string? Harmed() => All.FirstOrDefault(s => PeopleWords.Told(s) && Claim.Of(s, HarmWords.Harm()) is not null);

    /// <summary>The first sentence that tells of death, hospital or loss, not of animals.</summary>
    public string? Befell => _befell.Value;

    /// <summary>Some sentence tells of harm in people, or counts harms, beyond what is expected.</summary>
    public bool TellsHarm => _tellsHarm.Value;

    public static bool IsGrave(string sentence) =>
        !PeopleWords.Animal().IsMatch(sentence) && (Claim.Of(sentence, HarmWords.Grave()) is not null || CameAfter(sentence));

    /// <summary>"A runner of 44 came with a hot knee five days after an injection of exosomes": a harm by what it followed.</summary>
    private static bool CameAfter(string sentence) =>
        PeopleWords.Told(sentence) && Came().Match(sentence) is { Success: true } came && Claim.Holds(sentence, came)
        && ProductWords.Exposed().IsMatch(sentence[came.Index..]) && !Passes(sentence) && !Relief.Gain().IsMatch(sentence);

    /// <summary>The first sentence that tells a harm as having happened, beyond what is expected.</summary>
    /// <param name="skip">Harms that do not count, such as the one that is treated.</param>
    /// <param name="sentences">Null = title and abstract.</param>
    public string? Suffered(Func<string, bool>? skip = null, IEnumerable<string>? sentences = null) =>
        (sentences ?? All).FirstOrDefault(s => IsSuffered(s, skip));

    /// <summary>A harm did not pass in somebody.</summary>
    public static bool IsLasting(string sentence) =>
        Stays().IsMatch(sentence) && (PeopleWords.Told(sentence) || PeopleWords.One().IsMatch(sentence));

    private bool IsSuffered(string s, Func<string, bool>? skip) =>
        !HarmWords.Trivial().IsMatch(s) && Past().IsMatch(s)
        && (!ReferenceEquals(s, Title) || PeopleWords.Told(s) || PeopleWords.One().IsMatch(s))
        && (IsLasting(s)
            || Claim.Of(s, HarmWords.Harm(), w => HarmWords.IsLoose(w) || skip?.Invoke(w) == true) is not null
            || (Claim.Of(s, HarmWords.Harm()) is not null && PeopleWords.Told(s) && HarmWords.SetIn().IsMatch(s)));

    private static bool IsHarmOfPeople(string s) =>
        !HarmWords.Trivial().IsMatch(s) && Past().IsMatch(s)
        && (((PeopleWords.Told(s) || PeopleWords.One().IsMatch(s)) && (HarmWords.Specific(s) ?? Claim.Of(s, HarmWords.Grave())) is not null)
            || HarmWords.IsCounted(s));

    /// <summary>The first sentence in which some needed, developed or lost something, whatever it was.</summary>
    public static string? SomeNeeded(IEnumerable<string> sentences) => sentences.FirstOrDefault(s =>
    {
        if (HarmWords.Trivial().IsMatch(s)) return false;
        if (Claim.Of(s, Must()) is not null) return true;
        for (var match = Needed().Match(s); match.Success; match = match.NextMatch())
        {
            if (Some().IsMatch(s[Math.Max(0, match.Index - 60)..match.Index]) && Claim.Holds(s, match)) return true;
        }

        return false;
    });

    /// <summary>Some of those counted had something that is not said to have passed.</summary>
    public static bool IsAffected(string sentence) =>
        Affected().IsMatch(sentence) && !Passes(sentence) && !Relief.Gain().IsMatch(sentence) && !AbsentRule.None().IsMatch(sentence);

    /// <summary>What was had went again, was expected, or was the same on the other side.</summary>
    public static bool Passes(string sentence) => HarmWords.Trivial().IsMatch(sentence) || Passed().IsMatch(sentence);

    private bool ReadTitle()
    {
        foreach (var words in (Regex[])[HarmWords.After(), HarmWords.Caused()])
        {
            for (var match = words.Match(Title); match.Success; match = match.NextMatch())
            {
                if (HarmWords.IsRelieved(Title[..(match.Index + match.Length)])) continue;
                if (Claim.Of(Title[..(match.Index + match.Length)], HarmWords.Harm(), HarmWords.IsLoose) is not null) return true;
            }
        }

        return false;
    }

    /// <summary>Ends at a full stop that ends no abbreviation, and at a line break.</summary>
    public static List<string> Split(string text)
    {
        var (found, start) = (new List<string>(), 0);
        for (var match = End().Match(text); match.Success; match = match.NextMatch())
        {
            if (text[match.Index] == '.' && Abbreviation().IsMatch(text[start..match.Index])) continue;
            Add(text[start..(match.Index + match.Length)]);
            start = match.Index + match.Length;
        }

        Add(text[start..]);
        return found;

        void Add(string sentence)
        {
            if (sentence.Trim() is { Length: > 0 } trimmed) found.Add(trimmed);
        }
    }

    [GeneratedRegex(@"[.!?][)\]""”’']*\s+|\n+", RegexOptions.CultureInvariant, Lexicon.Limit)]
    private static partial Regex End();

    [GeneratedRegex(@"\b(vs|approx|e\.g|i\.e|spp|sp|al|fig|Fig|Dr|Mrs?|Ms|no|No|st|St|cf|ca|[A-Z])$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, Lexicon.Limit)]
    private static partial Regex Abbreviation();

    [GeneratedRegex(@"\b(?:was|were|had|has|have|did|\w+ed|grew|became|fell|got|arose|came|took|lost|\d+|" + PeopleWords.Number +
        @")\b", Lexicon.Options, Lexicon.Limit)]
    private static partial Regex Past();

    [GeneratedRegex(@"\b(?:required|needed|had to be|developed|presented with|returned with|complained of|experienced|suffered|collapsed|" +
        @"became)\b", Lexicon.Options, Lexicon.Limit)]
    private static partial Regex Needed();

    [GeneratedRegex(@"\b(?:did|do|does|has|have|had) not (?:fade|resolve|recover|return|heal|clear|disappear)\w*|" +
        @"n['’]t (?:fade|resolve|recover|heal|clear)\w*|never (?:faded|resolved|recovered|returned|healed|came back)|\b(?:is|are|was|" +
        @"were) still (?:present|visible|there|under|unable|in)|\bneither recovered|\bno recovery|still visible|\bto this day\b",
        Lexicon.Options, Lexicon.Limit)]
    private static partial Regex Stays();

    [GeneratedRegex(@"\b(?:was|were) (?:required|necessary|needed)\b", Lexicon.Options, Lexicon.Limit)]
    private static partial Regex Must();

    [GeneratedRegex(@"\b(?:one|two|three|four|five|six|seven|eight|nine|ten|\d+|a|another) (?:of (?:the |these |our |" +
        @"them )?)?(?:[a-z-]+ )?(?:" + PeopleWords.Folk + @")?\b", Lexicon.Options, Lexicon.Limit)]
    private static partial Regex Some();

    [GeneratedRegex(@"\b(?:over (?:by|in|within)|went away|settled|resolved|disappeared|faded|vanished|subsided|usual|alike|as frequent|" +
        @"as with|(?:less than|under|up to|<) ?\d+ ?(?:h|hours|d|days)|equal (?:between|on|in|with))\b", Lexicon.Options, Lexicon.Limit)]
    private static partial Regex Passed();

    [GeneratedRegex(@"\b" + PeopleWords.Number + @"\b(?: of (?:the|these|our|them)\b)?(?: (?!who|that|which)[a-z-]+){0,3} (?:had|have|" +
        @"has|developed|showed|became|lost|needed|required|suffered|noticed|(?:told|wrote|spoke|complained) of|returned|came|presented|" +
        @"consulted|(?:were|was) left|remain\w*|still|kept)\b", Lexicon.Options, Lexicon.Limit)]
    private static partial Regex Affected();

    [GeneratedRegex(@"\b(?:came|presented|developed|noted|noticed|(?:was|were) (?:found|seen|referred)|returned|experienced|suffered|" +
        @"complained|became|arose|appeared|began|occurred)\b[^;]{0,120}\b(?:after|following|since|minutes into)\b",
        Lexicon.Options, Lexicon.Limit)]
    private static partial Regex Came();
}
