using System.Text.Json;
using System.Text.Json.Nodes;
using Monitor.Documents;
using Monitor.Store;

namespace Monitor.Admin;

/// <summary>A hit as the API shows it: the stored document with its revisions.</summary>
internal static class HitView
{
    public static JsonObject Of(Hit hit, IEnumerable<Revision> revisions)
    {
        var view = JsonSerializer.SerializeToNode(hit, hit.GetType(), StoreJson.Options)!.AsObject(); // non-null: a document is never null
        view["revisions"] = JsonSerializer.SerializeToNode(revisions.Select(r => new { r.Seq, r.Type, r.At, r.Changes, r.News }), StoreJson.Options);
        return view;
    }

    /// <summary>With the report it belongs to, and the other records of that.</summary>
    public static JsonObject Of(Hit hit, IEnumerable<Revision> revisions, Func<Hit, (string? ReportId, IReadOnlyList<SameReportOf> Others)> reports)
    {
        var view = Of(hit, revisions);
        if (reports(hit) is not ({ } id, var others)) return view;
        view["reportId"] = id;
        view["sameReport"] = JsonSerializer.SerializeToNode(others, StoreJson.Options);
        return view;
    }
}
