using Monitor.Documents;
using Monitor.Identity.Studies;
using Monitor.Polling;
using Monitor.Store.Sql;

namespace Monitor.Admin.Studies;

/// <summary>A registry number of a study.</summary>
/// <param name="Number">The number.</param>
/// <param name="Hit">Id of the stored registration; null = none is stored.</param>
internal sealed record StudyNumber(RegistryNumber Number, string? Hit);

/// <summary>A study with all that is told of it.</summary>
/// <param name="Stored">As the store has it.</param>
/// <param name="Title">Of its registration, otherwise of its first paper.</param>
/// <param name="Members">With their histories, in their order of arrival.</param>
/// <param name="Told">Who was told which revision.</param>
internal sealed record StudyStory(StoredStudy Stored, string Title, IReadOnlyList<StudyMember> Members, ILookup<long, Told> Told)
{
    public IReadOnlyList<TimeEntry> TimeLine { get; } = Studies.TimeLine.Of(Members, Told.Contains);

    public IReadOnlyList<Contradiction> Contradictions { get; } = Studies.Contradictions.Of(Members);

    /// <summary>The best known registry first.</summary>
    public IReadOnlyList<StudyNumber> Numbers { get; } =
    [
        .. Stored.Links.Where(l => l.Joined).Select(l => StudyKey.NumberOf(l.Link.Target)).OfType<RegistryNumber>().Distinct()
            .OrderBy(n => RegistryNumber.Rank(n.Registry)).ThenBy(n => n.Value, StringComparer.Ordinal)
            .Select(n => new StudyNumber(n, Stored.Links.FirstOrDefault(l => l.Link.Kind == LinkKind.Is && l.Link.Target == StudyKey.Number(n))?.Link.From)),
    ];

    /// <summary>What its hits state of others, and what others state of it without joining.</summary>
    public IEnumerable<StoredLink> Links => Stored.Links.Where(l => l.Link.Kind != LinkKind.Is).Concat(Stored.Naming);
}

/// <summary>Reads the story of a study.</summary>
internal sealed class StudyReader(StudyReads studies, HitTable hits, RevisionTable revisions, ToldTable told, Subscribers subscribers, Database database)
{
    /// <param name="name">Its id, a name that it had, or the registry number, id or PMID of a member.</param>
    /// <param name="ct">Ends the look.</param>
    /// <returns>Null = there is none.</returns>
    public async Task<StudyStory?> ReadAsync(string name, CancellationToken ct)
    {
        if (await AddressedId.FindAsync(name, n => studies.FindAsync(n, ct)) is not { } stored) return null;
        var documents = (await hits.FindAsync([.. stored.Members.Select(m => m.Hit)], ct)).ToDictionary(h => h.Id, StringComparer.Ordinal);
        var history = await revisions.OfAsync(documents.Keys, ct);
        var now = await database.ReadAsync(c => ReportStates.OfAsync(c, null, documents.Values), ct);
        var together = await database.ReadAsync(c => ReportMemberTable.TogetherAsync(c, null, documents.Keys), ct);
        var members = stored.Members.Where(m => documents.ContainsKey(m.Hit)).Select(m => new StudyMember(documents[m.Hit], Role(stored, m.Hit, m.Role), [.. history[m.Hit]])
        {
            State = now[m.Hit],
            Report = together[m.Hit].Select(t => t.ReportId).FirstOrDefault() ?? m.Hit,
            Place = together[m.Hit].TakeWhile(t => t.HitId != m.Hit).Count(),
        }).ToList();
        if (members.Count == 0) return null;
        var sent = await told.OfAsync([.. members.SelectMany(m => m.History).Where(r => r.News).Select(r => r.Seq)], [.. subscribers.Recipients.Select(r => r.Id)], ct);
        var leading = members.FirstOrDefault(m => m.Hit is Trial t && t.RegistryId == stored.Id) ?? members.FirstOrDefault(m => m.Hit is Trial)
            ?? members.FirstOrDefault(m => !StudyRole.IsAbout(m.Role)) ?? members[0];
        return new StudyStory(stored, leading.Hit.Title, members, sent);
    }

    /// <summary>An article that a registration names as its results is told as such.</summary>
    private static string Role(StoredStudy stored, string hit, string role)
    {
        if (role != StudyRole.Article) return role;
        var named = stored.Links.Where(l => l.Joined && l.Link.Kind == LinkKind.Results).Select(l => l.Link.Target).ToHashSet(StringComparer.Ordinal);
        return stored.Links.Any(l => l.Link.From == hit && l.Link.Kind == LinkKind.Is && named.Contains(l.Link.Target)) ? StudyRole.Results : role;
    }
}
