using System.Globalization;
using Monitor.Documents;

namespace Monitor.Sources.FdaWarningLetters;

/// <summary>Keeps apart letters that share the number of a case: two letters are not one because a number is.</summary>
internal static class LetterIds
{
    /// <summary>Of rows with one number and different days of the letter the earliest keeps the number; the others add their day to it.</summary>
    public static List<SourceRecord> Apart(List<SourceRecord> records)
    {
        var earliest = records.GroupBy(r => r.Document.ExternalId, StringComparer.Ordinal)
            .Where(g => g.Select(Day).Distinct().Skip(1).Any())
            .ToDictionary(g => g.Key, g => g.Select(Day).Min(), StringComparer.Ordinal);
        return earliest.Count == 0 ? records : [.. records.Select(r => earliest.TryGetValue(r.Document.ExternalId, out var first) && Day(r) is { } day && day != first ? WithDay(r, day) : r)];
    }

    private static PartialDate? Day(SourceRecord record) => (record.Document as Notice)?.Initiated;

    private static SourceRecord WithDay(SourceRecord record, PartialDate day)
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"{record.Document.ExternalId}/{day}");
        return record with { Document = record.Document with { Id = HitId.Of(record.Document.Source, id), ExternalId = id } };
    }
}
