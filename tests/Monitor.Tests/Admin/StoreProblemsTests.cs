using System.Net;
using Dapper;
using Monitor.Delivery;
using Monitor.Store.Sql;
using Monitor.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Admin;

/// <summary>A store that is busy, full or gone is told to every caller as what it is, and when to come again.</summary>
[OnEveryStore]
public sealed class StoreProblemsTests
{
    private const string Poll = """{"source":"pubmed"}""";

    private static readonly Uri Nowhere = new("http://127.0.0.1:9/");

    [Fact]
    public async Task A_store_that_another_program_writes_for_long_is_busy()
    {
        await using var app = await MonitorApp.StartAsync(Nowhere, options: ("Store:BusyTimeout", "00:00:01"));
        var link = await LinkAsync(app);
        await app.JsonAsync("/api/hits");
        using (var other = Other(app))
        {
            await other.WriteAsync(async _ =>
            {
                await NotNowAsync(app, "/api/polls", Poll, "being written|is locked");
                // Whoever has a link of a mail is not told where the store lies.
                var page = await NotNowAsync(app, link, "", "try again in a few minutes");
                page.ShouldNotContain("monitor.db");
                page.ShouldNotContain("127.0.0.1");
                await app.JsonAsync("/api/hits");
            }, default);
        }

        await app.PostJsonAsync("/api/polls", Poll);
        (await app.PostAsync(link, "")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_store_whose_disk_is_full_is_full_to_whoever_writes()
    {
        await using var app = await MonitorApp.StartAsync(Nowhere);
        var link = await LinkAsync(app);
        await FillAsync(app.Get<Database>());
        await NotNowAsync(app, link, "", "try again in a few minutes");
        await NotNowAsync(app, "/api/polls", Poll, "disk.*is full");
        await app.JsonAsync("/api/hits");
    }

    [Fact]
    public async Task A_store_that_is_not_as_it_should_be_promises_no_better_time()
    {
        await using var app = await MonitorApp.StartAsync(Nowhere, migrate: false);
        foreach (var path in new[] { "/api/hits", "/hits", "/feeds/all.atom", "/" })
        {
            using var response = await app.Http.GetAsync(new Uri(path, UriKind.Relative));
            response.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable, path);
            response.Headers.RetryAfter.ShouldBeNull(path);
        }
    }

    /// <summary>A second program on the same store.</summary>
    private static Database Other(MonitorApp app) => app.Get<Database>() is PostgreSqlDatabase server
        ? PostgreSqlDatabase.At(server.ConnectionString, null, TimeSpan.FromSeconds(30))
        : new SqliteDatabase(app.DatabaseFile, TimeSpan.FromSeconds(30));

    private static async Task<string> LinkAsync(MonitorApp app) => $"/unsubscribe/{await app.Get<UnsubscribeLinks>().TokenAsync("lead", UnsubscribeLinks.Digests, default)}";

    /// <summary>Writes of two tables meet what the engine itself says on a full disk.</summary>
    private static Task FillAsync(Database database) => database is PostgreSqlDatabase
        ? database.WriteAsync(tx => tx.Connection!.ExecuteAsync("""
            CREATE FUNCTION fill() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION USING ERRCODE = '53100', MESSAGE = 'could not extend file'; END $$;
            CREATE TRIGGER fill_source BEFORE INSERT OR UPDATE ON source_state FOR EACH ROW EXECUTE FUNCTION fill();
            CREATE TRIGGER fill_unsubscribed BEFORE INSERT ON unsubscribed FOR EACH ROW EXECUTE FUNCTION fill();
            """, transaction: tx), default)
        // Its one kept connection has no room left.
        : database.ReadAsync(c => c.ExecuteAsync("""
            CREATE TABLE filler (content);
            CREATE TRIGGER fill_source BEFORE INSERT ON source_state BEGIN INSERT INTO filler VALUES (zeroblob(1000000)); END;
            CREATE TRIGGER fill_source_again BEFORE UPDATE ON source_state BEGIN INSERT INTO filler VALUES (zeroblob(1000000)); END;
            CREATE TRIGGER fill_unsubscribed BEFORE INSERT ON unsubscribed BEGIN INSERT INTO filler VALUES (zeroblob(1000000)); END;
            PRAGMA max_page_count=1;
            """), default);

    private static async Task<string> NotNowAsync(MonitorApp app, string path, string body, string says)
    {
        using var response = await app.PostAsync(path, body);
        var text = await response.Content.ReadAsStringAsync();
        response.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable, $"{path}: {text}");
        response.Headers.RetryAfter.ShouldNotBeNull().Delta.ShouldNotBeNull().ShouldBeGreaterThan(TimeSpan.Zero);
        text.ShouldMatch(says);
        return text;
    }
}
