using System.Net;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Monitor.Sources;

namespace Monitor.Tests.Infrastructure;

/// <summary>The edge of HTTP: answers from a function, remembers what was asked. Behind it everything is the real thing.</summary>
internal sealed class StubHandler(Func<Uri, HttpResponseMessage> answer) : HttpMessageHandler, IHttpClientFactory
{
    private readonly HashSet<string> _seen = [];

    /// <summary>Every address asked, in order.</summary>
    public List<Uri> Asked { get; } = [];

    /// <summary>When each was asked.</summary>
    public List<DateTimeOffset> At { get; } = [];

    public JumpingTime Clock { get; } = new(new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero));

    /// <summary>A real <see cref="SourceClient"/> on this edge, on a clock that jumps.</summary>
    public SourceClient Client(HttpOptions? http = null) =>
        new(this, new HostPacing(Clock), Options.Create(http ?? new HttpOptions { Tries = 1 }), Clock, NullLogger<SourceClient>.Instance);

    /// <summary>True the first time a text is seen.</summary>
    public bool First(string text) => _seen.Add(text);

    public HttpClient CreateClient(string name) => new(this, disposeHandler: false);

    public static HttpResponseMessage Json(string body, HttpStatusCode status = HttpStatusCode.OK) => Text(body, "application/json", status);
    public static HttpResponseMessage Html(string body) => Text(body, "text/html", HttpStatusCode.OK);
    public static HttpResponseMessage Xml(string body) => Text(body, "application/rss+xml", HttpStatusCode.OK);

    public static HttpResponseMessage Text(string body, string type, HttpStatusCode status) =>
        new(status) { Content = new StringContent(body, Encoding.UTF8, type) };

    public static HttpResponseMessage Redirect(string to) =>
        new(HttpStatusCode.MovedPermanently) { Headers = { Location = new Uri(to, UriKind.RelativeOrAbsolute) } };

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var address = request.RequestUri!; // non-null: every request of SourceClient has an address
        Asked.Add(address);
        At.Add(Clock.GetUtcNow());
        return Task.FromResult(answer(address));
    }
}
