using Shouldly;
using Xunit;

namespace Monitor.Tests.Configuration;

public sealed class RecipientFileTests : IDisposable
{
    private readonly ConfigFolder _folder = new ConfigFolder().With("watches/good.yaml", "name: good\ntitle: Good\nquery: exosom*\n");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("recipients:\n")]
    [InlineData("")]
    public void Every_key_arrives_with_and_without_the_heading(string heading)
    {
        _folder.With("recipients.yaml", heading + """
            - id: anna
              name: Anna
              email: anna@example.org
              zone: Asia/Tokyo
              schedule: weekdays 06:00
              holidays: [2026-12-24, 2026-12-25]
              watches: [good]
              alerts: false
              escalateTo: ben
              escalateAfter: 4h
              empty: send
            - {id: ben, email: ben@example.org, watches: all}
            """);
        _folder.Errors().ShouldBeEmpty();
        var (anna, ben) = (_folder.Load().Recipients[0], _folder.Load().Recipients[1]);
        anna.Holidays.ShouldBe([new DateOnly(2026, 12, 24), new DateOnly(2026, 12, 25)]);
        anna.Watches.ShouldBe(["good"]);
        (anna.Id, anna.Name, anna.Email, anna.Zone, anna.Schedule, anna.Alerts, anna.EscalateTo, anna.EscalateAfter, anna.Empty)
            .ShouldBe(("anna", "Anna", "anna@example.org", "Asia/Tokyo", "weekdays 06:00", false, "ben", TimeSpan.FromHours(4), "send"));
        (ben.Zone, ben.Schedule, ben.Alerts, ben.Empty, ben.EscalateTo).ShouldBe(("UTC", "daily 07:00", true, "weekly", null));
        ben.Watches.ShouldBeEmpty();
    }

    [Fact]
    public void All_problems_are_reported_and_other_recipients_stay()
    {
        _folder.With("recipients.yaml", """
            recipients:
              - id: Bad Id
                email: Bad <bad@example.org>
                zone: Europe/Berlim
                schedule: sometimes
                holidays: [24.12.2026]
                watches: [good, goood]
                alerts: perhaps
                escalateTo: nobody
                escalateAfter: soon
                empty: never
                e-mail: x
              - id: good
                email: good@example.org
                escalateTo: half
                escalateAfter: 01:30:00
              - id: half
                escalateTo: half
              - id: good
                email: second@example.org
              - just text
            """);
        _folder.Errors().ShouldBe(
        [
            "recipients.yaml:2: id: 'Bad Id' is not an id: small letters, digits and hyphens, at most 64",
            "recipients.yaml:3: email: 'Bad <bad@example.org>' is not a mail address",
            "recipients.yaml:4: zone: 'Europe/Berlim' is not a time zone: write an IANA name such as Europe/Berlin, or UTC",
            "recipients.yaml:5: schedule: " + Monitor.Polling.Schedule.Problem("sometimes"),
            "recipients.yaml:6: holidays: '24.12.2026' is not a day: write 2026-12-24",
            "recipients.yaml:7: watches: there is no watch 'goood'; known are good; did you mean good?",
            "recipients.yaml:8: alerts: 'perhaps' is none of true, false",
            "recipients.yaml:9: escalateTo: there is no recipient 'nobody'",
            "recipients.yaml:10: escalateAfter: 'soon' is not a length of time: write 4h, 30m, 2d or hh:mm:ss",
            "recipients.yaml:11: empty: 'never' is none of send, skip, weekly",
            "recipients.yaml:12: e-mail: unknown key; did you mean email?",
            "recipients.yaml:17: email: this key is required",
            "recipients.yaml:18: escalateTo: a recipient cannot escalate to itself",
            "recipients.yaml:18: escalateTo: escalateTo and escalateAfter belong together: give both or neither",
            "recipients.yaml:19: id: a second recipient with the id good; the first is in line 13",
            "recipients.yaml:21: recipients: the keys of one recipient are expected, beginning with id:",
        ]);
        var left = _folder.Load().Recipients.ShouldHaveSingleItem();
        (left.Email, left.EscalateTo).ShouldBe(("good@example.org", null)); // whom it escalates to is left out
    }

    [Fact]
    public void A_watch_with_errors_is_not_also_missing()
    {
        _folder.With("watches/broken.yaml", "name: [\n").With("watches/wrong.yaml", "name: wrong\ntitle: W\nquery: (\n")
            .With("recipients.yaml", "- {id: a, email: a@example.org, watches: [broken, wrong]}\n");
        _folder.Load().Errors.ShouldAllBe(error => error.File.Contains("watches/"));
        _folder.Load().Recipients.ShouldHaveSingleItem().Follows("good").ShouldBeFalse();
    }

    [Theory]
    [InlineData("people: []\n", "recipients.yaml:1: people: unknown key; known here are recipients")]
    [InlineData("recipients: reader\n", "recipients.yaml:1: recipients: a list is expected, each recipient after a hyphen")]
    public void A_file_of_another_shape_is_reported(string text, string problem) =>
        _folder.With("recipients.yaml", text).Errors().ShouldBe([problem]);
}
