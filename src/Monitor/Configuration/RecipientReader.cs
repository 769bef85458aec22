using System.Globalization;
using System.Text.RegularExpressions;
using Monitor.Delivery.Email;
using Monitor.Documents;
using Monitor.Polling;

namespace Monitor.Configuration;

/// <summary>Reads one recipient.</summary>
internal static partial class RecipientReader
{
    private static readonly string[] Keys = ["id", "name", "email", "zone", "schedule", "holidays", "watches", "alerts", "escalateTo", "escalateAfter", "empty"];

    /// <summary>The recipient; null when something is wrong with it, which is then among the errors.</summary>
    public static Recipient? Read(YamlMap map, IReadOnlyCollection<string> watches, IReadOnlyCollection<string> ids, List<ConfigError> errors)
    {
        var reader = new MapReader(map, Keys, errors);
        var recipient = new Recipient { Id = reader.Required("id"), Email = reader.Required("email") };
        if (recipient.Id.Length > 0) reader.Checked("id", id => IdForm().IsMatch(id) ? null : $"'{id}' is not an id: small letters, digits and hyphens, at most 64");
        if (recipient.Email.Length > 0) reader.Checked("email", email => Mailbox.IsAddress(email) ? null : $"'{email}' is not a mail address");
        recipient = recipient with
        {
            Name = reader.Checked("name", name => name.Any(char.IsControl) ? "a name is one line" : null),
            Zone = reader.Checked("zone", Zone) ?? recipient.Zone,
            Schedule = reader.Checked("schedule", Schedule.Problem) ?? recipient.Schedule,
            Holidays = Holidays(reader),
            Watches = reader.Names("watches", watches, "watch"),
            Alerts = reader.Choice("alerts", "true", "false") != "false",
            EscalateTo = reader.Checked("escalateTo", to => EscalateTo(to, recipient.Id, ids)),
            EscalateAfter = EscalateAfter(reader),
            Empty = reader.Choice("empty", "send", "skip", "weekly") ?? recipient.Empty,
        };
        if (reader.Any("escalateTo") is null != reader.Any("escalateAfter") is null)
        {
            var given = reader.Any("escalateTo") is null ? "escalateAfter" : "escalateTo";
            reader.Fail(reader.PlaceOf(given), given, "escalateTo and escalateAfter belong together: give both or neither");
        }

        return reader.Failed ? null : recipient;
    }

    private static string? Zone(string zone) =>
        TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var found) && found.HasIanaId ? null : $"'{zone}' is not a time zone: write an IANA name such as Europe/Berlin, or UTC";

    private static IReadOnlyList<DateOnly> Holidays(MapReader reader)
    {
        var days = new List<DateOnly>();
        foreach (var item in reader.Items("holidays"))
        {
            if (DateOnly.TryParseExact(item.Text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) days.Add(day);
            else reader.Fail(item.Place, "holidays", $"'{item.Text}' is not a day: write 2026-12-24");
        }

        return days;
    }

    private static string? EscalateTo(string to, string self, IReadOnlyCollection<string> ids) =>
        to == self ? "a recipient cannot escalate to itself"
        : ids.Contains(to, StringComparer.Ordinal) ? null
        : $"there is no recipient '{to}'{NearName.Hint(to, ids)}";

    private static TimeSpan? EscalateAfter(MapReader reader)
    {
        if (reader.Text("escalateAfter") is not { } text) return null;
        if (Duration.TryParse(text, out var after) && after > TimeSpan.Zero) return after;
        reader.Fail(reader.PlaceOf("escalateAfter"), "escalateAfter", $"'{text}' is not a length of time: write 4h, 30m, 2d or hh:mm:ss");
        return null;
    }

    [GeneratedRegex("^(?=.{1,64}$)[a-z0-9-]+$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex IdForm();
}
