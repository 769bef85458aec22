using System.Globalization;
using Monitor.Tests.Infrastructure.Runs;

namespace Monitor.Benchmarks;

/// <summary>What many months came to.</summary>
internal sealed class MonthTotals(MonthsPlan plan)
{
    private readonly List<Red> _reds = [];
    private int _played, _expected, _delivered, _missing, _duplicated, _opened, _alarmed, _false, _polls, _failed;
    private TimeSpan _took;

    public IReadOnlyList<Red> Reds => _reds;

    public string Line => string.Create(CultureInfo.InvariantCulture,
        $"{_played} of {plan.Last - plan.First + 1} months, {_took.TotalSeconds:0} s, {_delivered} delivered, {_missing} missing, {_duplicated} duplicated, {_reds.Count} wrong");

    public void Add(Month month, TimeSpan elapsed)
    {
        _played++;
        _took = elapsed;
        _polls += month.Polls;
        _failed += month.Failed;
        if (month.Wrong.Count > 0) _reds.Add(new Red(month.ToString(), month.Replay(plan.Every, plan.PostgreSql)));
        if (month.Truth is not { } truth) return;
        _expected += truth.Expected;
        _delivered += truth.Delivered;
        _missing += truth.Missing.Count;
        _duplicated += truth.Duplicated.Count;
        _opened += truth.Gaps.Opened;
        _alarmed += truth.Gaps.Alarmed;
        _false += truth.Gaps.False;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"""
        months played     {_played}, {(plan.Faulty ? "with faults" : "clean")}, on {(plan.PostgreSql ? "PostgreSQL" : "SQLite")}
        polls             {_polls}, failed or blocked {_failed}
        due pairs         {_expected} expected, {_delivered} delivered
        missing           {_missing}
        duplicated        {_duplicated}
        gaps              {_opened} opened, {_alarmed} alarmed, {_false} false
        seconds           {_took.TotalSeconds:0.0} ({_took.TotalSeconds / Math.Max(1, _played):0.00} a month)
        wrong             {_reds.Count}
        """);
}
