using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Extensions.Options;
using Monitor.Delivery;

namespace Monitor.Admin.Pages;

/// <summary>Whether a form was sent from a page of ours.</summary>
internal static class FormOrigin
{
    /// <summary>
    /// Browsers say where a form came from; one of another site is refused. What says nothing is no browser. A proxy may ask
    /// under a name of its own: the address that readers use is ours too.
    /// </summary>
    public static bool IsHere(HttpRequest request)
    {
        if (request.Headers["Sec-Fetch-Site"].ToString() is { Length: > 0 } site && site is not ("same-origin" or "none")) return false;
        if (request.Headers.Origin.ToString() is not { Length: > 0 } origin) return true;
        if (!Uri.TryCreate(origin, UriKind.Absolute, out var uri)) return false;
        return uri.Authority.Equals(request.Host.Value, StringComparison.OrdinalIgnoreCase) || IsOrigin(uri, request.HttpContext.RequestServices.GetRequiredService<IOptions<DeliveryOptions>>().Value.PublicUrl);
    }

    private static bool IsOrigin(Uri uri, Uri site) => uri.Scheme == site.Scheme && uri.Port == site.Port && uri.IdnHost.Equals(site.IdnHost, StringComparison.OrdinalIgnoreCase);

    public static Task<IResult> RefusedAsync(PageHtml html) =>
        html.ProblemAsync(StatusCodes.Status403Forbidden, "Refused", "This form was sent from another site.");
}

/// <summary>After a form: the browser fetches the page anew, so that a reload sends nothing again.</summary>
internal sealed class SeeOther(string address) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
        httpContext.Response.Headers.Location = new Uri(new Uri("http://here/"), address).PathAndQuery;
        httpContext.Response.Headers.CacheControl = "no-store";
        return Task.CompletedTask;
    }
}

/// <summary>How much a form may hold.</summary>
internal sealed class RequestLimit(long bytes) : IRequestSizeLimitMetadata
{
    public long? MaxRequestBodySize => bytes;
}
