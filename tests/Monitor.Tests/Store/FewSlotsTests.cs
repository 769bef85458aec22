using System.Net;
using Dapper;
using Monitor.Store.Sql;
using Monitor.Tests.Infrastructure;
using Npgsql;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Store;

/// <summary>A server of PostgreSQL that has few connections to give, and others that want them too.</summary>
public sealed class FewSlotsTests
{
    private static readonly Uri Nowhere = new("http://127.0.0.1:9/");

    [Fact]
    public async Task Two_nodes_fit_on_a_small_server_however_many_ask_them()
    {
        using var server = PostgreSqlServer.Own(slots: 15);
        await using var first = await StartAsync(server.ConnectionString);
        await using var second = await StartAsync(server.ConnectionString);
        var paths = Enumerable.Range(0, 60).Select(i => new Uri(i % 2 == 0 ? "/api/hits" : "/hits", UriKind.Relative)).ToList();
        var asked = new[] { first, second }.SelectMany(app => paths.Select(app.Http.GetAsync)).ToList();
        foreach (var answer in await Task.WhenAll(asked)) answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        await using var other = new NpgsqlConnection(server.ConnectionString);
        await other.OpenAsync();
        // Three for work, and two for health at most, for each of two nodes.
        (await other.ExecuteScalarAsync<int>("SELECT count(*) FROM pg_stat_activity WHERE application_name = 'monitor'")).ShouldBeInRange(2, 10);
    }

    [Fact]
    public async Task The_limit_of_the_role_counts_too_and_what_an_operator_chose_goes_before()
    {
        using var server = PostgreSqlServer.Own();
        await using (var owner = new NpgsqlConnection(server.ConnectionString))
        {
            await owner.OpenAsync();
            await owner.ExecuteAsync("CREATE ROLE guest LOGIN PASSWORD 'guest' CONNECTION LIMIT 30");
        }

        var guest = new NpgsqlConnectionStringBuilder(server.ConnectionString) { Username = "guest", Password = "guest", Timeout = 1 };
        (await MostAsync(guest)).ShouldBe(5, "a third of thirty, less what the clock and health have");
        guest.MaxPoolSize = 7;
        (await MostAsync(guest)).ShouldBe(7);
        var roomy = new NpgsqlConnectionStringBuilder(server.ConnectionString) { Timeout = 1 };
        (await MostAsync(roomy)).ShouldBe(20, "of three hundred");
        // What else connects by it gets few.
        using var database = PostgreSqlDatabase.At(roomy.ToString(), null, TimeSpan.FromSeconds(5));
        new NpgsqlConnectionStringBuilder(database.ConnectionString).MaxPoolSize.ShouldBe(3);
    }

    [Fact]
    public async Task While_all_connections_of_the_program_are_in_use_it_says_when_to_come_again_and_is_ready()
    {
        using var server = PostgreSqlServer.Own(slots: 15);
        await using var app = await StartAsync(new NpgsqlConnectionStringBuilder(server.ConnectionString) { Timeout = 1 }.ToString());
        await using (await Slots.OfProgramAsync(app.Get<Database>()))
        {
            await NotNowAsync(app, "/api/hits", "in use");
            await NotNowAsync(app, "/hits", "in use");
            await NotNowAsync(app, "/feeds/all.atom", "in use");
            (await app.JsonAsync("/health/ready"))["status"]!.ToString().ShouldBe("ok");
        }

        await app.JsonAsync("/api/hits");
    }

    [Fact]
    public async Task While_others_have_all_slots_of_the_server_it_says_when_to_come_again_and_is_ready()
    {
        using var server = PostgreSqlServer.Own(slots: 15);
        await using var app = await StartAsync(server.ConnectionString);
        await using (await Slots.OfServerAsync(server.ConnectionString, app.Get<Database>()))
        {
            await NotNowAsync(app, "/api/hits", "max_connections");
            await NotNowAsync(app, "/hits", "max_connections");
            (await app.JsonAsync("/health/ready"))["status"]!.ToString().ShouldBe("ok");
        }

        await app.JsonAsync("/api/hits");
    }

    /// <summary>How many connections a program has for its work there.</summary>
    private static async Task<int> MostAsync(NpgsqlConnectionStringBuilder settings)
    {
        using var database = PostgreSqlDatabase.At(settings.ToString(), null, TimeSpan.FromSeconds(5));
        await using var taken = await Slots.OfProgramAsync(database);
        return taken.Count;
    }

    private static Task<MonitorApp> StartAsync(string connectionString) =>
        MonitorApp.StartAsync(Nowhere, options: [("Store:Provider", "PostgreSql"), ("Store:ConnectionString", connectionString)]);

    private static async Task NotNowAsync(MonitorApp app, string path, string says)
    {
        using var response = await app.Http.GetAsync(new Uri(path, UriKind.Relative));
        var text = await response.Content.ReadAsStringAsync();
        response.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable, $"{path}: {text}");
        response.Headers.RetryAfter.ShouldNotBeNull().Delta.ShouldNotBeNull().ShouldBeGreaterThan(TimeSpan.Zero);
        text.ShouldContain(says);
    }
}
