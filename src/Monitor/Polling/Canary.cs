using System.Data.Common;
using System.Globalization;
using Monitor.Sources;
using Monitor.Store.Sql;

namespace Monitor.Polling;

/// <summary>What the canary makes of one answer.</summary>
internal sealed record Sighting
{
    public List<AlarmCause> Causes { get; } = [];

    /// <summary>Kind and key of what is known to be in order again.</summary>
    public List<(string Kind, string Key)> Gone { get; } = [];

    /// <summary>Why the answer proves nothing, whatever its outcome; null = it does.</summary>
    public string? Doubt { get; set; }
}

/// <summary>
/// Compares a complete answer with the habits of its source (<see cref="CanaryRules"/>) and learns from it, in the
/// transaction of the commit: a vanished field, a shrunken answer, a silent source is an alarm within the poll that shows it.
/// </summary>
internal sealed class Canary
{
    /// <summary>What the ledger line of a doubted answer ends with.</summary>
    public const string Doubted = "the answer is not taken as complete";

    /// <summary>How long an answer without records that must come again is disbelieved. Then they are taken as withdrawn.</summary>
    private static readonly TimeSpan Disbelief = TimeSpan.FromDays(3);

    /// <summary>Arrivals closer than this are one: several watches find one record one after the other.</summary>
    private static readonly TimeSpan OneArrival = TimeSpan.FromHours(1);

    private readonly IngestBatch _batch;
    private readonly Answer _answer;
    private readonly DateTimeOffset _now;
    private readonly AnswerHabit? _before;
    private readonly IReadOnlyList<Alarm> _open;
    private readonly Dictionary<string, AnsweredRecord> _known;
    private readonly List<SourceRecord> _records;
    private readonly HashSet<string> _matched;
    private readonly Sighting _sighting = new();

    private Canary(IngestBatch batch, Answer answer, DateTimeOffset now, AnswerHabit? before, IReadOnlyList<Alarm> open)
    {
        (_batch, _answer, _now, _before, _open) = (batch, answer, now, before, open);
        _known = (before?.Records ?? []).ToDictionary(r => r.Id, StringComparer.Ordinal);
        _records = [.. answer.Records.DistinctBy(r => r.Document.ExternalId)];
        _matched = batch.Candidates.Where(c => c.Watches.Count > 0).Select(c => c.Document.ExternalId).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>Looks, learns, and says what is to be opened and closed; nothing where the run brought no complete answer.</summary>
    public static async Task<Sighting> LookAsync(DbTransaction tx, IngestBatch batch, DateTimeOffset now)
    {
        if (batch.Answer is not { } answer) return new Sighting();
        var before = await HabitTable.AnswerAsync(tx, batch.Source, batch.QueryKey);
        var open = await AlarmTable.OfQueryAsync(tx, batch.Source, batch.QueryKey);
        var sighting = await new Canary(batch, answer, now, before, open).LookAsync(tx);
        sighting.Gone.RemoveAll(g => !open.Any(a => a.Cause.Kind == g.Kind && a.Cause.Key == g.Key));
        return sighting;
    }

    private async Task<Sighting> LookAsync(DbTransaction tx)
    {
        var habit = _before ?? new AnswerHabit();
        var arrived = _before is not null && _records.Any(r => !_known.ContainsKey(r.Document.ExternalId));
        habit = Arrived(habit, arrived);
        if (_answer.NotModified)
        {
            return _sighting;
        }

        var gone = await FieldsAsync(tx);
        var missing = _answer.IsFeed ? Short(habit) : await MissingAsync(tx);
        if (!_answer.IsFeed) habit = habit with { Expected = habit.Expected + Expected().Count, Vanished = habit.Vanished + (missing.Count > 0 ? 0 : Missing().Count) };
        Reconcile();
        await HabitTable.SaveAsync(tx, _batch.Source, _batch.QueryKey, habit with
        {
            Records = [.. _records.Select(r => Answered(r, gone)), .. missing],
            Counts = [.. habit.Counts.Append(_answer.Items).TakeLast(CanaryRules.KeptAnswers)],
        });
        return _sighting;
    }

    private AnswerHabit Arrived(AnswerHabit habit, bool arrived)
    {
        if (!arrived)
        {
            if (CanaryRules.IsSilent(habit, _now))
            {
                Raise(AlarmKind.Silent, "",
                    string.Create(CultureInfo.InvariantCulture, $"nothing new for {(_now - habit.LastArrival!.Value).TotalDays:0.#} days; until then {habit.Arrivals} times in {(habit.LastArrival - habit.FirstArrival)!.Value.TotalDays:0.#} days, {habit.Longest.TotalDays:0.#} days apart at most"), // non-null: silent after arrivals
                    habit.LastArrival.Value);
            }

            return habit;
        }

        _sighting.Gone.Add((AlarmKind.Silent, _batch.QueryKey));
        if (habit.LastArrival is not { } last) return habit with { FirstArrival = _now, LastArrival = _now };
        if (_now - last < OneArrival) return habit;
        return habit with { Arrivals = habit.Arrivals + 1, LastArrival = _now, Longest = _now - last > habit.Longest ? _now - last : habit.Longest };
    }

    /// <summary>Tests each relied field and learns from it, unless it has vanished.</summary>
    /// <returns>The names of those that have vanished.</returns>
    private async Task<HashSet<string>> FieldsAsync(DbTransaction tx)
    {
        var vanished = new HashSet<string>(StringComparer.Ordinal);
        if (_answer.Relied.Count == 0 || _records.Count == 0) return vanished;
        var source = await HabitTable.FieldsAsync(tx, _batch.Source, HabitTable.WholeSource);
        var query = await HabitTable.FieldsAsync(tx, _batch.Source, _batch.QueryKey);
        var learnt = new Dictionary<string, FieldHabit>(StringComparer.Ordinal);
        foreach (var field in _answer.Relied)
        {
            var seen = Count(field, out var anyPresent);
            var key = $"/{field.Name}";
            var stands = _open.FirstOrDefault(a => a.Cause.Kind == AlarmKind.Schema && a.Cause.Key == _batch.QueryKey + key);
            if (anyPresent) _sighting.Gone.Add((AlarmKind.Schema, _batch.QueryKey + key));
            // The first answer to a query reaches years back: other records than those that the habit is of.
            var chance = anyPresent || _before is null ? 1
                : CanaryRules.AllAbsent(source.GetValueOrDefault(field.Name, FieldHabit.None), query.GetValueOrDefault(field.Name, FieldHabit.None), (int)seen.Absent, (int)seen.Lost);
            if (!anyPresent && (stands is not null || chance < CanaryRules.Chance))
            {
                vanished.Add(field.Name);
                var habit = source.GetValueOrDefault(field.Name, FieldHabit.None);
                Raise(AlarmKind.Schema, key,
                    $"all {_records.Count} records of the answer lack the field {field.Name}, which {habit.Absent} of {habit.Records} lacked before: the source has changed its form", stands?.Cause.Since ?? _now);
            }
            else
            {
                learnt[field.Name] = seen;
            }
        }

        await HabitTable.LearnAsync(tx, _batch.Source, _batch.QueryKey, learnt);
        return vanished;
    }

    private FieldHabit Count(ReliedField field, out bool anyPresent)
    {
        var (fresh, absent, reread, lost) = (0, 0, 0, 0);
        anyPresent = false;
        foreach (var record in _records)
        {
            var present = field.Present(record.Document);
            anyPresent |= present;
            if (!_known.TryGetValue(record.Document.ExternalId, out var before))
            {
                fresh++;
                if (!present) absent++;
            }
            else if (before.Absent?.Contains(field.Name, StringComparer.Ordinal) != true)
            {
                reread++;
                if (!present) lost++;
            }
        }

        return new FieldHabit(fresh, absent, reread, lost);
    }

    /// <summary>What was answered last and lies wholly within the window now asked for.</summary>
    private List<AnsweredRecord> Expected()
    {
        var from = DateOnly.FromDateTime(_batch.Poll.From.UtcDateTime).AddDays(1); // upstreams count days in their own zone
        var to = DateOnly.FromDateTime(_batch.Poll.To.UtcDateTime);
        return [.. _known.Values.Where(r => !r.Rejected && r.Dated is { } day && day >= from && day <= to)];
    }

    private List<AnsweredRecord> Missing()
    {
        var came = _records.Select(r => r.Document.ExternalId).Concat(_batch.Unreadable.Select(u => u.ExternalId ?? "")).ToHashSet(StringComparer.Ordinal);
        return [.. Expected().Where(r => !came.Contains(r.Id) && !_batch.Deleted.Contains($"{_batch.Source}:{r.Id}", StringComparer.Ordinal))];
    }

    /// <returns>Records that are still expected because their absence is not believed.</returns>
    private async Task<IReadOnlyList<AnsweredRecord>> MissingAsync(DbTransaction tx)
    {
        var (expected, missing) = (Expected(), Missing());
        var stands = _open.FirstOrDefault(a => a.Cause.Kind == AlarmKind.Shrunken);
        var (before, vanished) = missing.Count < 2 ? (0, 0) : await HabitTable.VanishedAsync(tx, _batch.Source);
        var shrunken = CanaryRules.IsShrunken(before, vanished, expected.Count, missing.Count) && (stands is null || _now - stands.Opened < Disbelief);
        if (!shrunken)
        {
            _sighting.Gone.Add((AlarmKind.Shrunken, _batch.QueryKey));
            return [];
        }

        var names = string.Join(", ", missing.Take(5).Select(m => m.Id)) + (missing.Count > 5 ? " …" : "");
        Raise(AlarmKind.Shrunken, "", $"{missing.Count} of {expected.Count} records that this search found before and must find again did not come: {names}", stands?.Cause.Since ?? _now);
        _sighting.Doubt = Doubted;
        return missing;
    }

    private List<AnsweredRecord> Short(AnswerHabit habit)
    {
        if (CanaryRules.IsShort(habit.Counts, _answer.Items))
        {
            Raise(AlarmKind.Shrunken, "", $"{_answer.Items} items where the last answers had {habit.Counts.Order().ElementAt(habit.Counts.Count / 2)}", _now);
        }
        else
        {
            _sighting.Gone.Add((AlarmKind.Shrunken, _batch.QueryKey));
        }

        return [];
    }

    private void Reconcile()
    {
        if (_answer.Total is { } total && _answer.Items < total) Raise(AlarmKind.Unreconciled, "", $"the source counts {total} records, {_answer.Items} came", _now);
        else _sighting.Gone.Add((AlarmKind.Unreconciled, _batch.QueryKey));
    }

    /// <summary>While a field has vanished its records count as having had it: when it comes back, nothing was learnt of the time without.</summary>
    private AnsweredRecord Answered(SourceRecord record, HashSet<string> gone)
    {
        var absent = _answer.Relied.Where(f => !gone.Contains(f.Name) && !f.Present(record.Document)).Select(f => f.Name).ToList();
        return new AnsweredRecord(record.Document.ExternalId, record.Dated is { Day: > 0 } day ? day.First : null, absent.Count == 0 ? null : absent, !_matched.Contains(record.Document.ExternalId));
    }

    private void Raise(string kind, string key, string text, DateTimeOffset since) =>
        _sighting.Causes.Add(new AlarmCause(kind, _batch.Source, _batch.QueryKey + key, _batch.Poll.Watch, _batch.Poll.Query, text, since));
}
