using Monitor.Documents;
using Monitor.Identity.Reports;
using Monitor.Store;

namespace Monitor.Identity;

/// <summary>What a record brings to a stored hit.</summary>
/// <param name="Hit">The document to store: the record's facts, the stored history.</param>
/// <param name="Revisions">Empty when nothing changed.</param>
internal sealed record Revised(Hit Hit, IReadOnlyList<Revision> Revisions);

/// <summary>
/// Compares a record with what is stored under the same identity. The source is the authority on its facts: they replace
/// the stored ones; what Monitor knows itself (first seen, matches, tags, study) stays.
/// </summary>
internal static class Revise
{
    /// <summary>The first sight of a record.</summary>
    public static Revised First(Hit record, DateTimeOffset now) => new(
        record with { FirstSeen = now, LastChanged = now },
        [new Revision { HitId = record.Id, Type = RevisionType.New, At = now }]);

    /// <summary>A later sight.</summary>
    public static Revised Again(Hit stored, Hit record, DateTimeOffset now)
    {
        var next = Carry(stored, record);
        if (StoreJson.Write(stored) == StoreJson.Write(next)) return new Revised(stored, []);
        var changes = next switch
        {
            Article a => ArticleChanges.Of((Article)stored, a),
            Trial t => TrialChanges.Of((Trial)stored, t),
            Notice n => NoticeChanges.Of((Notice)stored, n),
            _ => throw new InvalidOperationException($"Unknown kind {next.Kind}."),
        };
        if (changes.Count == 0) changes = [new Change(RevisionType.Updated, [], News: false)];
        return new Revised(
            changes.Exists(c => c.News) ? next with { LastChanged = now } : next,
            [.. changes.Select(c => new Revision { HitId = next.Id, Type = c.Type, At = now, Changes = c.Fields, News = c.News })]);
    }

    /// <summary>
    /// What readers were told of as context now satisfies the query proper: news, told with the change that made it so, or by
    /// itself where that is cosmetic.
    /// </summary>
    /// <param name="revised">What the record brought.</param>
    /// <param name="watches">The watches for which it moved.</param>
    /// <param name="now">The moment of the run.</param>
    public static Revised Moved(Revised revised, IEnumerable<string> watches, DateTimeOffset now)
    {
        var fields = watches.Select(w => new FieldChange(w, "in context", "by its query")).ToList();
        var hit = revised.Hit with { LastChanged = now };
        var last = revised.Revisions.LastOrDefault(r => r.News);
        return last is null
            ? new Revised(hit, [.. revised.Revisions, new Revision { HitId = hit.Id, Type = RevisionType.Updated, At = now, Changes = fields }])
            : new Revised(hit, [.. revised.Revisions.Select(r => ReferenceEquals(r, last) ? r with { Changes = [.. r.Changes, .. fields] } : r)]);
    }

    /// <summary>The source shows again what it had withdrawn: one update that says so, with whatever else is different.</summary>
    public static Revised Back(Hit stored, Hit record, DateTimeOffset now)
    {
        var again = Again(stored, record, now);
        var changes = again.Revisions.Where(r => r.News).SelectMany(r => r.Changes).ToList();
        if (stored.Published != again.Hit.Published) changes.Insert(0, new FieldChange("published", stored.Published?.ToString(), again.Hit.Published?.ToString()));
        changes.Insert(0, new FieldChange("listed", "withdrawn by the source", "listed again"));
        // What ended trust meanwhile is told as such, not as a part of the return.
        if (again.Revisions.Any(r => r.EndsTrust))
        {
            var listed = new Revision { HitId = stored.Id, Type = RevisionType.Updated, At = now, Changes = [changes[0]] };
            return new Revised(again.Hit with { LastChanged = now }, [listed, .. again.Revisions.Where(r => r.News)]);
        }

        return new Revised(again.Hit with { LastChanged = now }, [new Revision { HitId = stored.Id, Type = RevisionType.Updated, At = now, Changes = changes }]);
    }

    private static Hit Carry(Hit stored, Hit record)
    {
        var next = record with
        {
            FirstSeen = stored.FirstSeen,
            LastChanged = stored.LastChanged,
            Matches = stored.Matches,
            Tags = stored.Tags,
            StudyId = stored.StudyId,
            Format = stored.Format,
        };
        return (stored, next) switch
        {
            // A feed's item comes without its page once that was read, and one notice may stand in two feeds: neither is a change.
            (Notice before, Notice notice) => notice with
            {
                Body = notice.Body ?? before.Body,
                LinkedPages = notice.LinkedPages.Count == 0 && (notice.Body is null || notice.Body == before.Body) ? before.LinkedPages : notice.LinkedPages,
                NoticeType = before.NoticeType,
            },
            (Article before, Article article) => article with { UnmarkedTitle = Unmarked(before.UnmarkedTitle ?? before.Title, article.Title) },
            _ => next,
        };
    }

    /// <summary>The title that a record had, while a publisher's word stands before it.</summary>
    private static string? Unmarked(string before, string now) => RecordSigns.IsMarkOf(now, before) ? before : null;
}

/// <summary>One kind of change between two forms of a hit.</summary>
internal sealed record Change(RevisionType Type, IReadOnlyList<FieldChange> Fields, bool News = true);
