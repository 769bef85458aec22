using System.Text.Json;
using System.Text.Json.Nodes;
using Monitor.Documents;
using Monitor.Identity;
using Monitor.Identity.Studies;
using Monitor.Store;

namespace Monitor.Admin.Studies;

/// <summary>A study as the API shows it.</summary>
internal static class StudyView
{
    public static JsonObject Of(StudyStory story) => new()
    {
        ["id"] = story.Stored.Id,
        ["aliases"] = Node(story.Stored.Aliases),
        ["title"] = story.Title,
        ["registrations"] = Node(story.Numbers.Select(n => new { n.Number.Registry, Number = n.Number.Value, n.Hit })),
        ["members"] = Node(story.Members.Select(Member)),
        ["timeline"] = Node(story.TimeLine.Select(e => new
        {
            e.At, e.Dated, e.What, e.Hit, e.Revision, e.Text, e.Changes, ChangesText = e.Changes.SelectMany(ChangeText.Lines).ToArray(),
            Told = e.Revision is { } seq ? story.Told[seq].Select(t => new { t.Recipient, Message = t.MessageId, t.Sent }).ToArray() : [],
        })),
        ["contradictions"] = Node(story.Contradictions),
        ["links"] = Node(story.Links.Select(l => new { l.Link.From, To = StudyKey.Shown(l.Link.Target), l.Link.Kind, l.Link.Rule, l.Link.Evidence, l.Joined, l.Apart, l.At })),
    };

    private static object Member(StudyMember m) => new
    {
        m.Hit.Id, m.Hit.Kind, m.Role, m.Hit.Source, m.Hit.Title, m.Hit.Link, State = StateShape.Of(m.State),
        Dates = new
        {
            m.Hit.Published, m.Hit.FirstSeen, m.Hit.LastChanged, (m.Hit as Article)?.Entered,
            (m.Hit as Trial)?.Start, (m.Hit as Trial)?.Completion, (m.Hit as Trial)?.ResultsPosted,
        },
    };

    private static JsonNode? Node<T>(T value) => JsonSerializer.SerializeToNode(value, StoreJson.Options);
}
