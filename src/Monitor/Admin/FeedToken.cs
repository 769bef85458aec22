using System.Text;
using Microsoft.Extensions.Options;

namespace Monitor.Admin;

/// <summary>
/// The token rule of the feeds. Feed readers send no headers of their own: the token may stand in the address or be the
/// password of HTTP's own login. Without one configured, feeds are served to this machine only.
/// </summary>
internal sealed class FeedToken(IOptions<AdminOptions> options, LoopbackTrust trust, AdminToken admin)
{
    private readonly SecretToken? _expected = SecretToken.Read(options.Value.FeedToken, options.Value.FeedTokenFile);

    public Pass Check(HttpContext context)
    {
        var header = context.Request.Headers.Authorization.ToString();
        // Who may read all may read the feeds.
        if (admin.IsSet && header.Length > 0 && admin.Check(context) == Pass.Allowed) return Pass.Allowed;
        if (_expected is null) return trust.Holds(context) ? Pass.Allowed : Pass.Missing;
        var given = Given(context, header);
        return given.Length == 0 ? Pass.Missing : Array.Exists(given, _expected.Is) ? Pass.Allowed : Pass.Wrong;
    }

    private static string[] Given(HttpContext context, string header) =>
        [.. new[] { context.Request.Query["token"].ToString(), AdminToken.Bearer(header), Password(header) }.OfType<string>().Where(t => t.Length > 0)];

    /// <summary>The password of a header <c>Basic base64(name:password)</c>.</summary>
    private static string? Password(string header)
    {
        if (!header.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase)) return null;
        var coded = header["Basic ".Length..].Trim();
        var bytes = new byte[coded.Length];
        if (!Convert.TryFromBase64String(coded, bytes, out var length)) return coded;
        var pair = Encoding.UTF8.GetString(bytes, 0, length);
        return pair[(pair.IndexOf(':', StringComparison.Ordinal) + 1)..];
    }
}
