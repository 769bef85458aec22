using Monitor.Documents;
using Monitor.Tests.Infrastructure;

namespace Monitor.Tests.Identity.Studies;

/// <summary>Hits that state numbers and papers at random, often contradicting one another.</summary>
internal static class StudyWorld
{
    private static readonly string[] Links = ["UpdateOf", "UpdateIn", "RetractionOf", "RetractionIn", "ErratumFor", "CommentOn", "CommentIn"];
    private static readonly string[] Types = ["Journal Article", "Preprint", "Review", "Comment", "Published Erratum", "Retraction of Publication"];

    public static Hit[] Random(int seed)
    {
        var random = new Random(seed);
        string Nct() => $"NCT9900001{random.Next(4)}";
        string Number() => random.Next(3) switch { 0 => Nct(), 1 => $"ISRCTN9900001{random.Next(3)}", _ => $"DRKS0009900{random.Next(3)}" };
        string Pmid() => $"{random.Next(1, 9)}";
        var hits = new Dictionary<string, Hit>(StringComparer.Ordinal);
        for (var i = random.Next(2, 12); i > 0; i--)
        {
            Hit hit = random.Next(3) == 0
                ? Any.Trial(Nct()) with { OtherIds = Some(random, Number), Publications = Some(random, Pmid) }
                : Any.Article(Pmid()) with
                {
                    Registrations = Some(random, Number),
                    Doi = random.Next(4) == 0 ? "10.5555/shared" : null,
                    PublicationTypes = [Types[random.Next(Types.Length)]],
                    Corrections = [.. Some(random, Pmid).Select(p => new Correction { Type = Links[random.Next(Links.Length)], Pmid = random.Next(5) > 0 ? p : null, Doi = "10.5555/shared" })],
                };
            hits[hit.Id] = hit;
        }

        return [.. hits.Values];
    }

    public static Hit[] Shuffled(Hit[] hits, int seed)
    {
        var copy = hits.ToArray();
        new Random(seed + 1).Shuffle(copy);
        return copy;
    }

    private static List<string> Some(Random random, Func<string> one) => [.. Enumerable.Range(0, random.Next(3)).Select(_ => one()).Distinct()];
}
