using Monitor.Documents;

namespace Monitor.Evidence;

/// <summary>What the rules read of an article: its title and its abstract, scanned once for all facts.</summary>
internal sealed class Reading
{
    public Reading(Article article) : this(article.Title, article.Abstract) => Article = article;

    public Reading(string title, string? text)
    {
        Book = CueBook.Current;
        Title = new FieldWords("title", title, Book);
        Abstract = new FieldWords("abstract", text, Book);
        InTitle = new Mentions(Title, Book);
        InAbstract = new Mentions(Abstract, Book);
    }

    public CueBook Book { get; }
    public Article? Article { get; }
    public FieldWords Title { get; }
    public FieldWords Abstract { get; }

    /// <summary>Whom the title names.</summary>
    public Mentions InTitle { get; }

    /// <summary>Whom the abstract names.</summary>
    public Mentions InAbstract { get; }

    public bool Has(string cue) => Title.Has(Book[cue]) || Abstract.Has(Book[cue]);

    /// <summary>Whether the title has a cue.</summary>
    public bool Titled(string cue) => Title.Has(Book[cue]);

    /// <summary>The first place of a cue in the title, or where the abstract says what was done: not in its motive, its conclusion or a hope.</summary>
    /// <param name="cue">What is looked for.</param>
    /// <param name="not">A cue with which its sentence does not count.</param>
    public (FieldWords In, Span At)? Done(string cue, string? not = null)
    {
        if (Title.First(Book[cue]) is { } title) return (Title, title);
        foreach (var (first, last) in Abstract.Places(Book[cue]))
        {
            if (!InAbstract.IsHope(first) && (not is null || !InAbstract.Sentences.Has(first, Book[not]))) return (Abstract, Abstract.At(first, last));
        }

        return null;
    }

    /// <summary>Whom a title names as one person by trade, kin or sex: "in a retired teacher".</summary>
    public Mention? Alone => InTitle.All.FirstOrDefault(m => m is { IsOne: true, Role: MentionRole.Studied });

    /// <summary>The same of an abstract: "A plumber was scalded".</summary>
    public Mention? AloneInText => InAbstract.All.FirstOrDefault(m => m is { IsOne: true, Role: MentionRole.Studied });

    /// <summary>"a father and his daughter": how many is not said.</summary>
    public bool IsNotAlone => Alone is { } one && one.Last + 1 < Title.Words.Count && Title.Words[one.Last + 1].Word == "and";

    public int Count(string cue) => Title.Count(Book[cue]) + Abstract.Count(Book[cue]);

    /// <summary>How often a group of cues is met; the title counts twice.</summary>
    public int Weight(int group) => Abstract.Counts[group] + (2 * Title.Counts[group]);

    public int Weight(string group) => Weight(Book.Group(group));

    /// <summary>The first place of a cue, in the title before the abstract; null where it is not met.</summary>
    public (FieldWords In, Span At)? Place(int cue) =>
        Title.First(cue) is { } title ? (Title, title) : Abstract.First(cue) is { } text ? (Abstract, text) : null;

    public (FieldWords In, Span At)? Place(string cue) => Place(Book[cue]);
}
