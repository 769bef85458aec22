using Monitor.Delivery.Email;
using Monitor.Documents;
using Monitor.Sources;
using Monitor.Store.Sql;
using Monitor.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Delivery.Alerts;

/// <summary>From an upstream's answer to a mail, by the path that the worker takes.</summary>
[OnEveryStore]
public sealed class AlertPathTests
{
    [Fact]
    public async Task A_letter_is_mailed_at_the_next_tick_and_not_repeated_by_the_digest()
    {
        await using var setting = await AlertSetting.NewAsync();
        var alert = (await setting.SeeAsync(AlertSetting.Letter())).ShouldHaveSingleItem();
        (alert.Kind, alert.State, alert.Recipient).ShouldBe(("alert", "sent", "ann"));
        alert.Subject.ShouldBe("SAFETY FDA warning letter: Warning about exosomes letter-1 - Example Biologics");
        setting.Office.Mails().ShouldContain(m => m.EndsWith(alert.Id + ".eml", StringComparison.Ordinal));
        (await setting.DeliverAsync()).ShouldBeEmpty();

        var digest = (await setting.DigestAsync()).ShouldHaveSingleItem();
        digest.Kind.ShouldBe("digest");
        digest.Subject.ShouldStartWith("Nothing new");
        digest.Text.ShouldContain("ALREADY ALERTED\n  SAFETY FDA warning letter: Warning about exosomes letter-1 - Example");
        digest.Html.ShouldContain("<h2>ALREADY ALERTED</h2>");
        (await setting.Office.Store.Messages.ToldAsync(default)).Select(t => (t.Recipient, t.HitId, t.Type, t.MessageId, t.State)).ShouldBe([("ann", "fda-rss:letter-1", "new", alert.Id, "sent")]);
        (await setting.DigestAsync()).ShouldHaveSingleItem().Text.ShouldNotContain("ALREADY ALERTED");
    }

    [Fact]
    public async Task What_a_first_run_finds_is_never_alerted()
    {
        await using var station = await Station.NewAsync(new StubSource("fda-rss", _ => new Fetched()) { Notices = true });
        station.Watches[0] = Any.Watch("safety", "exosom*") with { Kind = "safety" };
        station.Recipients[0] = Any.Recipient("ann", "safety");
        await using var office = PostOffice.Of(station);
        await station.PollAsync(StubSource.Found(AlertSetting.Letter() with { Published = new PartialDate(2026, 5, 1) }));
        await office.Service().RunDueAsync(default);
        office.Mails().ShouldBeEmpty();
        (await station.Store.OneAsync<long>("SELECT count(*) FROM hit_index")).ShouldBe(1);
    }

    [Fact]
    public async Task One_event_of_eighteen_products_is_one_alert_and_a_class_is_one_follow_up_in_its_thread()
    {
        await using var setting = await AlertSetting.NewAsync(new StubSource("openfda-enforcement", _ => new Fetched()) { Notices = true });
        var recalls = Enumerable.Range(1, 18).Select(Recall).ToArray();
        var alert = (await setting.SeeAsync([.. recalls])).ShouldHaveSingleItem();
        alert.Text.ShouldContain("and 17 further products of this event");
        var answer = (await setting.SeeAsync([.. recalls.Select(r => r with { RecallClass = "Class I" })])).ShouldHaveSingleItem();
        answer.InReplyTo.ShouldBe(alert.Id);
        answer.Subject.ShouldBe("Re: " + alert.Subject);
        answer.Text.ShouldStartWith("CLASS: what you were alerted of on Sun 22 Nov 2026 has changed.");
        answer.Text.ShouldContain("class: Class I");
        (await setting.SeeAsync([.. recalls.Select(r => r with { RecallClass = "Class I" })])).ShouldBeEmpty("nothing changed");
        (await setting.Office.Store.OneAsync<long>("SELECT count(*) FROM due WHERE message_id IS NULL")).ShouldBe(0);
    }

    [Fact]
    public async Task A_recall_that_was_stored_silently_alerts_when_it_rises_to_class_I()
    {
        await using var station = await Station.NewAsync(new StubSource("openfda-enforcement", _ => new Fetched()) { Notices = true });
        station.Watches[0] = Any.Watch("safety", "exosom*") with { Kind = "safety" };
        station.Recipients[0] = Any.Recipient("ann", "safety") with { Empty = "skip" };
        await using var office = PostOffice.Of(station);
        var recall = Recall(1) with { RecallClass = "Class II" };
        await station.PollAsync(StubSource.Found(recall));
        await office.Service().RunDueAsync(default);
        (await AlertsAsync(office)).ShouldBeEmpty("it is there since before the watch began");
        await station.PollAsync(StubSource.Found(recall with { Status = "Completed" }));
        await office.Service().RunDueAsync(default);
        (await AlertsAsync(office)).ShouldBeEmpty("an end is no rise");
        await station.PollAsync(StubSource.Found(recall with { Status = "Completed", RecallClass = "Class I" }));
        await office.Service().RunDueAsync(default);
        var alert = (await AlertsAsync(office)).ShouldHaveSingleItem();
        alert.Subject.ShouldBe("SAFETY FDA recall is now Class I: exosome vial 1 - Example Firm");
        Flat(alert.Text).ShouldContain("class: Class II -> Class I");
    }

    [Fact]
    public async Task A_trial_that_stops_because_people_were_harmed_alerts_whatever_the_watch_names()
    {
        await using var setting = await AlertSetting.NewAsync(new StubSource("clinicaltrials.gov", _ => new Fetched()));
        setting.Station.Watches[0] = Any.Watch("field", "exosom*");
        setting.Station.Recipients[0] = Any.Recipient("ann", "field") with { Empty = "skip" };
        await setting.Station.PollAsync(new Fetched(), "field");
        var trial = Any.Trial() with { Published = new PartialDate(2026, 11, 22) };
        (await FieldAsync(trial)).ShouldBeEmpty();
        (await FieldAsync(trial with { Status = "suspended", WhyStopped = "Slow recruitment, no safety concerns" })).ShouldBeEmpty();
        var alert = (await FieldAsync(trial with { Status = "terminated", WhyStopped = "Two participants had scalp necrosis." })).ShouldHaveSingleItem();
        alert.Subject.ShouldBe("ALERT trial stopped for harm: Exosomes for alopecia");
        Flat(alert.Text).ShouldContain("HARM necrosis; Two participants; \"Two participants had scalp necrosis.\" (why it stopped)");

        async Task<IReadOnlyList<OutMessage>> FieldAsync(Trial now)
        {
            await setting.Station.PollAsync(StubSource.Found(now), "field");
            return [.. (await setting.DeliverAsync()).Where(m => m.Kind == "alert")];
        }
    }

    [Fact]
    public async Task A_harm_report_without_any_word_for_its_design_is_alerted_and_a_review_is_not()
    {
        await using var setting = await AlertSetting.NewAsync(new StubSource("pubmed", _ => new Fetched()));
        (await setting.SeeAsync(Paper())).ShouldBeEmpty();
        var harm = Any.Article("2", "Exosomes from a clinic") with
        {
            Published = new PartialDate(2026, 11, 22),
            Abstract = "All had paid in cash. Twelve persons had skin necrosis after exosomes, and two died. No vial was left.",
        };
        var alert = (await setting.SeeAsync(harm)).ShouldHaveSingleItem();
        alert.Subject.ShouldBe("SAFETY report: Exosomes from a clinic");
        Flat(alert.Text).ShouldContain("HARM necrosis, died; Twelve persons; \"Twelve persons had skin necrosis after exosomes, and two died.\" (abstract)");
    }

    [Fact]
    public async Task A_case_report_is_alerted_and_its_retraction_comes_first_in_the_list_of_mails_in_the_same_thread()
    {
        await using var setting = await AlertSetting.NewAsync(new StubSource("pubmed", _ => new Fetched()));
        var paper = Any.Article("1", "Necrosis after exosome injection") with { PublicationTypes = ["Case Reports"], Published = new PartialDate(2026, 11, 22), Abstract = "A 34-year-old woman had an exosome injection." };
        var alert = (await setting.SeeAsync(paper)).ShouldHaveSingleItem();
        alert.Subject.ShouldBe("SAFETY case report: Necrosis after exosome injection");
        alert.Text.ShouldContain("Named: 34-year-old woman");
        Flat(alert.Text).ShouldContain("HARM Necrosis; 34-year-old woman; \"Necrosis after exosome injection\" (title)");
        var retracted = (await setting.SeeAsync(paper with { PublicationTypes = ["Case Reports", "Retracted Publication"], Corrections = [new Correction { Type = "RetractionIn", Pmid = "9" }] })).ShouldHaveSingleItem();
        retracted.Subject.ShouldBe("RETRACTED: Necrosis after exosome injection");
        retracted.InReplyTo.ShouldBe(alert.Id);
    }

    [Fact]
    public async Task Follow_ups_reach_everybody_who_got_the_first_whatever_they_follow_now()
    {
        await using var setting = await AlertSetting.NewAsync();
        setting.Station.Recipients.Add(Any.Recipient("bob", "safety"));
        var first = await setting.SeeAsync(AlertSetting.Letter());
        first.Select(m => m.Recipient).ShouldBe(["ann", "bob"], ignoreOrder: true);
        setting.Station.Watches.Add(Any.Watch("other", "nothing"));
        setting.Station.Recipients[1] = Any.Recipient("bob", "other");
        setting.Station.Recipients.Add(Any.Recipient("new", "safety"));
        var changed = AlertSetting.Letter() with { Status = "close-out letter 2026-11-22" };
        var next = (await PollAsync(setting, changed)).Where(m => m.Kind == "alert").ToList();
        next.Select(m => m.Recipient).ShouldBe(["ann", "bob"], ignoreOrder: true);
        foreach (var message in next) message.InReplyTo.ShouldBe(first.Single(m => m.Recipient == message.Recipient).Id);
    }

    [Fact]
    public async Task A_retraction_of_what_a_digest_told_names_that_digest_at_once()
    {
        await using var setting = await AlertSetting.NewAsync(new StubSource("pubmed", _ => new Fetched()));
        await setting.Station.PollAsync(StubSource.Found(Paper()));
        var digest = (await setting.DigestAsync()).ShouldHaveSingleItem();
        setting.Office.Time.Advance(TimeSpan.FromDays(8));
        var retraction = (await setting.SeeAsync(Retracted())).Single(m => m.Kind == "alert");
        retraction.Subject.ShouldBe("RETRACTED: Exosomes in hair loss");
        Flat(retraction.Text).ShouldContain($"SENT You got it on Sun 22 Nov 2026, in \"{digest.Subject}\".");
        retraction.InReplyTo.ShouldBe(digest.Id);
    }

    [Fact]
    public async Task Where_it_is_not_named_the_next_digest_says_it_first_and_where_it_was_told_also_to_who_follows_other_watches_now()
    {
        await using var setting = await AlertSetting.NewAsync(new StubSource("pubmed", _ => new Fetched()));
        setting.Station.Watches[0] = setting.Station.Watches[0] with { MayWait = [WaitClasses.Everything] };
        await setting.Station.PollAsync(StubSource.Found(Paper()));
        var digest = (await setting.DigestAsync()).ShouldHaveSingleItem();
        setting.Station.Watches.Add(Any.Watch("other", "nothing"));
        setting.Station.Recipients[0] = setting.Station.Recipients[0] with { Watches = ["other"] };
        await PollAsync(setting, Retracted());
        var second = (await setting.DigestAsync()).ShouldHaveSingleItem();
        second.Text.ShouldContain("FIRST (1)\n1  RETRACTED Exosomes in hair loss");
        Flat(second.Text).ShouldContain($"You got it on Sun 22 Nov 2026, in \"{digest.Subject}\".");
    }

    [Fact]
    public async Task What_another_watch_made_due_is_alerted_when_the_safety_watch_finds_it_too()
    {
        await using var setting = await AlertSetting.NewAsync(new StubSource("pubmed", _ => new Fetched()));
        setting.Station.Watches.Insert(0, Any.Watch());
        setting.Station.Recipients[0] = setting.Station.Recipients[0] with { Watches = [] };
        var service = setting.Office.Service();
        var paper = Paper() with { PublicationTypes = ["Case Reports"] };
        await setting.Station.PollAsync(new Fetched(), "hair");
        await setting.Station.PollAsync(StubSource.Found(paper), "hair");
        await service.RunDueAsync(default);
        (await setting.AllAsync()).ShouldBeEmpty();
        await setting.Station.PollAsync(StubSource.Found(paper), "safety");
        await service.RunDueAsync(default);
        (await setting.AllAsync()).ShouldHaveSingleItem().Kind.ShouldBe("alert");
    }

    [Fact]
    public async Task A_withdrawal_of_what_was_never_sent_is_nobody_s_news()
    {
        await using var setting = await AlertSetting.NewAsync(new StubSource("pubmed", _ => new Fetched()));
        setting.Station.Recipients.Clear();
        await setting.Station.PollAsync(StubSource.Found(Paper()));
        setting.Station.Watches.Add(Any.Watch("other", "nothing"));
        setting.Station.Recipients.Add(Any.Recipient("late", "other"));
        await PollAsync(setting, Retracted());
        (await setting.Station.DueAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Alerts_are_handed_over_before_digests_that_waited_longer()
    {
        await using var setting = await AlertSetting.NewAsync();
        var order = new Recorded();
        var others = Enumerable.Range(1, 20).Select(n => $"bob{n}").ToList();
        setting.Station.Recipients.AddRange(others.Select(o => Any.Recipient(o) with { Alerts = false }));
        foreach (var other in others) await setting.Office.Service(new Down()).RunNowAsync(other, evenEmpty: true, default);
        await setting.Station.PollAsync(StubSource.Found(AlertSetting.Letter()));
        await setting.DeliverAsync(order);
        order.Taken.Count.ShouldBe(21);
        order.Taken.IndexOf("alert ann").ShouldBeLessThan(8, "eight are handed over side by side, and the alert is among the first");
    }

    private static async Task<IReadOnlyList<OutMessage>> PollAsync(AlertSetting setting, Hit hit)
    {
        await setting.Station.PollAsync(StubSource.Found(hit), "safety");
        return await setting.DeliverAsync();
    }

    private static async Task<IReadOnlyList<OutMessage>> AlertsAsync(PostOffice office) =>
        [.. (await office.Store.Messages.ListAsync(null, 0, 100, default)).Where(m => m.Kind == "alert")];

    /// <summary>Without the ends of lines, which fall where words allow.</summary>
    private static string Flat(string text) => string.Join(' ', text.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries));

    /// <summary>A review may wait.</summary>
    private static Article Paper() => Any.Article() with { Published = new PartialDate(2026, 11, 22), PublicationTypes = ["Review"] };

    private static Article Retracted() => Paper() with { PublicationTypes = ["Review", "Retracted Publication"], Corrections = [new Correction { Type = "RetractionIn", Pmid = "9" }] };

    private static Notice Recall(int product) => Any.Notice() with
    {
        Id = $"openfda-enforcement:D-{product}",
        Source = "openfda-enforcement",
        ExternalId = $"D-{product}",
        NoticeType = "recall",
        EventId = "97808",
        Title = $"Example Firm recalls exosome vial {product}",
        Firm = "Example Firm",
        Status = "Ongoing",
        Reason = "Not sterile",
        Published = new PartialDate(2026, 11, 22),
    };

    /// <summary>Takes no mail before eight are being handed over: who is among them came first.</summary>
    private sealed class Recorded : IMailTransport
    {
        private readonly TaskCompletionSource _eight = new();

        public List<string> Taken { get; } = [];

        public async Task SendAsync(OutMessage message, CancellationToken ct)
        {
            lock (Taken)
            {
                Taken.Add($"{message.Kind} {message.Recipient}");
                if (Taken.Count == 8) _eight.SetResult();
            }

            await _eight.Task.WaitAsync(ct);
        }
    }

    private sealed class Down : IMailTransport
    {
        public Task SendAsync(OutMessage message, CancellationToken ct) => throw new MailException("down", permanent: false);
    }
}
