using Monitor.Documents;

namespace Monitor.Tests.Infrastructure;

/// <summary>Documents with the fewest facts; a test adds by <c>with</c> what it is about.</summary>
internal static class Any
{
    public static Article Article(string pmid = "1", string title = "Exosomes in hair loss") => new()
    {
        Id = $"pubmed:{pmid}", Source = "pubmed", ExternalId = pmid, Pmid = pmid, Title = title, Link = $"https://pubmed.ncbi.nlm.nih.gov/{pmid}/",
    };

    public static Trial Trial(string nct = "NCT00000001", string title = "Exosomes for alopecia") => new()
    {
        Id = $"clinicaltrials.gov:{nct}", Source = "clinicaltrials.gov", ExternalId = nct, RegistryId = nct, Title = title, Status = "recruiting",
    };

    public static Notice Notice(string id = "n1", string title = "Warning about exosomes") => new()
    {
        Id = $"fda-rss:{id}", Source = "fda-rss", ExternalId = id, NoticeType = "press-release", Title = title,
    };

    public static Watch Watch(string name = "hair", string query = "exosom* AND hair") => new() { Name = name, Title = $"Title of {name}", Query = query };

    public static Recipient Recipient(string id = "ann", params string[] watches) => new() { Id = id, Email = $"{id}@example.org", Watches = watches };
}
