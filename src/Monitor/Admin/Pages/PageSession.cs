using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;

namespace Monitor.Admin.Pages;

/// <summary>
/// What a browser holds in place of the admin token, which it cannot send as a header: a signed time of expiry in a cookie that
/// no script reads and no other site makes it send. Signed with a key made from the token, so that another token ends all sessions.
/// </summary>
internal sealed class PageSession(IOptions<AdminOptions> options, TimeProvider time)
{
    /// <summary>Name of the cookie.</summary>
    public const string Cookie = "monitor_session";

    private const int ExpiryBytes = 8, NonceBytes = 16, SignatureBytes = 32;

    private static readonly TimeSpan Length = TimeSpan.FromHours(12);

    private readonly string? _token = Read(options.Value);

    /// <summary>Whether pages want a login at all.</summary>
    public bool IsWanted => _token is not null;

    /// <summary>Whether it is the admin token; compares in constant time.</summary>
    public bool IsToken(string given) => _token is not null && CryptographicOperations.FixedTimeEquals(Hash(given.Trim()), Hash(_token));

    /// <summary>Whether the browser holds a session of ours that has not expired.</summary>
    public bool Holds(HttpContext context) => _token is not null && context.Request.Cookies[Cookie] is { Length: > 0 and < 200 } cookie && Holds(cookie);

    /// <summary>Gives the browser a session.</summary>
    public void Begin(HttpContext context)
    {
        var content = new byte[ExpiryBytes + NonceBytes];
        BinaryPrimitives.WriteInt64BigEndian(content, (time.GetUtcNow() + Length).ToUnixTimeSeconds());
        RandomNumberGenerator.Fill(content.AsSpan(ExpiryBytes));
        context.Response.Cookies.Append(Cookie, WebEncoders.Base64UrlEncode([.. content, .. Sign(content)]), Options(context, Length));
    }

    public static void End(HttpContext context) => context.Response.Cookies.Delete(Cookie, Options(context, null));

    /// <summary>
    /// A session stands for its token where something is read: exports and feeds linked from a page then work as for a script.
    /// It never stands for it where something is done; the forms of the pages ask for the session itself.
    /// </summary>
    public static Task CarryAsync(HttpContext context, RequestDelegate next)
    {
        var request = context.Request;
        if ((HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method)) && request.Headers.Authorization.Count == 0
            && context.RequestServices.GetRequiredService<PageSession>() is var session && session.Holds(context))
        {
            request.Headers.Authorization = "Bearer " + session._token;
        }

        return next(context);
    }

    private bool Holds(string cookie)
    {
        byte[] bytes;
        try
        {
            bytes = WebEncoders.Base64UrlDecode(cookie);
        }
        catch (FormatException)
        {
            return false;
        }

        if (bytes.Length != ExpiryBytes + NonceBytes + SignatureBytes) return false;
        var content = bytes[..(ExpiryBytes + NonceBytes)];
        return CryptographicOperations.FixedTimeEquals(Sign(content), bytes.AsSpan(content.Length))
            && BinaryPrimitives.ReadInt64BigEndian(content) > time.GetUtcNow().ToUnixTimeSeconds();
    }

    private byte[] Sign(byte[] content) => HMACSHA256.HashData(HMACSHA256.HashData(Hash(_token!), "session of the pages, 1"u8), content); // non-null: asked by every caller

    private static CookieOptions Options(HttpContext context, TimeSpan? length) =>
        new() { HttpOnly = true, SameSite = SameSiteMode.Strict, Secure = context.Request.IsHttps, Path = "/", MaxAge = length, IsEssential = true };

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));

    private static string? Read(AdminOptions options)
    {
        var token = options.TokenFile is { Length: > 0 } file ? File.ReadAllText(file).Trim() : options.Token;
        return string.IsNullOrEmpty(token) ? null : token;
    }
}
