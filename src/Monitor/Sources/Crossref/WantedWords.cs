namespace Monitor.Sources.Crossref;

/// <summary>
/// What a work must show at least: one of some alternatives, each of which names words that must all be there, in one of
/// their forms. Of each alternative it is enough to ask for one word: it finds all that the alternative finds, and more.
/// </summary>
internal sealed class WantedWords
{
    private const int CommonCost = 40;

    private readonly IReadOnlyList<IReadOnlyList<string[]>> _alternatives;
    private IReadOnlyList<string>? _words;

    private WantedWords(IReadOnlyList<IReadOnlyList<string[]>> alternatives) => _alternatives = alternatives;

    /// <summary>No work can show it.</summary>
    public static WantedWords Nothing { get; } = new([]);

    public bool IsNothing => _alternatives.Count == 0;

    /// <summary>One alternative: all of these words, each in one of its forms.</summary>
    public static WantedWords? Of(IReadOnlyList<string[]> words) => words.Count == 0 ? null : new WantedWords([words]);

    public static WantedWords AnyOf(IEnumerable<WantedWords> parts) => new([.. parts.SelectMany(p => p._alternatives)]);

    /// <summary>How much asking for it finds besides, in no unit.</summary>
    public int Cost() => Words().Sum(Cost);

    /// <summary>Few and rare words, of which every alternative has one in all its forms.</summary>
    public IReadOnlyList<string> Words() => _words ??= WordCover.Of(_alternatives, Cost);

    private static int Cost(string word) => word.Length < 3 || CrossrefWords.IsCommon(word) ? CommonCost : 1;
}
