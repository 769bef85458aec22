using Monitor.Documents;
using Monitor.Text;

namespace Monitor.Sources.ClinicalTrialsGov;

/// <summary>Reads one study of the registry's JSON. Eligibility criteria and locations are never read, so never matched.</summary>
internal static class ClinicalTrialsGovStudy
{
    private const int UnknownEnrollment = 99999999;
    private static readonly string[] OutcomeLists = ["primaryOutcomes", "secondaryOutcomes", "otherOutcomes"];

    /// <summary>The trial with the day of its last posted update.</summary>
    /// <exception cref="FieldTypeException">No NCT number, or a field of the wrong type.</exception>
    public static SourceRecord Read(JsonNode study, string? payload)
    {
        var protocol = study["protocolSection"];
        var (identification, status) = (protocol["identificationModule"], protocol["statusModule"]);
        var (description, design) = (protocol["descriptionModule"], protocol["designModule"]);
        var arms = protocol["armsInterventionsModule"];
        var nct = CleanText.OneLine(identification["nctId"].Text()) ?? throw new FieldTypeException("protocolSection.identificationModule.nctId is missing");
        var enrollment = design["enrollmentInfo"]["count"].Number();
        var trial = new Trial
        {
            Id = HitId.Of(ClinicalTrialsGovSource.SourceName, nct),
            Source = ClinicalTrialsGovSource.SourceName,
            ExternalId = nct,
            RegistryId = nct,
            Link = $"https://clinicaltrials.gov/study/{Uri.EscapeDataString(nct)}",
            Title = Line(identification["briefTitle"]) ?? Line(identification["officialTitle"]) ?? nct,
            OfficialTitle = Line(identification["officialTitle"]),
            Acronym = Line(identification["acronym"]),
            OtherIds = OtherIds(identification),
            Aliases = [.. Lines(identification["nctIdAliases"]).Distinct(StringComparer.Ordinal)],
            Status = StudyWords.Status(status["overallStatus"].Text()),
            WhyStopped = Line(status["whyStopped"]),
            Start = Date(status["startDateStruct"]["date"]),
            Completion = Date(status["completionDateStruct"]["date"]),
            PrimaryCompletion = Date(status["primaryCompletionDateStruct"]["date"]),
            Published = Date(status["studyFirstPostDateStruct"]["date"]) ?? Date(status["studyFirstSubmitDate"]),
            ResultsPosted = Date(status["resultsFirstPostDateStruct"]["date"]),
            LastUpdatePosted = Date(status["lastUpdatePostDateStruct"]["date"]),
            Sponsor = Line(protocol["sponsorCollaboratorsModule"]["leadSponsor"]["name"]),
            Abstract = StudyWords.Description(description["briefSummary"].Text()),
            Description = StudyWords.Description(description["detailedDescription"].Text()),
            Conditions = Lines(protocol["conditionsModule"]["conditions"]),
            Keywords = Lines(protocol["conditionsModule"]["keywords"]),
            StudyType = StudyWords.Lower(design["studyType"].Text()),
            Phase = [.. design["phases"].Items().Select(p => StudyWords.Phase(p.Text())).OfType<string>()],
            Enrollment = enrollment is UnknownEnrollment or < 0 ? null : enrollment,
            Interventions = [.. arms["interventions"].Items().Select(i => Line(i["name"])).OfType<string>()],
            Arms = ArmTexts(arms),
            Outcomes = OutcomeTexts(protocol["outcomesModule"]),
            Publications = Publications(protocol["referencesModule"]["references"], "RESULT", "DERIVED"),
            DerivedPublications = [.. Publications(protocol["referencesModule"]["references"], "DERIVED").Except(Publications(protocol["referencesModule"]["references"], "RESULT"), StringComparer.Ordinal)],
        };
        return new SourceRecord(trial, trial.LastUpdatePosted, payload);
    }

    private static List<string> OtherIds(JsonNode identification) =>
    [
        .. new[] { Line(identification["orgStudyIdInfo"]["id"]) }
            .Concat(identification["secondaryIdInfos"].Items().Select(info => Line(info["id"])))
            .Concat(identification["nctIdAliases"].Items().Select(Line))
            .OfType<string>().Distinct(StringComparer.Ordinal),
    ];

    private static List<string> ArmTexts(JsonNode module) =>
    [
        .. module["armGroups"].Items().SelectMany(arm => new[] { Line(arm["label"]), Marked(arm["description"]) })
            .Concat(module["interventions"].Items().SelectMany(i => i["otherNames"].Items().Select(Line).Prepend(Marked(i["description"]))))
            .OfType<string>().Distinct(StringComparer.Ordinal),
    ];

    private static List<string> OutcomeTexts(JsonNode module) =>
    [
        .. OutcomeLists
            .SelectMany(list => module[list].Items())
            .SelectMany(outcome => new[] { Line(outcome["measure"]), Marked(outcome["description"]) })
            .OfType<string>(),
    ];

    // Background citations say what the authors had read, not what came of the study.
    private static List<string> Publications(JsonNode references, params string[] types) =>
    [
        .. references.Items()
            .Where(r => types.Contains(r["type"].Text(), StringComparer.Ordinal))
            .Select(r => Line(r["pmid"])).OfType<string>().Distinct(StringComparer.Ordinal),
    ];

    // Only descriptions are Markdown: in the recorded files no title, name, label or measure holds an escape.
    private static string? Line(JsonNode node) => CleanText.OneLine(node.Text());
    private static string? Marked(JsonNode node) => StudyWords.Description(node.Text());
    private static List<string> Lines(JsonNode list) => [.. list.Items().Select(Line).OfType<string>()];
    private static PartialDate? Date(JsonNode node) => PartialDate.ParseOrNull(CleanText.OneLine(node.Text()));
}
