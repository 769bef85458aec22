namespace Monitor.Identity.Reports;

/// <summary>A title made comparable: annotations of databases taken off, spelling made one.</summary>
internal sealed class TitleForm
{
    private static readonly HashSet<string> English = new(StringComparer.Ordinal) { "the", "of", "and", "with", "for", "by", "from", "in", "to", "on", "after", "between", "versus", "during", "using", "is", "are", "at" };

    private static readonly HashSet<string> Other = new(StringComparer.Ordinal)
    {
        "der", "die", "das", "und", "von", "bei", "mit", "zur", "zum", "eine", "einer", "fur", "im", "des",
        "dem", "de", "la", "le", "les", "et", "du", "un", "une", "dans", "par", "chez", "sur", "au", "aux", "el", "los",
        "las", "del", "en", "y", "con", "por", "para", "una", "il", "di", "della", "dei", "nel", "nella",
        "delle", "e", "da", "do", "dos", "das", "em", "na", "no", "van", "het", "een", "voor", "met", "op", "och", "av",
        "med", "hos", "til", "w", "z", "oraz", "przez", "v", "pri", "ve", "ile", "bir", "и", "в", "с", "на", "при", "у",
    };

    private bool? _recurring;

    public TitleForm(string? printed)
    {
        var plain = TitleAnnotations.Strip(printed);
        Notice = plain.Notice;
        Translated = plain.Translated;
        Truncated = plain.Truncated;
        MarkedAbstract = plain.MarkedAbstract;
        Damaged = plain.Text.AsSpan().IndexOfAny('?', '\ufffd') is var at and >= 0 && at < plain.Text.Length - 1;
        Words = WordForms.Words(plain.Text);
        Compact = string.Concat(Words);
        Sorted = [.. Words.Order(StringComparer.Ordinal)];
        Numbers = WordForms.Numbers(Words);
        Content = Words.Count(w => !WordForms.Small.Contains(w));
        Foreign = IsForeign(Words, plain.Text);
        Parts = [.. plain.Parts.Select(p => string.Concat(WordForms.Words(p))).Where(p => p.Length >= 20)];
    }

    public IReadOnlyList<string> Words { get; }

    /// <summary>The words without blanks: hyphens and lost blanks make no difference.</summary>
    public string Compact { get; }

    public string[] Sorted { get; }

    /// <summary>Every number in the title, roman ones too: part, phase, year, dose.</summary>
    public int[] Numbers { get; }

    /// <summary>How many words say something.</summary>
    public int Content { get; }

    public NoticeKind Notice { get; }

    /// <summary>Printed in brackets: the catalogue's own translation, which another catalogue words differently.</summary>
    public bool Translated { get; }

    /// <summary>Ends in dots.</summary>
    public bool Truncated { get; }

    /// <summary>Holds question marks where letters were.</summary>
    public bool Damaged { get; }

    /// <summary>The title itself says that it is an abstract of a congress.</summary>
    public bool MarkedAbstract { get; }

    /// <summary>Not in English, by its small words.</summary>
    public bool Foreign { get; }

    /// <summary>The name of a column that comes in every issue.</summary>
    public bool Recurring => _recurring ??= RecurringTitles.Is(Words);

    /// <summary>Where one title is printed in two languages: each by itself.</summary>
    public string[] Parts { get; }

    public bool IsEmpty => Compact.Length == 0;

    /// <summary>Long enough that two papers of one group in one year do not share it by chance: "Editorial" and "Atypical haemolytic uraemic syndrome" do.</summary>
    public bool Specific => Content >= 5 && Compact.Length >= 32;

    /// <summary>Small words of another language and hardly one of English; letters that English has not say so too.</summary>
    private static bool IsForeign(IReadOnlyList<string> words, string printed)
    {
        var (english, other) = (words.Count(English.Contains), words.Count(w => Other.Contains(w) || w[0] > '\u024f'));
        return english == 0 ? other > 0 || printed.Any(c => char.IsLetter(c) && c > 0x7f) : other > english * 2;
    }
}
