using System.Globalization;
using Monitor.Simulator.Records;

namespace Monitor.Simulator.Generation;

/// <summary>Writes reports of adverse events over history and simulated time. They are counted, not delivered: the truth does not list them.</summary>
internal sealed class ReportPlanner(int seed, Span span)
{
    private static readonly string[] Kinds = ["cosmetic", "drug", "device", "food"];

    private static readonly string[] OnTopic = ["EXOSOME HAIR LOSS SERUM", "EXAMPLE EXOSOME AMPOULE", "MOCK EXOSOMES", "EXTRACELLULAR VESICLES INJECTION"];

    private static readonly string[] OffTopic = ["EXOTROPIN", "EXAMPLE SHAMPOO", "INFUSION PUMP", "PRETEND CAPSULES", "VESICLE STRIPPER"];

    private static readonly string[] Coded = ["Pruritus", "Erythema", "Application site oedema", "Granuloma skin", "Alopecia", "Pyrexia", "Sepsis"];

    private readonly Rng _rng = Rng.For(seed, "reports");

    public List<ReportContent> Write()
    {
        var reports = new List<ReportContent>();
        Write(reports, 40, span.HistoryStart.AddDays(1), span.Start);
        Write(reports, span.Scaled(24), span.Start, span.LastChange);
        return reports;
    }

    private void Write(List<ReportContent> reports, int count, DateTimeOffset from, DateTimeOffset to)
    {
        for (var i = 0; i < count; i++)
        {
            var at = _rng.Instant(from, to);
            var kind = Kinds[i % Kinds.Length];
            var product = _rng.Pick(i / Kinds.Length % 2 == 0 ? OnTopic : OffTopic);
            var shown = kind == "drug" ? Quarter(at) : at.AddDays(_rng.Between(1, 6));
            reports.Add(new ReportContent(
                (99_000_001 + reports.Count).ToString(CultureInfo.InvariantCulture), kind, DateOnly.FromDateTime(at.UtcDateTime), shown, product, _rng.Chance(30),
                [.. _rng.Shuffled(Coded).Take(_rng.Between(1, 3))]));
        }
    }

    /// <summary>Twenty days after the end of the quarter.</summary>
    private static DateTimeOffset Quarter(DateTimeOffset received)
    {
        var month = (received.Month - 1) / 3 * 3 + 1;
        return new DateTimeOffset(received.Year, month, 1, 9, 0, 0, TimeSpan.Zero).AddMonths(3).AddDays(19);
    }
}
