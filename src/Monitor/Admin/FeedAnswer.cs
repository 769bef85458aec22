using System.Globalization;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;
using Monitor.Delivery.Feeds;

namespace Monitor.Admin;

/// <summary>A feed, or the word that the reader's copy is still good.</summary>
/// <param name="Copy">What to send.</param>
/// <param name="Type">Media type.</param>
/// <param name="Private">Asked for with a token: no cache on the way may keep it.</param>
internal sealed record FeedAnswer(FeedCopy Copy, string Type, bool Private) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var (request, response) = (httpContext.Request.Headers, httpContext.Response);
        response.Headers.ETag = Copy.Tag;
        response.Headers.CacheControl = Private ? "private, no-cache" : "no-cache";
        var now = httpContext.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow();
        // HTTP's dates have no fractions: within a second something else may come that this date would hide.
        var modified = Copy.Modified is { } at && now - at >= TimeSpan.FromSeconds(2) ? at : (DateTimeOffset?)null;
        if (modified is { } known) response.Headers.LastModified = known.ToString("r", CultureInfo.InvariantCulture);
        if (IsKnown(request, modified))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        response.ContentType = $"{Type}; charset=utf-8";
        response.ContentLength = Copy.Content.Length;
        await response.Body.WriteAsync(Copy.Content, httpContext.RequestAborted);
    }

    /// <summary>RFC 9110 §13.2.2: a tag decides alone, a date only where there is no tag.</summary>
    private bool IsKnown(IHeaderDictionary request, DateTimeOffset? modified)
    {
        if (!StringValues.IsNullOrEmpty(request.IfNoneMatch))
        {
            return EntityTagHeaderValue.TryParseList(request.IfNoneMatch, out var tags)
                && tags.Any(t => t.Tag == "*" || t.Tag == Copy.Tag);
        }

        return modified is { } at && HeaderUtilities.TryParseDate(request.IfModifiedSince.ToString(), out var since)
            && since.ToUnixTimeSeconds() >= at.ToUnixTimeSeconds();
    }
}
