using System.Text.Json;
using System.Text.Json.Nodes;
using Monitor.Documents;
using Monitor.Identity.Reports;
using Monitor.Store;

namespace Monitor.Admin;

/// <summary>A hit as the API shows it: the stored document with what its report is now and its revisions.</summary>
internal static class HitView
{
    /// <param name="hit">The document.</param>
    /// <param name="state">What its report is now.</param>
    /// <param name="revisions">All of it, or those that are told of.</param>
    /// <param name="study">The study that it is of, which documents do not hold; null = none, or it is not stored.</param>
    public static JsonObject Of(Hit hit, ReportState state, IEnumerable<Revision> revisions, string? study = null)
    {
        hit = hit with { StudyId = study ?? hit.StudyId };
        var view = JsonSerializer.SerializeToNode(hit, hit.GetType(), StoreJson.Options)!.AsObject(); // non-null: a document is never null
        view["state"] = StateOf(state);
        view["revisions"] = JsonSerializer.SerializeToNode(revisions.Select(r => RevisionShape.Of(r)), StoreJson.Options);
        return view;
    }

    /// <summary>What a report is now; an empty list of marks = nothing that a reader must know.</summary>
    public static JsonNode? StateOf(ReportState state) => JsonSerializer.SerializeToNode(StateShape.Of(state), StoreJson.Options);
}
