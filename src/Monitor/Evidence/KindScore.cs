using Monitor.Documents;

namespace Monitor.Evidence;

/// <summary>A kind of study with how sure the weights are of it, and the cues that spoke for it most.</summary>
/// <param name="Kind">The kind with the highest sum.</param>
/// <param name="Share">Its share among all, 0 to 1.</param>
/// <param name="Cues">At most three, the strongest first.</param>
internal sealed record KindScore(StudyKind Kind, double Share, IReadOnlyList<Cue> Cues)
{
    private const int Kinds = 14;
    private const int MostCues = 3;

    /// <summary>Less than this above its mean, a cue names no reason.</summary>
    private const float LeastWeight = 0.1f;

    /// <summary>Adds up what all cues of a reading say.</summary>
    public static KindScore Of(Reading reading)
    {
        var weights = DesignWeights.Current;
        var given = new List<Given>();
        AddCues(reading, weights, given);
        AddGroups(reading, weights, given);
        Give(given, weights.Row("abstract:" + Length(reading.Abstract.Words.Count)), Place.Nowhere, 0);
        Give(given, weights.Row("abstract:every"), Place.Nowhere, 0);
        return Decide(reading, given);
    }

    /// <summary>Where the words of a cue stand: by the cue itself, or by any of its group.</summary>
    private enum Place
    {
        Nowhere,
        TitleCue,
        AbstractCue,
        TitleGroup,
        AbstractGroup,
        AnyGroup,
    }

    private readonly record struct Given(float[] Weights, Place Place, int Index);

    private static void Give(List<Given> given, float[]? row, Place place, int index)
    {
        if (row is not null) given.Add(new Given(row, place, index));
    }

    private static void AddCues(Reading reading, DesignWeights weights, List<Given> given)
    {
        for (var cue = 0; cue < reading.Book.Names.Count; cue++)
        {
            if (reading.Title.Has(cue)) Give(given, weights.Title[cue], Place.TitleCue, cue);
            if (reading.Abstract.Has(cue)) Give(given, weights.Abstract[cue], Place.AbstractCue, cue);
        }
    }

    private static void AddGroups(Reading reading, DesignWeights weights, List<Given> given)
    {
        for (var group = 0; group < reading.Book.Groups.Count; group++)
        {
            if (reading.Title.Counts[group] > 0) Give(given, weights.TitleGroups[group], Place.TitleGroup, group);
            for (var step = 0; step < DesignWeights.Steps.Length && reading.Abstract.Counts[group] >= DesignWeights.Steps[step]; step++)
            {
                Give(given, weights.AbstractGroups[group][step], Place.AbstractGroup, group);
            }
        }

        for (var pair = 0; pair < reading.Book.Pairs.Count; pair++)
        {
            var (_, left, right) = reading.Book.Pairs[pair];
            var (more, less) = (reading.Weight(left), reading.Weight(right));
            if (more > 0 && less == 0) Give(given, weights.Pairs[pair][0], Place.AnyGroup, left);
            if (more > less) Give(given, weights.Pairs[pair][1], Place.AnyGroup, left);
            if (more > 1 && more >= 2 * less) Give(given, weights.Pairs[pair][2], Place.AnyGroup, left);
        }
    }

    private static string Length(int words) => words switch { 0 => "no-abstract", < 70 => "short", < 130 => "middling", > 250 => "long", _ => "usual" };

    private static KindScore Decide(Reading reading, List<Given> given)
    {
        var shares = Shares(given);
        // Whether it is about animals is decided before which kind of animal study it is.
        var animals = shares[(int)StudyKind.AnimalDrug] + shares[(int)StudyKind.AnimalNonDrug] + shares[(int)StudyKind.AnimalOther] > 0.5;
        var best = -1;
        for (var kind = 0; kind < Kinds; kind++)
        {
            if (IsAnimal((StudyKind)kind) == animals && (best < 0 || shares[kind] > shares[best])) best = kind;
        }

        return new KindScore((StudyKind)best, shares[best], Strongest(reading, given, best));
    }

    public static bool IsAnimal(StudyKind kind) => kind is StudyKind.AnimalDrug or StudyKind.AnimalNonDrug or StudyKind.AnimalOther;

    private static double[] Shares(List<Given> given)
    {
        var sums = new double[Kinds];
        foreach (var (row, _, _) in given)
        {
            for (var kind = 0; kind < Kinds; kind++) sums[kind] += row[kind];
        }

        var top = sums.Max();
        for (var kind = 0; kind < Kinds; kind++) sums[kind] = Math.Exp(sums[kind] - top);
        var all = sums.Sum();
        for (var kind = 0; kind < Kinds; kind++) sums[kind] /= all;
        return sums;
    }

    private static List<Cue> Strongest(Reading reading, List<Given> given, int kind)
    {
        var cues = new List<Cue>(MostCues);
        given.Sort((a, b) => b.Weights[kind].CompareTo(a.Weights[kind]));
        foreach (var (row, place, index) in given)
        {
            if (cues.Count == MostCues || row[kind] <= LeastWeight) break;
            if (Find(reading, place, index) is { } cue && !cues.Exists(c => c.Field == cue.Field && c.At == cue.At)) cues.Add(cue);
        }

        return cues;
    }

    private static Cue? Find(Reading reading, Place place, int index) => place switch
    {
        Place.TitleCue => Cue(reading.Title, reading.Book.Names[index], reading.Title.First(index)),
        Place.AbstractCue => Cue(reading.Abstract, reading.Book.Names[index], reading.Abstract.First(index)),
        Place.TitleGroup => Cue(reading.Title, reading.Book.Groups[index], reading.Title.FirstOf(reading.Book, index)),
        Place.AbstractGroup => Cue(reading.Abstract, reading.Book.Groups[index], reading.Abstract.FirstOf(reading.Book, index)),
        Place.AnyGroup => Find(reading, Place.TitleGroup, index) ?? Find(reading, Place.AbstractGroup, index),
        _ => null,
    };

    private static Cue? Cue(FieldWords field, string name, Span? at) => at is { } span ? new Cue($"{field.Field}:{name}", field.Field, span) : null;
}
