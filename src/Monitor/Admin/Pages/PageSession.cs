using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;
using Monitor.Delivery;
using Monitor.Store;
using Monitor.Store.Sql;

namespace Monitor.Admin.Pages;

/// <summary>
/// What a browser holds in place of the admin token, which it cannot send as a header: a signed time of expiry in a cookie that
/// no script reads and no other site makes it send. Signed with a key made from the token, so that another token ends all sessions.
/// It also holds the epoch that the store had when it began: whoever signs out begins another one, which ends all sessions, on
/// every node. There is one token, so there is nobody else whose sessions these could be.
/// </summary>
internal sealed class PageSession(IOptions<AdminOptions> options, IOptions<DeliveryOptions> delivery, SecretTable secrets, TimeProvider time)
{
    /// <summary>Name of the cookie.</summary>
    public const string Cookie = "monitor_session";

    /// <summary>Name of the epoch in the store.</summary>
    private const string Epoch = "sessions";

    private const int ExpiryBytes = 8, NonceBytes = 16, EpochBytes = 16, ContentBytes = ExpiryBytes + NonceBytes + EpochBytes, SignatureBytes = 32;

    private static readonly TimeSpan Length = TimeSpan.FromHours(12);

    private readonly string? _token = Read(options.Value);

    /// <summary>Whether pages want a login at all.</summary>
    public bool IsWanted => _token is not null;

    /// <summary>Whether it is the admin token; compares in constant time.</summary>
    public bool IsToken(string given) => _token is not null && CryptographicOperations.FixedTimeEquals(Hash(given.Trim()), Hash(_token));

    /// <summary>Whether the browser holds a session of ours that is not over. The store is asked only about one that we signed.</summary>
    /// <exception cref="StoreException">The store cannot say whether it was ended.</exception>
    public async Task<bool> HoldsAsync(HttpContext context)
    {
        if (_token is null || context.Request.Cookies[Cookie] is not { Length: > 0 and < 200 } cookie || Signed(cookie) is not { } content) return false;
        var epoch = await EpochAsync(context.RequestAborted);
        return CryptographicOperations.FixedTimeEquals(content.AsSpan(ExpiryBytes + NonceBytes), epoch);
    }

    /// <summary>Gives the browser a session.</summary>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public async Task BeginAsync(HttpContext context)
    {
        var content = new byte[ContentBytes];
        BinaryPrimitives.WriteInt64BigEndian(content, (time.GetUtcNow() + Length).ToUnixTimeSeconds());
        RandomNumberGenerator.Fill(content.AsSpan(ExpiryBytes, NonceBytes));
        (await EpochAsync(context.RequestAborted)).CopyTo(content, ExpiryBytes + NonceBytes);
        context.Response.Cookies.Append(Cookie, WebEncoders.Base64UrlEncode([.. content, .. Sign(content)]), Options(context, Length));
    }

    /// <summary>Ends all sessions, if the browser holds one.</summary>
    /// <exception cref="StoreException">The store cannot be written: they go on.</exception>
    public async Task EndAsync(HttpContext context)
    {
        if (await HoldsAsync(context)) await secrets.ReplaceAsync(Epoch, RandomNumberGenerator.GetBytes(EpochBytes), CancellationToken.None);
        context.Response.Cookies.Delete(Cookie, Options(context, null));
    }

    /// <summary>
    /// A session stands for its token where something is read: exports and feeds linked from a page then work as for a script.
    /// It never stands for it where something is done; the forms of the pages ask for the session itself.
    /// </summary>
    public static async Task CarryAsync(HttpContext context, RequestDelegate next)
    {
        var (request, session) = (context.Request, context.RequestServices.GetRequiredService<PageSession>());
        // Health needs no login, and must be told when the store is gone.
        var reads = HttpMethods.IsGet(request.Method) && request.Headers.Authorization.Count == 0
            && !request.Path.StartsWithSegments("/health", StringComparison.OrdinalIgnoreCase);
        if (reads && await session.HoldsAsync(context)) request.Headers.Authorization = "Bearer " + session._token;
        await next(context);
    }

    private Task<byte[]> EpochAsync(CancellationToken ct) => secrets.GetAsync(Epoch, RandomNumberGenerator.GetBytes(EpochBytes), ct);

    /// <summary>What the cookie holds, if we signed it and its time is not over.</summary>
    private byte[]? Signed(string cookie)
    {
        byte[] bytes;
        try
        {
            bytes = WebEncoders.Base64UrlDecode(cookie);
        }
        catch (FormatException)
        {
            return null;
        }

        if (bytes.Length != ContentBytes + SignatureBytes) return null;
        var content = bytes[..ContentBytes];
        return CryptographicOperations.FixedTimeEquals(Sign(content), bytes.AsSpan(content.Length))
            && BinaryPrimitives.ReadInt64BigEndian(content) > time.GetUtcNow().ToUnixTimeSeconds() ? content : null;
    }

    private byte[] Sign(byte[] content) =>
        HMACSHA256.HashData(HMACSHA256.HashData(Hash(_token!), "session of the pages, 1"u8), content); // non-null: asked by every caller

    /// <summary>A proxy that speaks TLS with the reader speaks plain HTTP with us: what the reader sees is the public address.</summary>
    private CookieOptions Options(HttpContext context, TimeSpan? length)
    {
        var site = delivery.Value.PublicUrl;
        return new CookieOptions
        {
            HttpOnly = true, SameSite = SameSiteMode.Strict, IsEssential = true, MaxAge = length,
            Secure = context.Request.IsHttps || site.Scheme == Uri.UriSchemeHttps,
            Path = PublicPath.Of(site) is { Length: > 0 } path ? path : "/",
        };
    }

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));

    private static string? Read(AdminOptions options)
    {
        var token = options.TokenFile is { Length: > 0 } file ? File.ReadAllText(file).Trim() : options.Token;
        return string.IsNullOrEmpty(token) ? null : token;
    }
}
