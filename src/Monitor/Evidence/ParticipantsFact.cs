using System.Globalization;
using Monitor.Documents;

namespace Monitor.Evidence;

/// <summary>
/// How many people took part, as far as the record plainly says so: those randomised or enrolled, patients and controls
/// together. A number of animals, of grafts, of studies, of forms sent out is none, and neither is one that is planned.
/// </summary>
internal static class ParticipantsFact
{
    public static Tag Of(Reading reading, string design, string species, PeopleCount? count)
    {
        if (species is not (SpeciesFact.People or SpeciesFact.Mixed)
            || (design == StudyDesign.Opinion && (count is null || !IsOwn(count)))
            || design is StudyDesign.Review or StudyDesign.Guideline or StudyDesign.Protocol or StudyDesign.Correction)
        {
            return Fact.Silent(Fact.Participants);
        }

        // The numbers of genetic data and of reports of harm are of others' studies, or of reports.
        if (reading.Has("plan/genes") || reading.Has("plan/signals")) return Fact.Silent(Fact.Participants);
        // What a case report counts are the cases of others.
        if (design == StudyDesign.CaseReport)
        {
            return !reading.IsNotAlone && One(reading) is { } one ? Number(one.In, one.At, 1, "one-case") : Fact.Silent(Fact.Participants);
        }

        // Nor is every number of a systematic review one of people in its studies.
        if (count is null || (design == StudyDesign.SystematicReview && (count.Score < 2 || count.Rule == PeopleCount.Taken))) return Fact.Silent(Fact.Participants);
        return Number(count.Field, count.At, count.Value, count.Rule);
    }

    /// <summary>"our 22 patients"</summary>
    private static bool IsOwn(PeopleCount count) => count.First > 0 && count.Field.Words[count.First - 1].Word == "our";

    private static (FieldWords In, Span At)? One(Reading reading) =>
        (reading.Alone is { } alone ? (alone.Field, alone.At) : reading.Place("one-case"))
        ?? reading.Place("one-patient") ?? reading.Place("who/year-old") ?? reading.Place("who/one")
        ?? (reading.AloneInText is { } told ? (told.Field, told.At) : null);

    private static Tag Number(FieldWords field, Span at, int value, string rule) =>
        Fact.In(field, at, Fact.Participants, value.ToString(CultureInfo.InvariantCulture), $"{field.Field}:{rule}");
}
