using System.Net;
using System.Net.Http.Headers;
using System.Reflection;
using System.Text;
using Microsoft.Extensions.Options;

namespace Monitor.Sources;

/// <summary>
/// The one HTTP caller. Spacing per host on injected time, Retry-After, retries, size caps, same-host redirects,
/// block pages; whatever is not a complete answer of the expected kind becomes a <see cref="SourceException"/>.
/// </summary>
internal sealed partial class SourceClient(
    IHttpClientFactory factory, HostPacing pacing, IOptions<HttpOptions> options, TimeProvider time, ILogger<SourceClient> logger)
{
    /// <summary>Name of the configured client: no automatic redirects, and bodies as they come: <see cref="SourceBody"/> unpacks them.</summary>
    public const string HttpClientName = "sources";

    private const int MaxRedirects = 5;

    private static readonly string Version =
        typeof(SourceClient).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "1.0";

    /// <summary><c>Monitor/1.0 (mailto:…)</c>: who asks, and whom to write to.</summary>
    public static string UserAgent(string? contact) => $"Monitor/{Version}" + (string.IsNullOrEmpty(contact) ? "" : $" (mailto:{contact})");

    /// <summary>The whole answer to a request.</summary>
    /// <exception cref="SourceException">No complete answer of an expected kind after all tries.</exception>
    public async Task<Payload> GetAsync(SourceRequest request, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await DiscreetAsync(request, attempt, ct);
            }
            catch (SourceException ex) when (!request.Once && attempt < options.Value.Tries && ex.Failure is SourceFailure.Unreachable or SourceFailure.Throttled)
            {
                // A long Retry-After belongs to the stored back-off of the source, not to this request.
                if (ex.RetryAfter > RetryWait.Longest) throw;
                var wait = RetryWait.Of(attempt, ex.RetryAfter, $"{options.Value.Contact} {request.Address.Host}", time.GetUtcNow());
                Log.Retry(logger, ex.Message, wait);
                await Task.Delay(wait, time, ct);
            }
        }
    }

    /// <summary>Whatever an upstream makes of a key, no failure repeats it: not in its words, not in what caused it.</summary>
    private async Task<Payload> DiscreetAsync(SourceRequest request, int attempt, CancellationToken ct)
    {
        try
        {
            return await FollowAsync(request, attempt, ct);
        }
        catch (SourceException ex) when (request.Secrets.Values.Any(s => s.Length > 0 && ex.ToString().Contains(s, StringComparison.OrdinalIgnoreCase)))
        {
            throw new SourceException(ex.Failure, Redaction.Of(ex.Message, request.Secrets.Values)) { RetryAfter = ex.RetryAfter, Payload = ex.Payload };
        }
    }

    private async Task<Payload> FollowAsync(SourceRequest request, int attempt, CancellationToken ct)
    {
        var address = request.Address;
        for (var hop = 0; hop <= MaxRedirects; hop++)
        {
            await using var turn = await pacing.EnterAsync(address.Host, request.Spacing, ct);
            using var signal = RequestSignal.Begin(request.Form is null ? HttpMethod.Get : HttpMethod.Post, address, attempt);
            try
            {
                var (payload, next) = await OnceAsync(request, address, signal, ct);
                if (payload is not null) return payload;
                address = next!; // non-null: without an answer there is an address
            }
            catch (SourceException ex) when (signal?.Failed(ex) == true)
            {
                throw;
            }
        }

        throw new SourceException(SourceFailure.Malformed, $"{Place(request.Address)}: more than {MaxRedirects} redirects");
    }

    /// <returns>The answer, or where it is to be asked for instead.</returns>
    private async Task<(Payload? Payload, Uri? Next)> OnceAsync(SourceRequest request, Uri address, RequestSignal? signal, CancellationToken ct)
    {
        using var message = Message(request, address);
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(ct);
        timeout.CancelAfter(options.Value.Timeout);
        try
        {
            var http = factory.CreateClient(HttpClientName);
            using var response = await http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, timeout.Token);
            signal?.Answered(response.StatusCode);
            if (Redirect.Next(response, address) is { } next) return (null, next);
            var payload = await ReadAsync(request, address, response, timeout.Token);
            signal?.Read(payload.Content.Length);
            return (payload, null);
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

    private HttpRequestMessage Message(SourceRequest request, Uri address)
    {
        var message = new HttpRequestMessage(request.Form is null ? HttpMethod.Get : HttpMethod.Post, address);
        if (request.Form is not null) message.Content = new FormUrlEncodedContent(request.Form);
        message.Headers.TryAddWithoutValidation("User-Agent", UserAgent(options.Value.Contact));
        message.Headers.TryAddWithoutValidation("Accept-Encoding", SourceBody.Coding);
        if (request.Unless?.ETag is { } tag) message.Headers.TryAddWithoutValidation("If-None-Match", tag);
        if (request.Unless?.LastModified is { } since) message.Headers.TryAddWithoutValidation("If-Modified-Since", since);
        foreach (var (name, value) in request.Secrets) message.Headers.TryAddWithoutValidation(name, value);
        return message;
    }

    private async Task<Payload> ReadAsync(SourceRequest request, Uri address, HttpResponseMessage response, CancellationToken ct)
    {
        var body = await SourceBody.ReadAsync(response.Content, Place(address), options.Value.MaxMegabytes, ct);
        var type = response.Content.Headers.ContentType?.ToString();
        var media = response.Content.Headers.ContentType?.MediaType ?? "";
        // NCBI repeats the key in its errors, and payloads are kept.
        var payload = Payload.Of(Redaction.Of(Shown(address), request.Secrets.Values), type, Redaction.Of(body, request.Secrets.Values));
        var status = (int)response.StatusCode;
        if (BlockPage.Is(address)) throw new SourceException(SourceFailure.Blocked, $"{Place(address)}: block page") { Payload = payload };
        if (status == (int)HttpStatusCode.TooManyRequests || (status == 503 && response.Headers.RetryAfter is not null))
        {
            var wait = RetryAfter(response.Headers.RetryAfter);
            if (wait is { } asked) pacing.HoldUntil(address.Host, time.GetUtcNow() + (asked < RetryWait.LongestOfHost ? asked : RetryWait.LongestOfHost));
            throw new SourceException(SourceFailure.Throttled, $"{Place(address)}: HTTP {status}, too many requests") { RetryAfter = wait, Payload = payload };
        }

        if (status == (int)HttpStatusCode.NotModified && request.Unless is not null) return payload with { NotModified = true, Validators = request.Unless };
        if (status >= 500) throw new SourceException(SourceFailure.Unreachable, $"{Place(address)}: HTTP {status}") { Payload = payload };
        if (BlockPage.Is(response.StatusCode, media)) throw new SourceException(SourceFailure.Blocked, $"{Place(address)}: HTTP {status} with a page for people") { Payload = payload };
        if (status != 200)
        {
            throw new SourceException(SourceFailure.Refused, $"{Place(address)}: HTTP {status}{Excerpt(payload)}") { Payload = payload };
        }

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

    private TimeSpan? RetryAfter(RetryConditionHeaderValue? header) =>
        header?.Delta ?? (header?.Date is { } date ? Future(date - time.GetUtcNow()) : null);

    private static TimeSpan Future(TimeSpan wait) => wait < TimeSpan.Zero ? TimeSpan.Zero : wait;

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
