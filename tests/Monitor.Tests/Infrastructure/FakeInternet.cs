using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Monitor.Sources;

namespace Monitor.Tests.Infrastructure;

/// <summary>A request as it left for the network.</summary>
internal sealed record Sent(HttpMethod Method, Uri Address, IReadOnlyDictionary<string, string> Headers, string Body)
{
    /// <summary>A field of the form, decoded; empty when it was not sent.</summary>
    public string Form(string name) =>
        Body.Split('&').Select(pair => pair.Split('=', 2)).Where(pair => pair[0] == name).Select(pair => WebUtility.UrlDecode(pair[1])).FirstOrDefault() ?? "";
}

/// <summary>The network as far as a test allows it: answers what was registered, latest first, and throws on anything else.</summary>
internal sealed class FakeInternet : HttpMessageHandler
{
    private readonly List<(Func<Sent, bool> When, Func<Sent, HttpResponseMessage> Then)> _answers = [];
    private readonly List<Sent> _sent = [];

    public IReadOnlyList<Sent> Requests => _sent;

    public void On(Func<Sent, bool> when, Func<Sent, HttpResponseMessage> then) => _answers.Insert(0, (when, then));

    /// <summary>As <see cref="On"/>, for the next matching request only.</summary>
    public void Once(Func<Sent, bool> when, Func<Sent, HttpResponseMessage> then)
    {
        var used = false;
        On(sent => !used && when(sent), sent =>
        {
            used = true;
            return then(sent);
        });
    }

    public static HttpResponseMessage Answer(string body, string type = "text/xml", HttpStatusCode status = HttpStatusCode.OK) =>
        new(status) { Content = new StringContent(body, Encoding.UTF8, type) };

    /// <summary>The real caller with this network behind it.</summary>
    public SourceClient Client(TimeProvider time, HttpOptions? options = null)
    {
        var services = new ServiceCollection();
        services.AddHttpClient(SourceClient.HttpClientName).ConfigurePrimaryHttpMessageHandler(() => this);
        var factory = services.BuildServiceProvider().GetRequiredService<IHttpClientFactory>();
        return new SourceClient(factory, new HostPacing(time), Options.Create(options ?? new HttpOptions()), time, NullLogger<SourceClient>.Instance);
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
        var headers = request.Headers.ToDictionary(h => h.Key, h => string.Join(", ", h.Value), StringComparer.OrdinalIgnoreCase);
        var sent = new Sent(request.Method, request.RequestUri!, headers, body); // non-null: HttpClient refuses a request without an address
        _sent.Add(sent);
        var answer = _answers.Find(a => a.When(sent)).Then ?? throw new InvalidOperationException($"Nothing registered for {sent.Method} {sent.Address} {body}");
        return answer(sent);
    }
}
