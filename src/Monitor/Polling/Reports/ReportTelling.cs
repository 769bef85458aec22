using System.Data.Common;
using Monitor.Documents;
using Monitor.Identity.Reports;
using Monitor.Store.Sql;

namespace Monitor.Polling.Reports;

/// <summary>
/// What a run brings, told by report: what another record of the report says already is no news, what a record says first is news
/// for everybody who was sent any record of it, and a report that a reader has is not new to that reader.
/// </summary>
internal sealed class ReportTelling
{
    /// <summary>A record that had been in its database for so long when it was stored silently makes its paper an old one. A younger one is news where the next database has it: a reader who has it from neither would never be told.</summary>
    private static readonly TimeSpan Settled = TimeSpan.FromDays(60);

    private readonly ILookup<string, (string HitId, string ReportId)> _members;
    private readonly HashSet<string> _old = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Article> _articles = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HitChange> _byHit = new(StringComparer.Ordinal);
    private readonly HashSet<(string HitId, RevisionType Type)> _said = [];
    private ILookup<string, Revision> _history = Array.Empty<Revision>().ToLookup(r => r.HitId);
    private StoredNotices _notices = StoredNotices.None;
    private readonly List<(string HitId, FieldChange Change)> _told = [];
    private readonly Dictionary<(string HitId, RevisionType Type), (IReadOnlyList<string> To, IReadOnlyList<string> Not)> _owed = [];

    private ReportTelling(IReadOnlyList<HitChange> changes, ILookup<string, (string, string)> members)
    {
        (Changes, _members) = (changes, members);
        foreach (var change in changes) _byHit.TryAdd(change.Hit.Id, change);
    }

    /// <summary>Ids of records that stand in another report than before the run.</summary>
    public IReadOnlyCollection<string> Moved { get; private init; } = [];

    /// <summary>With what a record says first by joining a report, and without what another says already.</summary>
    public IReadOnlyList<HitChange> Changes { get; private set; }

    /// <summary>Puts what was just stored into its reports.</summary>
    public static async Task<ReportTelling> MakeAsync(DbTransaction tx, IReadOnlyList<HitChange> changes, DateTimeOffset now)
    {
        changes = await NoticeTelling.WithPapersAsync(tx, changes, now);
        var shift = await ReportKeeper.TakeAsync(tx, [.. changes.Where(c => c.Store).Select(c => c.Hit).OfType<Article>()], now);
        var members = await ReportMemberTable.TogetherAsync(tx.Connection!, tx, changes.Select(c => c.Hit).OfType<Article>().Select(h => h.Id)); // non-null: the transaction is open
        var telling = new ReportTelling(changes, members) { Moved = shift.Moved };
        // What stands alone may have been told by a notice about it.
        var signed = changes.Where(c => c is { IsNew: false, Hit: Article } && c.Revisions.Any(IsSign)).Select(c => (Article)c.Hit).ToList();
        if (members.Count == 0 && signed.Count == 0) return telling;
        // As they were before the run, those of the run that are looked at later.
        var known = telling._articles;
        foreach (var change in telling._byHit.Values) if (change.Before is Article before) known[before.Id] = before;
        foreach (var chunk in members.SelectMany(m => m).Select(m => m.HitId).Where(id => !telling._byHit.ContainsKey(id)).Distinct(StringComparer.Ordinal).Chunk(500))
        {
            foreach (var article in await ReportForms.ReadAsync(tx, chunk)) known[article.Id] = article;
        }

        telling._notices = await StoredNotices.ReadAsync(tx, [.. signed, .. signed.SelectMany(s => members[s.Id]).Select(m => known.GetValueOrDefault(m.HitId)).OfType<Article>()],
            changes.Where(c => c.IsNew).Select(c => c.Hit.Id).ToHashSet(StringComparer.Ordinal));
        telling._history = await RevisionTable.OfAsync(tx.Connection!, tx, known.Keys); // non-null: the transaction is open
        telling._old.UnionWith(known.Values.Where(IsOld).Select(a => a.Id));
        foreach (var (id, change) in await RevisionTable.ChangesAsync(tx, known.Keys)) telling._told.Add((id, change));
        var alone = signed.Select(s => s.Id).ToHashSet(StringComparer.Ordinal);
        var leadFirst = telling._byHit.Values.Where(c => members.Contains(c.Hit.Id) || alone.Contains(c.Hit.Id))
            .OrderBy(c => telling.PlaceOf(c.Hit.Id)).ToList();
        foreach (var change in leadFirst) telling.Say(change, shift, now);
        var said = leadFirst.ToDictionary(c => (object)c, c => telling._byHit[c.Hit.Id], ReferenceEqualityComparer.Instance);
        telling.Changes = [.. changes.Select(c => said.TryGetValue(c, out var change) ? change : c)];
        return telling;
    }

    /// <summary>Whether another record of the report says it already, or a notice about it.</summary>
    public bool IsSaid(Revision revision) => _said.Contains((revision.HitId, revision.Type));

    /// <summary>Who is owed these changes because another record of the report was sent.</summary>
    /// <param name="tx">The transaction that stores the changes.</param>
    /// <param name="revisions">Numbered.</param>
    /// <param name="subscribers">Who can be told.</param>
    public async Task<IReadOnlyList<DueRow>> OwedAsync(DbTransaction tx, IEnumerable<Revision> revisions, Subscribers subscribers)
    {
        var owed = new List<DueRow>();
        foreach (var revision in revisions.Where(r => (r.News || IsSaid(r)) && r.Type != RevisionType.New
            && (_members.Contains(r.HitId) || _owed.ContainsKey((r.HitId, r.Type)))))
        {
            var (to, not) = _owed.TryGetValue((revision.HitId, revision.Type), out var named) ? named : (Others(revision.HitId), []);
            var told = await SentTable.ToldAsync(tx, [.. to, .. not], [.. subscribers.Recipients.Select(r => r.Id)]);
            var watches = await HitTable.WatchesAsync(tx, to.Where(id => !_byHit.ContainsKey(id)));
            var waiting = told.Where(t => !t.Refused).GroupBy(t => t.Recipient, StringComparer.Ordinal).Where(g => g.All(t => t.Pending)).Select(g => g.Key).ToHashSet(StringComparer.Ordinal);
            var knowing = told.Where(t => not.Contains(t.HitId, StringComparer.Ordinal)).Select(t => t.Recipient).ToHashSet(StringComparer.Ordinal);
            owed.AddRange(told.Where(t => !t.Refused && !knowing.Contains(t.Recipient) && to.Contains(t.HitId, StringComparer.Ordinal))
                // What was not sent yet is shown as it is by then.
                .Where(t => revision.EndsTrust || (!t.Pending && (t.Alerted || subscribers.Of(t.Watch).Contains(t.Recipient, StringComparer.Ordinal))))
                .DistinctBy(t => t.Recipient, StringComparer.Ordinal).Select(t => new DueRow(t.Recipient, revision.Seq, t.Watch)));
            // As of any change of a hit that is known: whoever follows its watch, though it was stored silently.
            owed.AddRange(to.SelectMany(id => _byHit.TryGetValue(id, out var change) ? change.KnownTo : watches[id]).Distinct(StringComparer.Ordinal)
                .SelectMany(w => subscribers.Of(w).Select(r => new DueRow(r, revision.Seq, w)))
                .Where(r => !knowing.Contains(r.Recipient) && (revision.EndsTrust || !waiting.Contains(r.Recipient))));
        }

        return owed;
    }

    /// <summary>What is due of all this; what another record of the report tells is held.</summary>
    /// <param name="tx">The transaction that stores the changes.</param>
    /// <param name="due">As if every record were a report of its own.</param>
    /// <param name="revisions">Numbered.</param>
    /// <param name="first">The number of each hit's <c>new</c>.</param>
    /// <param name="now">The moment of the run.</param>
    public async Task<IReadOnlyList<DueRow>> SiftAsync(DbTransaction tx, IReadOnlyList<DueRow> due, IReadOnlyList<Revision> revisions, IReadOnlyDictionary<string, long> first, DateTimeOffset now)
    {
        if (_members.Count == 0 || due.Count == 0) return due;
        var said = revisions.Where(IsSaid).ToDictionary(r => r.Seq);
        var joined = revisions.Where(r => _owed.ContainsKey((r.HitId, r.Type))).ToDictionary(r => r.Seq, r => r.HitId);
        var newOf = first.Where(f => _members.Contains(f.Key)).ToDictionary(f => f.Value, f => f.Key);
        var others = newOf.Values.SelectMany(Others).Distinct(StringComparer.Ordinal).ToList();
        var told = (await SentTable.ToldAsync(tx, others, [.. due.Select(d => d.Recipient).Distinct(StringComparer.Ordinal)])).ToList();
        var watches = await HitTable.WatchesAsync(tx, others.Where(o => !_byHit.ContainsKey(o)));
        var (has, refused) = (told.Where(t => !t.Refused).ToLookup(t => (t.HitId, t.Recipient), t => t.Type), told.Where(t => t.Refused).Select(t => (t.HitId, t.Recipient)).ToHashSet());
        var (kept, held, leads) = (new List<DueRow>(), new List<(DueRow, string)>(), new Dictionary<(string, string), string>());
        foreach (var row in due.Where(d => newOf.ContainsKey(d.Seq)).OrderBy(d => PlaceOf(newOf[d.Seq])))
        {
            var hit = newOf[row.Seq];
            if (IsTold(row, hit))
            {
                held.Add((row, hit));
                continue;
            }

            leads.TryAdd((ReportOf(hit), row.Recipient), hit);
            kept.Add(row);
        }

        var toldNow = kept.Select(k => (HitId: newOf[k.Seq], k.Recipient)).ToHashSet();
        // To whom a record is new, it says with that what it says by joining.
        kept.AddRange(due.Where(d => !newOf.ContainsKey(d.Seq) && !said.ContainsKey(d.Seq) && !(joined.TryGetValue(d.Seq, out var by) && toldNow.Contains((by, d.Recipient)))));
        // That there is a next version, another title: no more than what the other record is. The rest is told to whom nothing told it.
        foreach (var row in due.Where(d => said.ContainsKey(d.Seq)))
        {
            if (said[row.Seq].Type == RevisionType.Updated) held.Add((row, said[row.Seq].HitId));
            else kept.Add(row);
        }

        await HeldDueTable.AddAsync(tx, held, now);
        return kept;

        bool IsTold(DueRow row, string id) =>
            (leads.TryGetValue((ReportOf(id), row.Recipient), out var by) && by != id)
            || Others(id).Exists(o => has[(o, row.Recipient)].Any(type => StandsFor(o, type, id)) || (_old.Contains(o) && Knew(o).Contains(row.Watch, StringComparer.Ordinal) && !refused.Contains((o, row.Recipient))));

        IEnumerable<string> Knew(string id) => _byHit.TryGetValue(id, out var change) ? change.KnownTo : watches[id];
    }

    /// <summary>What a record may say of its paper after another did.</summary>
    private static bool IsSign(Revision revision) =>
        revision is { News: true, Type: RevisionType.Retracted or RevisionType.ExpressionOfConcern or RevisionType.Corrected or RevisionType.Reinstated };

    private static bool IsOld(Article article) => (article.Entered ?? article.Published) is { } day && article.FirstSeen - new DateTimeOffset(day.First, TimeOnly.MinValue, TimeSpan.Zero) >= Settled;

    /// <summary>Whether what was told of one record tells that there is the other. That a preprint changed, which the reader never got, does not.</summary>
    private bool StandsFor(string told, RevisionType type, string hitId) =>
        type == RevisionType.New || !(_articles.TryGetValue(told, out var before) && _articles.TryGetValue(hitId, out var hit) && ReportOrder.IsBefore(before, hit));

    private string ReportOf(string hitId) => _members[hitId].First().ReportId;

    private int PlaceOf(string hitId) => _members[hitId].TakeWhile(m => m.HitId != hitId).Count();

    private List<string> Others(string hitId) => [.. _members[hitId].Select(m => m.HitId).Where(id => id != hitId)];

    private void Say(HitChange change, ReportShift shift, DateTimeOffset now)
    {
        var hit = (Article)change.Hit;
        var others = Others(hit.Id).Select(_articles.GetValueOrDefault).OfType<Article>().ToList();
        var was = new Lazy<ReportState>(() => Before(change, others));
        var revisions = change.Revisions.Select(r =>
        {
            if (r.Type == RevisionType.New || !r.News || !RecordNews.IsSaid(r, hit, others, was.Value)) return r;
            _said.Add((r.HitId, r.Type));
            return r with { News = false };
        }).ToList();
        var joined = others.Where(o => !shift.WereTogether(hit.Id, o.Id)).ToList();
        if (joined.Count > 0) Join(change, hit, others, joined, revisions, now);
        _articles[hit.Id] = hit;
        _byHit[hit.Id] = change with { Revisions = revisions };
    }

    /// <summary>What the report was before this change.</summary>
    private ReportState Before(HitChange change, List<Article> others)
    {
        RecordNow[] records = [.. others.Select(Now), .. change.Before is Article own ? [Now(own)] : Array.Empty<RecordNow>()];
        return records.Length == 0 ? ReportState.Nothing : ReportState.Of(records, _notices.About(records.Select(r => r.Document.Id)));
    }

    private RecordNow Now(Article article) => new(article, [.. _history[article.Id]]);

    /// <summary>A record joins others: those who were sent one side are told what only the other says.</summary>
    private void Join(HitChange change, Article hit, List<Article> others, List<Article> joined, List<Revision> revisions, DateTimeOffset now)
    {
        var quiet = change.IsNew && change.Watches.All(w => w.Quiet);
        IReadOnlyList<string> mine = change.IsNew ? [] : [hit.Id];
        var first = RecordNews.Arriving(hit, others, now).Concat(RecordNews.Progress(hit, joined, Told(joined), now) is { } progress ? [progress] : []);
        foreach (var revision in first.Where(r => (!quiet || r.EndsTrust) && !revisions.Exists(known => known.Type == r.Type))) Add(revision, [.. joined.Select(o => o.Id)], mine);
        if (change.IsNew) return;
        var side = others.Except(joined).Append(hit).ToList();
        foreach (var other in joined)
        {
            var theirs = RecordNews.Arriving(other, side, now).Where(r => r.EndsTrust).Concat(RecordNews.Progress(other, side, Told(side), now) is { } step ? [step] : []);
            foreach (var revision in theirs.Where(r => !revisions.Exists(known => known.Type == r.Type))) Add(revision, [.. side.Select(s => s.Id)], [.. joined.Select(o => o.Id)]);
        }

        IEnumerable<FieldChange> Told(List<Article> before) => _told.Where(t => before.Exists(b => b.Id == t.HitId)).Select(t => t.Change);

        void Add(Revision revision, IReadOnlyList<string> to, IReadOnlyList<string> not)
        {
            // Of a run that brings both sides each finds the other.
            if (_owed.TryAdd((revision.HitId, revision.Type), (to, not))) revisions.Add(revision);
        }
    }
}
