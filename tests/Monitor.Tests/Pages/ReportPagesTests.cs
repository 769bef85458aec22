using System.Net;
using Monitor.Documents;
using Monitor.Tests.Infrastructure;
using Shouldly;
using Xunit;
using static Monitor.Tests.Infrastructure.ReportDesk;

namespace Monitor.Tests.Pages;

/// <summary>The list for a person, with its buttons.</summary>
[OnEveryStore]
public sealed class ReportPagesTests
{
    private const string Token = "the-token-of-this-test";

    private static readonly Article Elsewhere = Crossref() with { Doi = null, Title = "Exosomes of dermal papilla cells lengthen the growth phase", Volume = null, Issue = null, Pages = null, Published = new PartialDate(2026) };

    private static readonly Dictionary<string, string> Pair = new(StringComparer.Ordinal) { ["a"] = "pubmed:99999991", ["b"] = "crossref:10.99999/imag.1" };

    [Fact]
    public async Task The_buttons_decide_and_the_report_says_why()
    {
        await using var app = await MonitorApp.StartAsync(new Uri("http://127.0.0.1:9/"));
        await app.AddAsync(PubMed());
        await app.AddAsync(Elsewhere);
        (await app.PageAsync("/reports")).ShouldContain("<strong>1</strong> pair waits");
        using var answer = await SendAsync(app, "/reports/merge");
        answer.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        (await app.PageAsync(answer.Headers.Location!.OriginalString)).ShouldContain("They are one report now.");
        var report = await app.PageAsync("/reports/" + Uri.EscapeDataString("crossref:10.99999/imag.1"));
        report.ShouldContain("2 records");
        report.ShouldContain("joined");
        (await app.PageAsync("/hits/pubmed:99999991")).ShouldContain("Other records of this report");
    }

    [Fact]
    public async Task A_form_of_another_site_is_refused_and_so_is_one_without_login()
    {
        await using var app = await MonitorApp.StartAsync(new Uri("http://127.0.0.1:9/"), options: ("Admin:Token", Token));
        await app.AddAsync(PubMed());
        await app.AddAsync(Elsewhere);
        using var outside = await SendAsync(app, "/reports/merge");
        outside.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        using var login = new HttpRequestMessage(HttpMethod.Post, "/login") { Content = new FormUrlEncodedContent(new Dictionary<string, string> { ["token"] = Token }) };
        using var entered = await app.Http.SendAsync(login);
        var session = entered.Headers.GetValues("Set-Cookie").Single().Split(';')[0];
        using var foreign = await SendAsync(app, "/reports/merge", ("Cookie", session), ("Origin", "https://elsewhere.example"));
        foreign.IsSuccessStatusCode.ShouldBeFalse();
        ((int)foreign.StatusCode).ShouldBeGreaterThanOrEqualTo(400);
        (await app.Get<Monitor.Store.Sql.Database>().ReadAsync(c => Dapper.SqlMapper.ExecuteScalarAsync<long>(c, "SELECT count(*) FROM report_person"), default)).ShouldBe(0L);
        using var here = await SendAsync(app, "/reports/merge", ("Cookie", session), ("Sec-Fetch-Site", "same-origin"));
        here.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
    }

    private static async Task<HttpResponseMessage> SendAsync(MonitorApp app, string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new FormUrlEncodedContent(Pair) };
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        return await app.Http.SendAsync(request);
    }
}
