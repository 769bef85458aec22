using Monitor.Documents;
using Monitor.Identity.Events;

namespace Monitor.Tests.Identity.Events;

/// <summary>Invented notices of all kinds; a test adds by <c>with</c> what it is about.</summary>
internal static class Notices
{
    public static readonly PartialDate Monday = new(2026, 3, 2);

    public const string Site = "https://www.fda.example";

    public static Notice Press(string slug, string title, PartialDate? day = null, string folder = "news-events/press-announcements", string type = "press-release", string? body = null) => new()
    {
        Id = $"fda-rss:{Site}/{folder}/{slug}", Source = "fda-rss", ExternalId = $"{Site}/{folder}/{slug}", Link = $"{Site}/{folder}/{slug}", NoticeType = type, Title = title, Published = day ?? Monday, Body = body,
    };

    public static Notice MedWatch(string slug, string title, PartialDate? day = null, string? body = null) =>
        Press(slug, title, day, "safety/medical-product-safety-information", "safety-alert", body);

    public static Notice Record(string number, string eventId, string firm = "Nimbus Vesicle Works, LLC", string product = "Aurelux exosome solution, 5 mL vial, Rx only", PartialDate? begun = null, string reason = "Lack of Assurance of Sterility", string? codes = null) => new()
    {
        Id = $"openfda-enforcement:{number}", Source = "openfda-enforcement", ExternalId = number, NoticeType = "recall", Title = $"{firm} recalls {product}", EventId = eventId, Firm = firm, Product = product, Reason = reason,
        Initiated = begun ?? new PartialDate(2026, 2, 27), Published = new PartialDate(2026, 3, 25), RecallClass = "Not Yet Classified", Status = "Ongoing", Body = codes,
    };

    public static Notice Letter(string? number, string firm = "Harrow Cell Institute, Inc.", PartialDate? dated = null, PartialDate? posted = null, string? body = null, string? slug = null)
    {
        var id = number ?? slug ?? "letter";
        return new Notice
        {
            Id = $"fda-warning-letters:{id}", Source = "fda-warning-letters", ExternalId = id, NoticeType = "warning-letter", Title = $"{firm}: Unapproved New Drug", Firm = firm, Reason = "Unapproved New Drug",
            EventId = number is null ? null : $"MARCS-CMS {number}", Link = $"{Site}/compliance/warning-letters/{slug ?? $"harrow-cell-institute-{number}"}", Initiated = dated ?? Monday, Published = posted ?? new PartialDate(2026, 3, 10), Body = body,
        };
    }

    public static Notice Untitled(string key, string title, PartialDate? day = null) => new()
    {
        Id = $"fda-letters:{key}", Source = "fda-letters", ExternalId = key, NoticeType = "untitled-letter", Title = title, Link = $"{Site}/enforcement-actions-cber/letters/{key}", Published = day ?? Monday,
    };

    public static EventDecision Decide(Notice a, Notice b)
    {
        var (there, back) = (SameEvent.Decide(new NoticeForm(a), new NoticeForm(b)), SameEvent.Decide(new NoticeForm(b), new NoticeForm(a)));
        return there == back ? there : throw new InvalidOperationException($"{there} is not {back}");
    }

    /// <summary>All notices decided against each other and gathered, as if all had come at once.</summary>
    public static EventGroups Gather(IEnumerable<Notice> notices)
    {
        var forms = notices.Select(n => new NoticeForm(n)).ToList();
        var pairs = new List<EventPair>();
        foreach (var (x, i) in forms.Select((x, i) => (x, i)))
        {
            foreach (var y in forms.Skip(i + 1))
            {
                var (a, b) = string.CompareOrdinal(x.Id, y.Id) <= 0 ? (x, y) : (y, x);
                pairs.Add(new EventPair(a.Id, b.Id, SameEvent.Decide(a, b)));
            }
        }

        return EventGroups.Of(forms, pairs);
    }
}
