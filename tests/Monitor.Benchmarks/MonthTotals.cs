using System.Globalization;
using Monitor.Tests.Infrastructure.Runs;

namespace Monitor.Benchmarks;

/// <summary>What many months came to.</summary>
internal sealed class MonthTotals(int asked)
{
    private int _expected, _delivered, _missing, _duplicated, _opened, _alarmed, _false, _polls, _failed;
    private TimeSpan _took;

    public int Played { get; private set; }

    public List<int> Failing { get; } = [];

    public string Line => string.Create(CultureInfo.InvariantCulture,
        $"{Played} of {asked} months, {_took.TotalSeconds:0} s, {_delivered} delivered, {_missing} missing, {_duplicated} duplicated, {Failing.Count} failing seeds");

    public void Add(Month month, TimeSpan elapsed)
    {
        Played++;
        _took = elapsed;
        _polls += month.Polls;
        _failed += month.Failed;
        if (month.Wrong.Count > 0) Failing.Add(month.Seed);
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
        months played     {Played}
        polls             {_polls}, failed or blocked {_failed}
        due pairs         {_expected} expected, {_delivered} delivered
        missing           {_missing}
        duplicated        {_duplicated}
        gaps              {_opened} opened, {_alarmed} alarmed, {_false} false
        seconds           {_took.TotalSeconds:0.0} ({_took.TotalSeconds / Math.Max(1, Played):0.00} a month)
        failing seeds     {(Failing.Count == 0 ? "none" : string.Join(", ", Failing.Order()))}
        """);
}
