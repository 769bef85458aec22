using System.Net;
using System.Net.Http.Headers;
using System.Reflection;
using System.Text;
using Microsoft.Extensions.Options;

namespace Monitor.Sources;

/// <summary>
/// The one HTTP caller. Spacing per host on injected time, Retry-After, retries, size cap, same-host redirects,
/// block pages; whatever is not a complete answer of the expected kind becomes a <see cref="SourceException"/>.
/// </summary>
internal sealed partial class SourceClient(
    IHttpClientFactory factory, HostPacing pacing, IOptions<HttpOptions> options, TimeProvider time, ILogger<SourceClient> logger)
{
    /// <summary>Name of the configured client: no automatic redirects, decompression on.</summary>
    public const string HttpClientName = "sources";

    private const int MaxRedirects = 5;
    private static readonly TimeSpan[] Waits = [TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(30)];

    /// <summary><c>Monitor/1.0 (mailto:…)</c>: who asks, and whom to write to.</summary>
    public static string UserAgent(string? contact)
    {
        var version = typeof(SourceClient).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0];
        return $"Monitor/{version ?? "1.0"}" + (string.IsNullOrEmpty(contact) ? "" : $" (mailto:{contact})");
    }

    /// <summary>The whole answer to a request.</summary>
    /// <exception cref="SourceException">No complete answer of an expected kind after all tries.</exception>
    public async Task<Payload> GetAsync(SourceRequest request, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await FollowAsync(request, ct);
            }
            catch (SourceException ex) when (attempt < options.Value.Tries && ex.Failure is SourceFailure.Unreachable or SourceFailure.Throttled)
            {
                var wait = Waits[Math.Min(attempt - 1, Waits.Length - 1)];
                // A long Retry-After belongs to the stored back-off of the source, not to this request.
                if (ex.RetryAfter > Waits[^1]) throw;
                if (ex.RetryAfter > wait) wait = ex.RetryAfter.Value;
                Log.Retry(logger, ex.Message, wait);
                await Task.Delay(wait, time, ct);
            }
        }
    }

    private async Task<Payload> FollowAsync(SourceRequest request, CancellationToken ct)
    {
        var address = request.Address;
        for (var hop = 0; hop <= MaxRedirects; hop++)
        {
            using var turn = await pacing.EnterAsync(address.Host, request.Spacing, ct);
            using var message = Message(request, address);
            using var timeout = CancellationTokenSource.CreateLinkedTokenSource(ct);
            timeout.CancelAfter(options.Value.Timeout);
            try
            {
                var http = factory.CreateClient(HttpClientName);
                using var response = await http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, timeout.Token);
                if (Redirect(response, address) is { } next)
                {
                    address = next;
                    continue;
                }

                return await ReadAsync(request, address, response, timeout.Token);
            }
            catch (OperationCanceledException) when (!ct.IsCancellationRequested)
            {
                throw new SourceException(SourceFailure.Unreachable, $"{Place(address)}: no complete answer within {options.Value.Timeout}");
            }
            catch (Exception ex) when (ex is HttpRequestException or IOException or InvalidDataException)
            {
                throw new SourceException(SourceFailure.Unreachable, $"{Place(address)}: {Reason(ex)}", ex);
            }
        }

        throw new SourceException(SourceFailure.Malformed, $"{Place(request.Address)}: more than {MaxRedirects} redirects");
    }

    private HttpRequestMessage Message(SourceRequest request, Uri address)
    {
        var message = new HttpRequestMessage(request.Form is null ? HttpMethod.Get : HttpMethod.Post, address);
        if (request.Form is not null) message.Content = new FormUrlEncodedContent(request.Form);
        message.Headers.TryAddWithoutValidation("User-Agent", UserAgent(options.Value.Contact));
        if (request.Unless?.ETag is { } tag) message.Headers.TryAddWithoutValidation("If-None-Match", tag);
        if (request.Unless?.LastModified is { } since) message.Headers.TryAddWithoutValidation("If-Modified-Since", since);
        foreach (var (name, value) in request.Secrets) message.Headers.TryAddWithoutValidation(name, value);
        return message;
    }

    private static Uri? Redirect(HttpResponseMessage response, Uri from)
    {
        if ((int)response.StatusCode is < 300 or > 399 or 304 || response.Headers.Location is not { } location) return null;
        var next = new Uri(from, location);
        if (BlockPage.Is(next)) throw new SourceException(SourceFailure.Blocked, $"{Place(from)}: sent to a block page, {next.AbsolutePath}");
        if (!string.Equals(next.Host, from.Host, StringComparison.OrdinalIgnoreCase) || next.Port != from.Port && next.Scheme == from.Scheme || next.Scheme is not ("http" or "https"))
        {
            throw new SourceException(SourceFailure.Refused, $"{Place(from)}: redirected to another host, {next.Host}");
        }

        return next;
    }

    private async Task<Payload> ReadAsync(SourceRequest request, Uri address, HttpResponseMessage response, CancellationToken ct)
    {
        var content = await BodyAsync(address, response, ct);
        var type = response.Content.Headers.ContentType?.ToString();
        // NCBI repeats the key in its errors, and payloads are kept.
        foreach (var secret in request.Secrets.Values) content = Without(content, Encoding.UTF8.GetBytes(secret));
        var payload = Payload.Of(Shown(address), type, content);
        var status = (int)response.StatusCode;
        if (BlockPage.Is(address)) throw new SourceException(SourceFailure.Blocked, $"{Place(address)}: block page") { Payload = payload };
        if (status == (int)HttpStatusCode.TooManyRequests || (status == 503 && response.Headers.RetryAfter is not null))
        {
            var wait = RetryAfter(response.Headers.RetryAfter);
            if (wait is { } asked) pacing.HoldUntil(address.Host, time.GetUtcNow() + asked);
            throw new SourceException(SourceFailure.Throttled, $"{Place(address)}: HTTP {status}, too many requests") { RetryAfter = wait, Payload = payload };
        }

        if (status == (int)HttpStatusCode.NotModified && request.Unless is not null) return payload with { NotModified = true, Validators = request.Unless };
        if (status >= 500) throw new SourceException(SourceFailure.Unreachable, $"{Place(address)}: HTTP {status}") { Payload = payload };
        if (status != 200)
        {
            throw new SourceException(SourceFailure.Refused, $"{Place(address)}: HTTP {status}{Excerpt(payload)}") { Payload = payload };
        }

        var media = response.Content.Headers.ContentType?.MediaType ?? "";
        if (request.Expects.Count > 0 && !request.Expects.Any(e => media.EndsWith(e, StringComparison.OrdinalIgnoreCase)))
        {
            throw new SourceException(SourceFailure.Malformed, $"{Place(address)}: {(media.Length == 0 ? "no media type" : media)} in place of {string.Join(" or ", request.Expects)}") { Payload = payload };
        }

        return payload with { Validators = GivenWith(response), Next = NextLink.Of(response) };
    }

    private static Validators? GivenWith(HttpResponseMessage response)
    {
        // Sent back verbatim, as RFC 9110 §13.1 wants: neither is parsed.
        var tag = response.Headers.TryGetValues("ETag", out var tags) ? tags.FirstOrDefault() : null;
        var modified = response.Content.Headers.TryGetValues("Last-Modified", out var dates) ? dates.FirstOrDefault() : null;
        return tag is null && modified is null ? null : new Validators(tag, modified);
    }

    private async Task<byte[]> BodyAsync(Uri address, HttpResponseMessage response, CancellationToken ct)
    {
        var cap = options.Value.MaxMegabytes * 1024L * 1024L;
        await using var stream = await response.Content.ReadAsStreamAsync(ct);
        using var buffer = new MemoryStream();
        var chunk = new byte[81920];
        int read;
        while ((read = await stream.ReadAsync(chunk, ct)) > 0)
        {
            buffer.Write(chunk, 0, read);
            if (buffer.Length > cap) throw new SourceException(SourceFailure.TooLarge, $"{Place(address)}: more than {options.Value.MaxMegabytes} MB");
        }

        return buffer.ToArray();
    }

    private static byte[] Without(byte[] content, byte[] secret)
    {
        if (secret.Length == 0 || content.AsSpan().IndexOf(secret) < 0) return content;
        using var kept = new MemoryStream(content.Length);
        var rest = content.AsSpan();
        for (var at = rest.IndexOf(secret); at >= 0; at = rest.IndexOf(secret))
        {
            kept.Write(rest[..at]);
            kept.Write("***"u8);
            rest = rest[(at + secret.Length)..];
        }

        kept.Write(rest);
        return kept.ToArray();
    }

    private TimeSpan? RetryAfter(RetryConditionHeaderValue? header) =>
        header?.Delta ?? (header?.Date is { } date ? date - time.GetUtcNow() : null);

    /// <summary>The address without the values of secret parameters: what may be logged and stored.</summary>
    internal static string Shown(Uri address) =>
        SecretParameter().Replace(address.AbsoluteUri, "${name}=***");

    /// <summary>The address without its parameters: what an error message names; the query itself stands in the ledger.</summary>
    internal static string Place(Uri address) => address.GetLeftPart(UriPartial.Path);

    private static string Excerpt(Payload payload)
    {
        // NCBI echoes the key of a bad request in its body: such a body is never printed.
        var text = Encoding.UTF8.GetString(payload.Content.AsSpan(0, Math.Min(payload.Content.Length, 300)));
        return text.Contains("api-key", StringComparison.OrdinalIgnoreCase) ? "" : ": " + Text.CleanText.OneLine(text);
    }

    private static string Reason(Exception ex) => ex.InnerException?.Message ?? ex.Message;

    [System.Text.RegularExpressions.GeneratedRegex("(?<name>api_key|apikey|token)=[^&]*", System.Text.RegularExpressions.RegexOptions.IgnoreCase | System.Text.RegularExpressions.RegexOptions.ExplicitCapture)]
    private static partial System.Text.RegularExpressions.Regex SecretParameter();

    private static partial class Log
    {
        [LoggerMessage(EventId = 1, Level = LogLevel.Information, Message = "{Reason}; trying again in {Wait}.")]
        public static partial void Retry(ILogger logger, string reason, TimeSpan wait);
    }
}

/// <summary>Pages that an anti-bot shield answers in place of content.</summary>
internal static class BlockPage
{
    /// <summary>FDA's shield: a redirect to <c>/apology_objects/…</c>, which itself answers 404.</summary>
    public static bool Is(Uri address) => address.AbsolutePath.StartsWith("/apology_objects/", StringComparison.OrdinalIgnoreCase);
}
