using System.Globalization;
using System.Text.Json.Nodes;
using Monitor.Simulator.Records;

namespace Monitor.Simulator.Registry;

/// <summary>Writes one study as the registry's API v2 does.</summary>
internal static class StudyJson
{
    public static JsonObject Of(TrialContent t)
    {
        var study = new JsonObject
        {
            ["protocolSection"] = new JsonObject
            {
                ["identificationModule"] = Identification(t),
                ["statusModule"] = Status(t),
                ["sponsorCollaboratorsModule"] = new JsonObject
                {
                    ["responsibleParty"] = new JsonObject { ["type"] = "SPONSOR" },
                    ["leadSponsor"] = new JsonObject { ["name"] = t.Sponsor, ["class"] = "OTHER" },
                },
                ["descriptionModule"] = Present(new JsonObject { ["briefSummary"] = t.Summary, ["detailedDescription"] = t.Description }),
                ["conditionsModule"] = Present(new JsonObject { ["conditions"] = List(t.Conditions), ["keywords"] = t.Keywords.Count > 0 ? List(t.Keywords) : null }),
                ["designModule"] = Design(t),
                ["armsInterventionsModule"] = Arms(t),
                ["outcomesModule"] = new JsonObject
                {
                    ["primaryOutcomes"] = new JsonArray(new JsonObject { ["measure"] = t.PrimaryOutcome, ["timeFrame"] = "24 weeks" }),
                    ["secondaryOutcomes"] = new JsonArray(new JsonObject { ["measure"] = t.SecondaryOutcome, ["timeFrame"] = "24 weeks" }),
                },
                ["eligibilityModule"] = new JsonObject
                {
                    ["eligibilityCriteria"] = t.Eligibility, ["healthyVolunteers"] = false, ["sex"] = "ALL", ["minimumAge"] = "18 Years",
                    ["stdAges"] = List(["ADULT", "OLDER_ADULT"]),
                },
                ["contactsLocationsModule"] = Contacts(t),
            },
            ["derivedSection"] = new JsonObject { ["miscInfoModule"] = new JsonObject { ["versionHolder"] = Day(t.LastUpdatePosted) } },
            ["hasResults"] = t.ResultsPosted is not null,
        };
        if (t.ResultsPosted is not null) study["resultsSection"] = Results(t);
        return study;
    }

    private static JsonObject Identification(TrialContent t) => Present(new JsonObject
    {
        ["nctId"] = t.Nct,
        ["nctIdAliases"] = t.Aliases.Count > 0 ? List(t.Aliases) : null,
        ["orgStudyIdInfo"] = new JsonObject { ["id"] = "EX-" + t.Nct[^4..] },
        ["secondaryIdInfos"] = t.SecondaryIds.Count > 0 ? new JsonArray([.. t.SecondaryIds.Select(id => (JsonNode)new JsonObject { ["id"] = id, ["type"] = "REGISTRY", ["domain"] = "ISRCTN" })]) : null,
        ["organization"] = new JsonObject { ["fullName"] = t.Sponsor, ["class"] = "OTHER" },
        ["briefTitle"] = t.BriefTitle,
        ["officialTitle"] = t.OfficialTitle,
        ["acronym"] = t.Acronym,
    });

    private static JsonObject Status(TrialContent t) => Present(new JsonObject
    {
        ["statusVerifiedDate"] = t.LastUpdatePosted.ToString("yyyy-MM", CultureInfo.InvariantCulture),
        ["overallStatus"] = t.Status,
        ["lastKnownStatus"] = t.Status == "UNKNOWN" ? "RECRUITING" : null,
        ["whyStopped"] = t.WhyStopped,
        ["expandedAccessInfo"] = new JsonObject { ["hasExpandedAccess"] = false },
        ["startDateStruct"] = new JsonObject { ["date"] = t.StartDate, ["type"] = "ACTUAL" },
        ["completionDateStruct"] = t.CompletionDate is null ? null : new JsonObject { ["date"] = t.CompletionDate, ["type"] = "ESTIMATED" },
        ["studyFirstSubmitDate"] = Day(t.FirstPosted.AddDays(-5)),
        ["studyFirstSubmitQcDate"] = Day(t.FirstPosted.AddDays(-2)),
        ["studyFirstPostDateStruct"] = Posted(t.FirstPosted),
        ["resultsFirstPostDateStruct"] = t.ResultsPosted is { } results ? Posted(results) : null,
        ["lastUpdateSubmitDate"] = Day(t.LastUpdatePosted.AddDays(-3)),
        ["lastUpdatePostDateStruct"] = Posted(t.LastUpdatePosted),
    });

    private static JsonObject Design(TrialContent t) => Present(new JsonObject
    {
        ["studyType"] = t.StudyType,
        ["phases"] = t.Phase is null ? null : List([t.Phase]),
        ["designInfo"] = new JsonObject { ["allocation"] = "RANDOMIZED", ["maskingInfo"] = new JsonObject { ["masking"] = "DOUBLE" } },
        ["enrollmentInfo"] = new JsonObject { ["count"] = t.Enrollment, ["type"] = t.EnrollmentActual ? "ACTUAL" : "ESTIMATED" },
    });

    private static JsonObject Arms(TrialContent t) => new()
    {
        ["armGroups"] = new JsonArray(
            new JsonObject { ["label"] = "Treatment", ["type"] = "EXPERIMENTAL", ["description"] = $"{t.Intervention}, once a month", ["interventionNames"] = List([$"Biological: {t.Intervention}"]) },
            new JsonObject { ["label"] = "Control", ["type"] = "PLACEBO_COMPARATOR" }),
        ["interventions"] = new JsonArray(
            new JsonObject { ["type"] = t.InterventionType, ["name"] = t.Intervention, ["armGroupLabels"] = List(["Treatment"]) },
            new JsonObject { ["type"] = "OTHER", ["name"] = t.Control, ["armGroupLabels"] = List(["Control"]) }),
    };

    private static JsonObject Contacts(TrialContent t) => new()
    {
        ["centralContacts"] = new JsonArray(new JsonObject { ["name"] = t.Contact, ["role"] = "CONTACT", ["email"] = "desk@example.org" }),
        ["locations"] = new JsonArray(new JsonObject
        {
            ["facility"] = t.Sponsor, ["city"] = t.City, ["country"] = t.Country, ["geoPoint"] = new JsonObject { ["lat"] = 0.5, ["lon"] = 0.25 },
        }),
    };

    private static JsonObject Results(TrialContent t) => new()
    {
        ["outcomeMeasuresModule"] = new JsonObject
        {
            ["outcomeMeasures"] = new JsonArray(new JsonObject { ["type"] = "PRIMARY", ["title"] = t.PrimaryOutcome, ["reportingStatus"] = "POSTED" }),
        },
        ["adverseEventsModule"] = new JsonObject
        {
            ["frequencyThreshold"] = "5",
            ["eventGroups"] = new JsonArray(new JsonObject
            {
                ["id"] = "EG000", ["title"] = "Treatment", ["deathsNumAffected"] = 0, ["deathsNumAtRisk"] = 20, ["seriousNumAffected"] = 1, ["seriousNumAtRisk"] = 20,
            }),
        },
    };

    private static JsonObject Posted(DateOnly day) => new() { ["date"] = Day(day), ["type"] = "ACTUAL" };

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static JsonArray List(IReadOnlyList<string> items) => new([.. items.Select(i => (JsonNode)i)]);

    /// <summary>The registry leaves out what it does not know; it never writes null.</summary>
    private static JsonObject Present(JsonObject source)
    {
        foreach (var name in source.Where(p => p.Value is null).Select(p => p.Key).ToList()) source.Remove(name);
        return source;
    }
}
