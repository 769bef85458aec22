using System.Net;

namespace Monitor.Sources;

/// <summary>Pages that an anti-bot shield answers in place of content.</summary>
internal static class BlockPage
{
    /// <summary>FDA's shield: a redirect to <c>/apology_objects/…</c>, which itself answers 404.</summary>
    public static bool Is(Uri address) => address.AbsolutePath.StartsWith("/apology_objects/", StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// A refusal written for people: a shield or a cookie wall stands between us and the upstream, whose own refusals are
    /// JSON, XML or plain text. It concerns every request, not this one.
    /// </summary>
    public static bool Is(HttpStatusCode status, string? mediaType) =>
        status is HttpStatusCode.NonAuthoritativeInformation or HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden
        && string.Equals(mediaType, "text/html", StringComparison.OrdinalIgnoreCase);
}
