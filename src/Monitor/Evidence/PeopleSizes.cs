namespace Monitor.Evidence;

/// <summary>Sizes written as <c>n = 48</c>: of the people or the study before it, or of arms that are added up.</summary>
internal sealed class PeopleSizes(FieldWords field, Mentions mentions)
{
    private const int MostBack = 6;

    private static readonly string[] Studies = ["trial", "study", "cohort", "sample", "survey", "group", "registry", "population"];

    private static readonly string[] Arms =
        ["assigned", "allocated", "randomised", "randomized", "divided", "chose", "arm", "arms", "groups", "received", "either", "group"];

    public IEnumerable<PeopleCount> All()
    {
        foreach (var sentence in Written().GroupBy(s => mentions.Sentences.Of(s.First)))
        {
            var here = mentions.All.Where(m => mentions.Sentences.Of(m.First) == sentence.Key).ToList();
            if (here.Exists(m => m.Who == Who.Animals) || PeopleSums.PerGroup(field, sentence.First().Last)) continue;
            if (Of([.. sentence], here, sentence.Key) is { } size) yield return size;
        }
    }

    private PeopleCount? Of(List<(int First, int Last, int Value)> sizes, List<Mention> here, int sentence)
    {
        var (first, last, value) = sizes[0];
        var all = sizes.Sum(s => s.Value);
        if (sizes.Count > 1 && IsOfGroups(sizes)) return new PeopleCount(field, first, sizes[^1].Last, all, 0, PeopleCount.Arms);
        // The first may be the whole of the others.
        var person = OfPeople(first, here);
        if ((sizes.Count == 1 || all == 2 * value) && person is { } plain) return new PeopleCount(field, first, last, value, plain ? 1 : 0, PeopleCount.Size);
        var arms = sizes.Count > 1 && here.Exists(m => m is { Who: Who.People, Role: MentionRole.Studied } && m.First < first);
        return arms && IsOfArms(sentence) ? new PeopleCount(field, first, sizes[^1].Last, all, 0, PeopleCount.Arms) : null;
    }

    private List<(int First, int Last, int Value)> Written()
    {
        var sizes = new List<(int, int, int)>();
        for (var i = 0; i + 1 < field.Words.Count; i++)
        {
            if (field.Words[i].Word != "n" || !field.Gap(i).Contains('=')) continue;
            if (WrittenNumber.At(field, i + 1) is ({ } value, var last) && value > 0) sizes.Add((i, last, value));
        }

        return sizes;
    }

    /// <summary>Whether the noun before it is one of people (true), or a study (false); null for anything else.</summary>
    private bool? OfPeople(int at, List<Mention> here)
    {
        for (var i = at - 1; i >= 0 && at - i <= MostBack && mentions.Sentences.Of(i) == mentions.Sentences.Of(at); i--)
        {
            if (here.Find(m => m.First <= i && m.Last >= i) is { } mention) return mention is { Who: Who.People, Role: MentionRole.Studied, Number: null } ? true : null;
            if (at - i == 1 && Studies.Contains(field.Words[i].Word)) return false;
        }

        // "N = 44; mean age 41"
        return at == 0 || mentions.Sentences.Of(at - 1) != mentions.Sentences.Of(at) ? false : null;
    }

    /// <summary>"Group A (n = 32) … Group B (n = 34)", "the exosome arm (n = 16)": each behind its group.</summary>
    private bool IsOfGroups(List<(int First, int Last, int Value)> sizes) =>
        sizes.TrueForAll(s => Enumerable.Range(1, 3).Any(back => s.First - back >= 0 && field.Words[s.First - back].Word is "group" or "arm" or "cohort"));

    private bool IsOfArms(int sentence) => field.Words.Where((w, i) => mentions.Sentences.Of(i) == sentence && Arms.Contains(w.Word)).Any();
}
