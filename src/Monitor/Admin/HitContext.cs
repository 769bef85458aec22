using System.Text.Json;
using System.Text.Json.Nodes;
using Monitor.Documents;
using Monitor.Store;
using Monitor.Store.Sql;

namespace Monitor.Admin;

/// <summary>
/// What a hit's JSON says beyond the stored document, found when it is read: its report and what that is now, its study, the regulatory
/// event of a notice, names of makers and products.
/// </summary>
internal sealed class HitContext(SameReports same, ReportStates states, StudyReads studies, EventList events, NameMatches names)
{
    /// <summary>What makes a match of names no more than that.</summary>
    public const string NotProven = "name match, not proven";

    /// <summary>Each hit with its revisions, its <c>reportId</c> and the other records of that, its <c>studyId</c> and its <c>regulatoryEvent</c>, in the same order.</summary>
    public async Task<IReadOnlyList<JsonObject>> ViewsAsync(IReadOnlyList<Hit> hits, ILookup<string, Revision> history, CancellationToken ct)
    {
        var reports = await same.OfAsync(hits, ct);
        var study = await studies.OfAsync([.. hits.Select(h => h.Id)], ct);
        var known = await events.OfAsync([.. hits.OfType<Notice>().Select(n => n.Id)], ct);
        var now = await states.OfAsync(hits, ct);
        var views = new List<JsonObject>(hits.Count);
        foreach (var hit in hits)
        {
            var view = HitView.Of(hit, now[hit.Id], history[hit.Id], study.GetValueOrDefault(hit.Id));
            if (reports(hit) is ({ } report, var others))
            {
                view["reportId"] = report;
                view["sameReport"] = JsonSerializer.SerializeToNode(others, StoreJson.Options);
            }

            if (known.TryGetValue(hit.Id, out var found)) view["regulatoryEvent"] = new JsonObject { ["id"] = found.Id, ["notices"] = found.Members };
            views.Add(view);
        }

        return views;
    }

    /// <summary>Adds <c>nameMatches</c> where the hit names a maker or product of the list.</summary>
    public async Task AddNamesAsync(Hit hit, JsonObject view, CancellationToken ct)
    {
        var found = await names.OfAsync(hit, ct);
        if (found.Count == 0) return;
        view["nameMatches"] = new JsonArray([.. found.Select(n => new JsonObject
        {
            ["name"] = n.Match.Name.Name, ["kind"] = n.Match.Name.Kind, ["maker"] = n.Match.Name.Maker, ["field"] = n.Match.Field, ["source"] = n.Match.Name.Source, ["standing"] = NotProven,
            ["hits"] = new JsonArray([.. n.Others.Select(o => new JsonObject { ["id"] = o.Hit.Id, ["kind"] = o.Hit.Kind, ["title"] = o.Hit.Title, ["name"] = o.Match.Name.Name, ["field"] = o.Match.Field })]),
        }.Without(null))]);
    }
}

/// <summary>Absent = unknown.</summary>
internal static class JsonObjects
{
    /// <summary>The object without the keys whose value this is.</summary>
    public static JsonObject Without(this JsonObject json, JsonNode? value)
    {
        foreach (var key in json.Where(p => p.Value == value).Select(p => p.Key).ToList()) json.Remove(key);
        return json;
    }
}
