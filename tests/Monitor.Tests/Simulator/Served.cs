using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using Monitor.Simulator;
using Monitor.Tests.Infrastructure;

namespace Monitor.Tests.Simulator;

/// <summary>A world served on loopback, its clock in the test's hand.</summary>
internal sealed class Served : IAsyncDisposable
{
    private readonly HttpMessageInvoker _http = new(new SocketsHttpHandler { AllowAutoRedirect = false });

    private Served(SimulatorHost host, ManualTime time)
    {
        Host = host;
        Time = time;
    }

    public SimulatorHost Host { get; }

    public ManualTime Time { get; }

    public World World => Host.World;

    /// <param name="seed">Number of the world.</param>
    /// <param name="days">How far the clock stands after the start of the world.</param>
    /// <param name="faults">Faults of the world.</param>
    public static async Task<Served> StartAsync(int seed = 1, double days = 0, params string[] faults)
    {
        var world = new World(new WorldOptions { Seed = seed, Faults = faults });
        var time = new ManualTime(world.Options.Start.AddDays(days));
        return new Served(await SimulatorHost.StartAsync(world, time), time);
    }

    public async Task<Answer> GetAsync(string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(Host.BaseAddress, path));
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        return await SendAsync(request);
    }

    public async Task<Answer> PostAsync(string path, params (string Name, string Value)[] form)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Host.BaseAddress, path));
        request.Content = new FormUrlEncodedContent(form.Select(f => KeyValuePair.Create(f.Name, f.Value)));
        return await SendAsync(request);
    }

    public Task<Answer> SearchAsync(string term, string more = "") =>
        GetAsync($"/entrez/eutils/esearch.fcgi?db=pubmed&retmode=json&retmax=9999&term={Uri.EscapeDataString(term)}{more}");

    /// <summary>The ids that a search finds; the term must be accepted.</summary>
    public async Task<List<string>> FoundAsync(string term, string more = "")
    {
        var answer = await SearchAsync(term, more);
        return [.. answer.Json["esearchresult"]!["idlist"]!.AsArray().Select(id => id!.GetValue<string>())];
    }

    public Task<Answer> FetchAsync(string ids) => GetAsync($"/entrez/eutils/efetch.fcgi?db=pubmed&retmode=xml&id={ids}");

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await Host.DisposeAsync();
    }

    private async Task<Answer> SendAsync(HttpRequestMessage request)
    {
        using var response = await _http.SendAsync(request, CancellationToken.None);
        var body = await response.Content.ReadAsByteArrayAsync();
        return new Answer(
            response.StatusCode, body, response.Content.Headers.ContentType?.MediaType, response.Headers.ETag?.ToString(),
            response.Content.Headers.LastModified?.ToString("R"), response.Headers.Location?.ToString())
        {
            Link = response.Headers.TryGetValues("Link", out var links) ? links.Single() : null,
        };
    }
}

internal sealed record Answer(HttpStatusCode Status, byte[] Bytes, string? Type, string? ETag, string? LastModified, string? Location)
{
    public string? Link { get; init; }

    public string Text => Encoding.UTF8.GetString(Bytes);

    public JsonNode Json => JsonNode.Parse(Bytes)!;

    public XElement Xml
    {
        get
        {
            using var reader = System.Xml.XmlReader.Create(new MemoryStream(Bytes), new System.Xml.XmlReaderSettings { DtdProcessing = System.Xml.DtdProcessing.Ignore });
            return XElement.Load(reader);
        }
    }
}
