using Monitor.Documents;

namespace Monitor.Evidence;

/// <summary>What a record shows of people, of animals and of cells, each by the firmest words for it.</summary>
internal sealed class Population
{
    private static readonly string[] AnimalDiseases =
        ["Dog Diseases", "Cat Diseases", "Horse Diseases", "Cattle Diseases", "Sheep Diseases", "Swine Diseases", "Goat Diseases", "Rodent Diseases", "Animal Diseases"];

    private static readonly string[] ClinicalTypes =
    [
        "Randomized Controlled Trial", "Clinical Trial", "Controlled Clinical Trial", "Clinical Trial, Phase I", "Clinical Trial, Phase II", "Clinical Trial, Phase III",
        "Clinical Trial, Phase IV", "Clinical Trial Protocol", "Pragmatic Clinical Trial", "Equivalence Trial", "Observational Study", "Case Reports",
    ];

    private static readonly string[] AnimalJournals =
        ["veterinar", "Vet Dermatol", "Vet Rec", "Equine", "Zoo", "Wildl", "Small Anim", "Feline", "Livestock", "Anim Sci"];

    private static readonly string[] Patients = ["patients", "patient", "adults", "individuals", "participants", "participant"];

    /// <summary>Said of the patients of a veterinary clinic.</summary>
    private static readonly string[] Neutered = ["neutered", "spayed", "castrated", "crossbred", "crossbreed"];

    private readonly Reading _reading;
    private readonly List<Mention> _people;

    public Population(Article article, Reading reading)
    {
        _reading = reading;
        var all = reading.InTitle.All.Concat(reading.InAbstract.All).ToList();
        _people = all.FindAll(m => m.Who == Who.People);
        // "Excised pig ear skin": the skin is meant.
        var kept = reading.Has("who/kept") && !reading.Has("who/animal-model");
        var animals = all.FindAll(m => m is { Who: Who.Animals, Role: MentionRole.Studied } && !(kept && IsOfTissue(m)));
        KeptTissue = kept && all.Exists(m => m.Who == Who.Animals && IsOfTissue(m));
        TitleAnimals = animals.Find(m => m.Field == reading.Title);
        CountedAnimals = animals.Find(m => m.Number is not null);
        Animals = TitleAnimals ?? CountedAnimals ?? animals.Find(m => !m.Loose) ?? animals.FirstOrDefault();
        AnimalPlaces = animals.Count;
        AnimalSources = all.Count(m => m is { Who: Who.Animals, Role: MentionRole.Source });
        AnimalWords = all.Count(m => m.Who == Who.Animals);
        var cells = all.FindAll(m => m is { Who: Who.Cells, Role: MentionRole.Studied });
        TitleCells = cells.Find(m => m.Field == reading.Title);
        Cells = TitleCells ?? cells.FirstOrDefault();
        CellPlaces = cells.Count;
        Culture = reading.Count("who/culture");
        Strain = animals.Exists(m => In(m).Sentences.Of(m.First) > 1 && m.Field == reading.Abstract && IsMarked(m, "who/strain"));
        var patients = IsOfAnimals(article) || reading.Count("who/of-animals") > 1;
        // "Sixteen cats … two patients vomited"
        patients |= CountedAnimals is not null && IsMarked(CountedAnimals, "who/pets") && !NoPatients;
        var named = patients && Culture < 2 && (reading.Has("who/neutered") || all.Exists(m => m.Who == Who.Animals));
        IsVeterinary = named || (Animals is not null && AgedPerson is null && (patients || reading.Has("who/of-animals")));
        ClinicalType = article.PublicationTypes.FirstOrDefault(t => ClinicalTypes.Contains(t, StringComparer.OrdinalIgnoreCase));
    }

    private static bool IsOfAnimals(Article article) =>
        article.MeshTerms.Any(t => AnimalDiseases.Any(d => t.StartsWith(d, StringComparison.Ordinal)))
        || article.PublicationTypes.Any(t => t.Contains("Veterinary", StringComparison.OrdinalIgnoreCase))
        || (article.Journal is { } journal && AnimalJournals.Any(j => journal.Contains(j, StringComparison.OrdinalIgnoreCase)));

    public Mention? TitleAnimals { get; }
    public Mention? CountedAnimals { get; }

    /// <summary>Animals that were studied, by their firmest mention.</summary>
    public Mention? Animals { get; }

    /// <summary>A strain is named where it is told what was done.</summary>
    public bool Strain { get; }

    /// <summary>A part of an animal was kept alive, or lay in a chamber: "excised pig ear skin".</summary>
    public bool KeptTissue { get; }

    public int AnimalPlaces { get; }

    public int AnimalSources { get; }
    public int AnimalWords { get; }

    public Mention? TitleCells { get; }
    public Mention? Cells { get; }
    public int CellPlaces { get; }

    /// <summary>How often the text speaks as of cultures.</summary>
    public int Culture { get; }

    /// <summary>Animals were the patients: what is said of patients and males is said of them.</summary>
    public bool IsVeterinary { get; }

    /// <summary>Somebody counted by a word that no animal is called by: not patients or adults.</summary>
    public bool NoPatients =>
        _people.Exists(p => p is { Role: MentionRole.Studied, Number: not null, Loose: false } && !Patients.Contains(p.Field.Words[p.Last].Word));

    /// <summary>The indexers call it a study in people.</summary>
    public string? ClinicalType { get; }

    /// <summary>People with a number, of whom no animal is called so.</summary>
    public Mention? CountedPeople => _people.Find(m => m is { Role: MentionRole.Studied, Number: not null, Loose: false });

    public Mention? TitlePeople => _people.Find(m => m is { Role: MentionRole.Studied, Loose: false } && m.Field == _reading.Title);

    public Mention? TextPeople => _people.Find(m => m is { Role: MentionRole.Studied, Loose: false } && m.Field == _reading.Abstract);

    /// <summary>"Subjects", "males": people where no animal is named.</summary>
    public Mention? EitherPeople => _people.Find(m => m is { Role: MentionRole.Studied, Loose: true });

    /// <summary>Whose blood or skin was studied, where nobody else was; those who only gave something are not.</summary>
    public Mention? OtherPeople => _people.Find(m => m.Role == MentionRole.Source && !In(m).Sentences.Has(m.First, _reading.Book["who/donated"]));

    private bool IsMarked(Mention mention, string cue) => mention.Field.Places(_reading.Book[cue]).Any(p => p.First >= mention.First && p.Last <= mention.Last);

    private bool IsOfTissue(Mention mention)
    {
        if (mention.Field.Words[mention.Last].Word is var word && !mention.Loose && (word.EndsWith('s') || word is "mice" or "sheep" or "swine")) return false;
        var end = Math.Min(mention.Field.Words.Count, mention.Last + 4);
        return mention.Field.Places(_reading.Book["who/tissue"]).Any(p => p.First > mention.Last && p.First < end);
    }

    private Mentions In(Mention mention) => mention.Field == _reading.Title ? _reading.InTitle : _reading.InAbstract;

    /// <summary>"A 34-year-old woman".</summary>
    public (FieldWords In, Span At)? AgedPerson
    {
        get
        {
            foreach (var (text, mentions) in ((FieldWords, Mentions)[])[(_reading.Title, _reading.InTitle), (_reading.Abstract, _reading.InAbstract)])
            {
                foreach (var (first, last) in text.Places(_reading.Book["who/year-old"]))
                {
                    var near = mentions.All.Where(m => m.Last > last && m.Last <= last + 4).ToList();
                    if (near.Exists(m => m.Who == Who.Animals || m.Role == MentionRole.Source)) continue;
                    if (!text.Words.Skip(last + 1).Take(4).Any(w => Neutered.Contains(w.Word))) return (text, text.At(first, last));
                }
            }

            return null;
        }
    }

    /// <summary>A survey, charts, reports of harm, the genes of a population: people, whether they are named or not.</summary>
    public (FieldWords In, Span At)? Observed =>
        _reading.Place("who/asked") ?? _reading.Place("who/charts") ?? _reading.Place("who/signals") ?? _reading.Place("who/genes");

    /// <summary>Words of a trial, in the title or where the abstract says what was done.</summary>
    public (FieldWords In, Span At)? Tried
    {
        get
        {
            foreach (var cue in (string[])["who/clinic", "rct-named", "open-label", "blinded", "protocol-title", "trial"])
            {
                if (_reading.Title.First(_reading.Book[cue]) is { } title) return (_reading.Title, title);
            }

            return _reading.Done("who/clinic");
        }
    }
}
