using System.Reflection;
using System.Security.Cryptography;
using Microsoft.Net.Http.Headers;

namespace Monitor.Admin.Pages;

/// <summary>The one style sheet, served from our own origin under a name that changes with its content.</summary>
internal static class SiteCss
{
    private static readonly byte[] Content = Read();

    private static readonly string Hash = Convert.ToHexStringLower(SHA256.HashData(Content))[..16];

    /// <summary>Its address in the pages.</summary>
    public static string Address { get; } = $"/site.css?v={Hash}";

    public static IResult Get(HttpContext context)
    {
        context.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        context.Response.Headers.XContentTypeOptions = "nosniff";
        return Results.Bytes(Content, "text/css; charset=utf-8", entityTag: new EntityTagHeaderValue($"\"{Hash}\""));
    }

    private static byte[] Read()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("Monitor.Admin.Pages.site.css")!; // non-null: embedded by the project
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}
