using System.Net;
using Monitor.Tests.Infrastructure;
using Shouldly;

namespace Monitor.Tests.Pages;

internal static class PageCalls
{
    /// <summary>The HTML of a page that must answer with a status.</summary>
    public static async Task<string> PageAsync(this MonitorApp app, string path, HttpStatusCode status = HttpStatusCode.OK)
    {
        using var response = await app.Http.GetAsync(new Uri(path, UriKind.Relative));
        var html = await response.Content.ReadAsStringAsync();
        response.StatusCode.ShouldBe(status, $"{path}: {html}");
        response.Content.Headers.ContentType?.MediaType.ShouldBe("text/html", path);
        return html;
    }
}
