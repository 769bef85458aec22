using Microsoft.Extensions.Logging.Abstractions;
using Monitor.Polling;
using Monitor.Sources;
using Monitor.Store.Sql;
using Monitor.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Delivery;

/// <summary>The operator is told of each alarm once, of what is over in the same thread, and before any digest.</summary>
[OnEveryStore]
public sealed class OperatorRunTests
{
    private static AlarmCause Cause(string kind, string key = "k", bool patient = false, string watch = "hair", string text = "all 3 records of the answer lack the field doi") =>
        new(kind, "pubmed", key, watch, "exosom*", text, PostOffice.Start.AddHours(-2)) { Patient = patient };

    private static Task OpenAsync(PostOffice office, params AlarmCause[] causes) =>
        office.Store.Database.WriteAsync(async tx =>
        {
            foreach (var cause in causes) await AlarmTable.OpenAsync(tx, cause, office.Time.GetUtcNow());
        }, default);

    private static Task CloseAsync(PostOffice office, AlarmCause cause) =>
        office.Store.Database.WriteAsync(tx => AlarmTable.CloseAsync(tx, cause.Kind, cause.Source, cause.Key, office.Time.GetUtcNow()), default);

    private static async Task<IReadOnlyList<OutMessage>> ToldAsync(PostOffice office)
    {
        await office.Service().RunDueAsync(default);
        return await office.Store.Messages.ListAsync("operator", 0, 9, default);
    }

    [Fact]
    public async Task All_new_alarms_are_one_message_and_what_is_over_answers_it()
    {
        await using var office = await PostOffice.NewAsync();
        office.Operator.Email = "ops@example.org";
        var schema = Cause(AlarmKind.Schema);
        await OpenAsync(office, schema, Cause(AlarmKind.Silent, text: "nothing new for 19 days"));
        var message = (await ToldAsync(office)).ShouldHaveSingleItem();
        message.Id.ShouldMatch("^alarm\\.operator\\.20261122T120000\\.[0-9a-f]{8}@localhost$");
        (message.Kind, message.Address, message.State, message.InReplyTo).ShouldBe(("alarm", "ops@example.org", "sent", null));
        message.Subject.ShouldBe("Monitor: 2 alarms | schema pubmed, silent pubmed");
        message.Text.ShouldBe("""
            Monitor saw what you must know.

            ALARMS
            - schema pubmed: all 3 records of the answer lack the field doi
              Search: hair
              Since Sun 22 Nov 2026 10:00 UTC, noticed Sun 22 Nov 2026 12:00 UTC
            - silent pubmed: nothing new for 19 days
              Search: hair
              Since Sun 22 Nov 2026 10:00 UTC, noticed Sun 22 Nov 2026 12:00 UTC

            All open alarms: http://127.0.0.1:5080/api/sources

            """.ReplaceLineEndings("\n"));
        foreach (var fact in new[] { "schema pubmed", "lack the field doi", "nothing new for 19 days", "Since Sun 22 Nov 2026 10:00 UTC", "http://127.0.0.1:5080/api/sources" }) message.Html.ShouldContain(fact);

        office.Time.Advance(TimeSpan.FromMinutes(1));
        (await ToldAsync(office)).Count.ShouldBe(1, "told once");
        await OpenAsync(office, schema);
        (await ToldAsync(office)).Count.ShouldBe(1, "seen again is not new");
        await CloseAsync(office, schema);
        var answer = (await ToldAsync(office)).Single(m => m.Id != message.Id);
        (answer.Subject, answer.InReplyTo).ShouldBe(("Monitor: 1 resolved | schema pubmed", message.Id));
        answer.Text.ShouldContain("RESOLVED\n- schema pubmed");
        var eml = await File.ReadAllTextAsync(office.Mails().Single(m => m.Contains(answer.Id, StringComparison.Ordinal)));
        eml.ShouldContain($"In-Reply-To: <{message.Id}>");
        eml.ShouldContain($"References: <{message.Id}>");
        (await ToldAsync(office)).Count.ShouldBe(2);

        await OpenAsync(office, schema);
        (await ToldAsync(office)).Count.ShouldBe(3, "once more is news");
    }

    [Fact]
    public async Task A_hiccup_is_not_mailed_and_a_failure_that_lasts_is()
    {
        await using var office = await PostOffice.NewAsync();
        office.Operator.Email = "ops@example.org";
        var gap = Cause(AlarmKind.Gap, patient: true, text: "no complete answer: HTTP 500");
        await OpenAsync(office, gap, gap with { Key = "other", Watch = "skin" });
        (await ToldAsync(office)).ShouldBeEmpty();
        (await office.Service().NextDueAsync(default)).ShouldBe(PostOffice.Start.AddMinutes(30));
        office.Time.Advance(TimeSpan.FromMinutes(29));
        await CloseAsync(office, gap);
        (await ToldAsync(office)).ShouldBeEmpty();
        office.Time.Advance(TimeSpan.FromMinutes(1));
        var message = (await ToldAsync(office)).ShouldHaveSingleItem();
        message.Text.ShouldContain("Search: skin\n");
        office.Time.Advance(TimeSpan.FromHours(3));
        (await ToldAsync(office)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task One_cause_that_strikes_many_searches_is_one_item()
    {
        await using var office = await PostOffice.NewAsync();
        office.Operator.Email = "ops@example.org";
        await OpenAsync(office, [.. Enumerable.Range(1, 12).Select(i => Cause(AlarmKind.Schema, $"k{i}", watch: $"w{i:00}"))]);
        var message = (await ToldAsync(office)).ShouldHaveSingleItem();
        message.Subject.ShouldBe("Monitor: 1 alarm | schema pubmed");
        message.Text.ReplaceLineEndings(" ").ShouldContain("w09, w10 and");
    }

    [Fact]
    public async Task Without_an_address_alarms_are_noted_and_mailed_once_there_is_one()
    {
        await using var office = await PostOffice.NewAsync();
        await OpenAsync(office, Cause(AlarmKind.Schema), Cause(AlarmKind.Silent));
        (await ToldAsync(office)).ShouldBeEmpty();
        (await office.Store.Alarms.OpenAsync(default)).ShouldAllBe(a => a.Told == AlarmTable.InLog);
        await CloseAsync(office, Cause(AlarmKind.Silent));
        office.Operator.Email = "ops@example.org";
        (await ToldAsync(office)).ShouldHaveSingleItem().Subject.ShouldBe("Monitor: 1 alarm | schema pubmed");
        (await ToldAsync(office)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task What_a_changed_query_gained_and_lost_leaves_before_any_digest()
    {
        await using var office = await PostOffice.NewAsync();
        office.Operator.Email = "ops@example.org";
        var catalog = new SourceCatalog([new StubSource("pubmed", _ => new Fetched())]);
        var changes = new WatchChanges(office.Store.Database, office.Store.Changes, catalog, office.Time, NullLogger<WatchChanges>.Instance);
        await changes.RunAsync(office.Watches, [], default);
        await office.DueAsync(Any.Article("7", "Exosomes <b>in</b> scalp"));
        await changes.RunAsync([office.Watches[0] with { Query = "exosom* AND scalp" }], [], default);

        await office.Service().RunNowAsync(null, evenEmpty: false, default);
        var messages = (await office.Store.Messages.ListAsync(null, 0, 9, default)).OrderBy(m => m.Created).ThenBy(m => m.Id, StringComparer.Ordinal).ToList();
        messages.Select(m => m.Kind).ShouldBe(["alarm", "digest"], "in the order in which the outbox hands over");
        messages[0].Text.ReplaceLineEndings(" ").ShouldContain("1 are gained");
        messages[0].Text.ShouldContain("gained pubmed:7 Exosomes <b>in</b> scalp");
        messages[0].Html.ShouldContain("&lt;b&gt;in&lt;/b&gt;");
        (await office.Store.Alarms.OpenAsync(default)).ShouldBeEmpty("it is an event: told, it is over");
        office.Time.Advance(TimeSpan.FromHours(1));
        (await ToldAsync(office)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task An_address_that_is_none_does_not_stop_the_digests()
    {
        await using var office = await PostOffice.NewAsync();
        office.Operator.Email = "no address";
        await OpenAsync(office, Cause(AlarmKind.Schema));
        await office.DueAsync(Any.Article());
        await office.Service().RunNowAsync(null, evenEmpty: false, default);
        (await office.Store.Messages.ListAsync("ann", 0, 9, default)).Single().State.ShouldBe("sent");
    }
}
