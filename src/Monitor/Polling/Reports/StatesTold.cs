using System.Data.Common;
using Monitor.Documents;
using Monitor.Evidence.Waiting;
using Monitor.Identity.Reports;
using Monitor.Store.Sql;
using Monitor.Text;

namespace Monitor.Polling.Reports;

/// <summary>
/// The one door to what is due: what became of a paper is told once to each reader, by whichever record or notice says it first,
/// and <c>state_told</c> keeps by which. What is told already is held.
/// </summary>
internal sealed class StatesTold
{
    private readonly HashSet<(string Paper, string State, string Recipient)> _told;
    private readonly Dictionary<(string Paper, string State, string Recipient), long> _fresh = [];
    private readonly List<StateToldRow> _over = [];

    private StatesTold(IEnumerable<StateToldRow> told) => _told = [.. told.Select(t => (t.Paper, t.State, t.Recipient))];

    /// <param name="tx">The transaction that has stored the records, their reports and their links.</param>
    /// <param name="due">As if nobody had been told anything of the papers; what stands there already stays.</param>
    /// <param name="subscribers">Whose safety watches read notices by their own words; null = nobody's.</param>
    /// <param name="now">The moment.</param>
    public static async Task AddDueAsync(DbTransaction tx, IReadOnlyCollection<DueRow> due, Subscribers? subscribers, DateTimeOffset now)
    {
        due = [.. due.DistinctBy(d => (d.Recipient, d.Seq))];
        if (due.Count == 0) return;
        var rows = await SayingAsync(tx, due);
        string[] readers = [.. due.Select(d => d.Recipient).Distinct(StringComparer.Ordinal)];
        var told = new StatesTold(await StateToldTable.OfAsync(tx, rows.SelectMany(r => r.Papers), readers));
        // A change of the paper speaks before the notice that was its cause.
        var held = rows.OrderBy(r => r.IsNotice ? 1 : 0).Where(r => !told.Take(r) && !IsHarm(r, subscribers))
            .Select(r => r.Row).ToHashSet(ReferenceEqualityComparer.Instance);
        await HeldDueTable.AddAsync(tx, rows.Where(r => held.Contains(r.Row)).Select(r => (r.Row, r.Revision.HitId)), now);
        await RevisionTable.AddDueAsync(tx, due.Where(d => !held.Contains(d)), now);
        await StateToldTable.RemoveAsync(tx, told._over);
        await StateToldTable.AddAsync(tx, told._fresh.Select(f => new StateToldRow(f.Key.Paper, f.Key.State, f.Key.Recipient, f.Value)));
    }

    /// <summary>A row that says something of a paper.</summary>
    /// <param name="Row">Who is to be told of which revision.</param>
    /// <param name="Revision">The revision.</param>
    /// <param name="Papers">Ids of all records of the paper, and of its report.</param>
    /// <param name="Paper">Under which it is kept that it was told.</param>
    /// <param name="States">What it says.</param>
    private sealed record Saying(DueRow Row, Revision Revision, IReadOnlyList<string> Papers, string Paper, IReadOnlyList<ToldState> States)
    {
        /// <summary>It is the first sight of this notice.</summary>
        public Article? Notice { get; init; }

        /// <summary>The paper of the notice, as it is titled.</summary>
        public Article? About { get; init; }

        public bool IsNotice => Notice is not null;

        /// <summary>A paper that is new to a reader is told whatever is known of it.</summary>
        public bool IsFirst => Revision.Type == RevisionType.New && !IsNotice;
    }

    /// <summary>Notes what a row says.</summary>
    /// <returns>False where its reader was told all of it.</returns>
    private bool Take(Saying row)
    {
        var fresh = row.States.Where(s => !row.Papers.Any(p => s.Names.Any(n => _told.Contains((p, n, row.Row.Recipient))))).ToList();
        if (!row.IsFirst && fresh.Count == 0) return false;
        foreach (var state in fresh)
        {
            foreach (var name in state.Ends) End(row, name);
            foreach (var name in state.Names)
            {
                _told.Add((row.Paper, name, row.Row.Recipient));
                _fresh[(row.Paper, name, row.Row.Recipient)] = row.Row.Seq;
            }
        }

        return true;
    }

    private void End(Saying row, string name)
    {
        foreach (var paper in row.Papers)
        {
            _told.Remove((paper, name, row.Row.Recipient));
            _fresh.Remove((paper, name, row.Row.Recipient));
            _over.Add(new StateToldRow(paper, name, row.Row.Recipient, 0));
        }
    }

    /// <summary>Those that say something of a paper and do not stand there yet.</summary>
    private static async Task<List<Saying>> SayingAsync(DbTransaction tx, IReadOnlyCollection<DueRow> due)
    {
        var connection = tx.Connection!; // non-null: the transaction is open
        var revisions = (await RevisionTable.NumberedAsync(tx, due.Select(d => d.Seq))).ToDictionary(r => r.Seq);
        var articles = new Dictionary<string, Article>(StringComparer.Ordinal);
        foreach (var chunk in revisions.Values.Select(r => r.HitId).Distinct(StringComparer.Ordinal).Chunk(500))
        {
            foreach (var article in await ReportForms.ReadAsync(tx, chunk)) articles[article.Id] = article;
        }

        if (articles.Count == 0) return [];
        var states = await ReportStates.OfAsync(connection, tx, articles.Values);
        var papers = states.Values.Where(s => s.IsNotice).Select(s => s.About).OfType<Article>()
            .DistinctBy(p => p.Id, StringComparer.Ordinal).ToList();
        var ofPapers = await ReportStates.OfAsync(connection, tx, papers);
        var together = await ReportMemberTable.TogetherAsync(connection, tx, articles.Keys.Concat(papers.Select(p => p.Id)));
        var standing = await RevisionTable.StandingAsync(tx, due);
        var fresh = due.Where(d => articles.ContainsKey(revisions[d.Seq].HitId) && !standing.Contains((d.Recipient, d.Seq)));
        return [.. fresh.Select(Of).Where(s => s.States.Count > 0)];

        Saying Of(DueRow row)
        {
            var (revision, article) = (revisions[row.Seq], articles[revisions[row.Seq].HitId]);
            var state = states[article.Id];
            if (revision.Type != RevisionType.New) return About(row, revision, article.Id, ToldState.Of(revision, article, state));
            if (!state.IsNotice) return About(row, revision, article.Id, ToldState.OfPaper(state));
            return state.About is not { } paper ? About(row, revision, article.Id, [])
                : About(row, revision, paper.Id, ToldState.OfNotice(article, ofPapers[paper.Id])) with { Notice = article, About = paper };
        }

        Saying About(DueRow row, Revision revision, string paper, IReadOnlyList<ToldState> said)
        {
            var report = together[paper].ToList();
            return report.Count == 0 ? new Saying(row, revision, [paper], paper, said)
                : new Saying(row, revision, [.. report.Select(m => m.HitId)], report[0].ReportId, said);
        }
    }

    /// <summary>
    /// A correction or letter whose own words a safety watch does not let wait: they are news though its paper said that there is one.
    /// </summary>
    private static bool IsHarm(Saying row, Subscribers? subscribers)
    {
        if (subscribers is null || row is not { Notice: { } notice, About: { } paper }) return false;
        if (NoticeWords.EffectOf(notice) is not (RevisionType.Corrected or RevisionType.Updated)) return false;
        // Most have no text, and the title of their paper.
        var isOfPaper = SameText.Are(TitleMark.Of(notice.Title).Rest, TitleMark.OfPaper(paper));
        if (string.IsNullOrWhiteSpace(notice.Abstract) && (isOfPaper || HarmTold.Of(notice) is null)) return false;
        var recipient = subscribers.Recipients.FirstOrDefault(r => r.Id == row.Row.Recipient);
        return subscribers.Watches.Any(w => w.IsSafety && recipient?.Follows(w.Name) == true
            && Match.MayMailAtOnce([.. notice.Matches.Where(m => m.Watch == w.Name)]) && MayWait.Of(notice, w.MayWait) is null);
    }
}
