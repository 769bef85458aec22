using Monitor.Delivery.Email;
using Monitor.Documents;
using Monitor.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Delivery.Alerts;

/// <summary>A flood comes in one mail; nothing of it is lost or told twice.</summary>
[OnEveryStore]
public sealed class AlertFloodTests
{
    [Fact]
    public async Task Thirty_at_once_are_one_mail_that_lists_all_with_links()
    {
        await using var setting = await AlertSetting.NewAsync();
        var letters = Enumerable.Range(1, 30).Select(i => AlertSetting.Letter($"letter-{i}")).ToArray();
        var mail = (await setting.SeeAsync([.. letters])).ShouldHaveSingleItem();
        mail.Subject.ShouldStartWith("SAFETY 30 alerts in one mail: SAFETY FDA warning letter:");
        foreach (var letter in letters)
        {
            mail.Text.ShouldContain($"> {letter.Link}\n");
            mail.Html.ShouldContain($"href=\"{letter.Link}\"");
            mail.Text.ShouldContain($"/hits/fda-rss%3A{letter.ExternalId}\n");
        }

        (await setting.Office.Store.Messages.ToldAsync(default)).Count.ShouldBe(30);
        (await setting.Office.Store.OneAsync<long>("SELECT count(*) FROM alert WHERE message_id = (SELECT id FROM message)")).ShouldBe(30);
        (await setting.SeeAsync(letters[6] with { Status = "closed" })).ShouldHaveSingleItem().InReplyTo.ShouldBe(mail.Id);
    }

    [Theory]
    [InlineData(150, "exosomes in a title of usual length, as most of them are")]
    [InlineData(600, "exosomes & <more> \"signs\" + 'names' = long")]
    [InlineData(400, "exosomes 엑소좀 만성 탈모 치료 γραμμή 😀")]
    public async Task However_many_and_long_they_are_the_mail_is_shown_whole_and_its_button_comes_first(int count, string title)
    {
        await using var setting = await AlertSetting.NewAsync();
        var letters = Enumerable.Range(1, count).Select(i => AlertSetting.Letter($"letter-{i}") with { Title = $"{title} {i}", Firm = string.Join(' ', Enumerable.Repeat(title, 3)), Link = $"https://www.fda.example/{i}?a=b&c={new string('x', 200)}" });
        var mail = (await setting.SeeAsync([.. letters])).ShouldHaveSingleItem();
        using var composed = await new MailComposer("monitor@monitor.example").ComposeAsync(mail, default);
        using var bytes = new MemoryStream();
        await composed.WriteToAsync(bytes, default);
        bytes.Length.ShouldBeInRange(40_000, 100_000);
        mail.Html.IndexOf("I have seen it", StringComparison.Ordinal).ShouldBeInRange(1, mail.Html.IndexOf("<dt>1</dt>", StringComparison.Ordinal));
        mail.Text.IndexOf("I have seen it", StringComparison.Ordinal).ShouldBeInRange(1, mail.Text.IndexOf("\n1 ", StringComparison.Ordinal));
        mail.Text.ShouldContain(" more, which this mail is too short for");
        mail.Text.ShouldContain($"> http://127.0.0.1:5080/messages/{Uri.EscapeDataString(mail.Id)}\n");
        (await setting.Office.Store.Messages.ToldAsync(default)).Count.ShouldBe(count, "all of it is told, and stands on that page");
    }

    [Fact]
    public async Task A_text_or_address_without_end_is_cut()
    {
        await using var setting = await AlertSetting.NewAsync();
        var letters = Enumerable.Range(1, 30).Select(i => AlertSetting.Letter($"letter-{i}") with { Firm = new string('f', 20_000), Link = $"https://www.fda.example/{i}?{new string('x', 20_000)}" });
        var mail = (await setting.SeeAsync([.. letters])).ShouldHaveSingleItem();
        mail.Html.Length.ShouldBeLessThan(90_000);
        mail.Html.ShouldContain("<dt>30</dt>");
    }

    [Fact]
    public async Task Ten_an_hour_come_singly()
    {
        await using var setting = await AlertSetting.NewAsync();
        (await setting.SeeAsync([.. Enumerable.Range(1, 10).Select(i => AlertSetting.Letter($"letter-{i}"))])).Count.ShouldBe(10);
    }

    [Fact]
    public async Task A_trickle_beyond_the_measure_is_gathered_for_ten_minutes_and_no_digest_takes_it_away()
    {
        await using var setting = await AlertSetting.NewAsync();
        setting.Office.Delivery.AlertsPerHour = 2;
        var service = setting.Office.Service();
        async Task<int> SeenAsync(string id)
        {
            await setting.Station.PollAsync(StubSource.Found([.. Known(id)]));
            setting.Office.Time.Advance(TimeSpan.FromMinutes(-59));
            await service.RunDueAsync(default);
            return (await setting.AllAsync()).Count;
        }

        (await SeenAsync("a")).ShouldBe(1);
        (await SeenAsync("b")).ShouldBe(2);
        (await SeenAsync("c")).ShouldBe(3, "the first beyond the measure opens the gathering");
        (await SeenAsync("d")).ShouldBe(3);
        (await SeenAsync("e")).ShouldBe(3);
        (await service.NextDueAsync(default))!.Value.ShouldBeLessThanOrEqualTo(setting.Office.Time.GetUtcNow().AddMinutes(10));
        (await service.PreviewAsync(null, default)).ShouldBeEmpty();
        setting.Office.Time.Advance(TimeSpan.FromMinutes(10));
        await service.RunDueAsync(default);
        var last = (await setting.AllAsync())[^1];
        (await setting.AllAsync()).Count.ShouldBe(4);
        last.Text.ShouldContain("letter d");
        last.Text.ShouldContain("letter e");
        (await setting.Office.Store.OneAsync<long>("SELECT count(*) FROM due WHERE message_id IS NULL")).ShouldBe(0);
        (await setting.Office.Store.OneAsync<long>("SELECT count(*) FROM due")).ShouldBe(5);
    }

    [Fact]
    public async Task What_cannot_be_alerted_for_an_hour_is_left_to_the_digest()
    {
        await using var setting = await AlertSetting.NewAsync();
        setting.Office.Delivery.AlertsPerHour = 1;
        await setting.SeeAsync(AlertSetting.Letter("a"), AlertSetting.Letter("b"));
        // The hour that a poll takes here makes it late.
        await setting.Station.PollAsync(StubSource.Found(AlertSetting.Letter("c")));
        var preview = (await setting.Office.Service().PreviewAsync(null, default)).ShouldHaveSingleItem();
        preview.Text.ShouldContain("exosomes c");
    }

    private readonly List<string> _ids = [];

    private IEnumerable<Notice> Known(string id)
    {
        _ids.Add(id);
        return _ids.Select(i => AlertSetting.Letter(i) with { Title = $"Warning about exosomes, letter {i}" });
    }
}
