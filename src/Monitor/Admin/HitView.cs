using System.Text.Json;
using System.Text.Json.Nodes;
using Monitor.Documents;
using Monitor.Store;

namespace Monitor.Admin;

/// <summary>A hit as the API shows it: the stored document with its revisions.</summary>
internal static class HitView
{
    /// <param name="hit">The document.</param>
    /// <param name="revisions">All of it, or those that are told of.</param>
    /// <param name="study">The study that it is of, which documents do not hold; null = none, or it is not stored.</param>
    public static JsonObject Of(Hit hit, IEnumerable<Revision> revisions, string? study = null)
    {
        hit = hit with { StudyId = study ?? hit.StudyId };
        var view = JsonSerializer.SerializeToNode(hit, hit.GetType(), StoreJson.Options)!.AsObject(); // non-null: a document is never null
        view["revisions"] = JsonSerializer.SerializeToNode(revisions.Select(r => new { r.Seq, r.Type, r.At, r.Changes, r.News }), StoreJson.Options);
        return view;
    }
}
