using System.Text;
using System.Text.Json;
using Monitor.Configuration;
using Monitor.Documents;
using Monitor.Queries;
using Monitor.Sources;
using Monitor.Sources.ClinicalTrialsGov;
using Monitor.Tests.Infrastructure;

namespace Monitor.Tests.Watches;

/// <summary>The watches in config/, and what they find in a record as the record shows it.</summary>
internal static class Delivered
{
    public static readonly IReadOnlyList<Watch> Watches =
        ConfigurationLoader.Load(Path.Combine(Shared.Repository, "config"), [], new System.Collections.Hashtable(), Monitor.Sources.SourceCatalog.KnownNames, named: true).Watches;

    private static readonly Dictionary<string, (Query Literature, Query Notices)> Queries =
        Watches.ToDictionary(watch => watch.Name, watch => (Query.Parse(watch.Query), Query.Parse(watch.NoticeQuery ?? watch.Query)));

    /// <summary>Why the watch finds the record; null when it does not, or does not look into the record's source.</summary>
    public static IReadOnlyList<Match>? Reasons(Watch watch, Hit hit) => watch.Uses(hit.Source) ? ReasonsAnywhere(watch, hit) : null;

    /// <summary>As if the watch looked into every source.</summary>
    public static IReadOnlyList<Match>? ReasonsAnywhere(Watch watch, Hit hit) =>
        Matcher.Match(hit is Notice ? Queries[watch.Name].Notices : Queries[watch.Name].Literature, hit, watch.Name);

    public static string Shown(IReadOnlyList<Match>? reasons) =>
        reasons is null ? "no reason" : string.Join("; ", reasons.Select(r => $"{r.Clause} in {r.Field}: {string.Join(", ", r.Words)}"));

    public static Article Article(string id, string title, string? text = null) => Any.Article(id, title) with { Abstract = text };

    public static Notice Notice(string id, string title, string? body = null, string? firm = null) => Any.Notice(id, title) with { Body = body, Firm = firm };

    /// <summary>A trial as the registry's reader makes it of a study with eligibility criteria.</summary>
    public static Trial Trial(string title, string summary, string? eligibility)
    {
        var study = new
        {
            protocolSection = new
            {
                identificationModule = new { nctId = "NCT00000001", briefTitle = title },
                statusModule = new { overallStatus = "RECRUITING" },
                descriptionModule = new { briefSummary = summary },
                eligibilityModule = new { eligibilityCriteria = eligibility ?? "" },
            },
        };
        var page = ClinicalTrialsGovJson.Read(Payload.Of("x", null, Encoding.UTF8.GetBytes($"{{\"studies\":[{JsonSerializer.Serialize(study)}]}}")));
        return (Trial)page.Records.Single().Document;
    }
}
