using System.Security.Cryptography;
using System.Text;
using Monitor.Store.Sql;

namespace Monitor.Delivery;

/// <summary>
/// Signs the links in mails. A token is an HMAC over what it stands for: it names nobody, cannot be guessed or made without
/// the store's key, and one for one purpose is none for another.
/// </summary>
internal sealed class LinkKey(SecretTable secrets)
{
    private byte[]? _key;

    /// <param name="purpose">Such as <c>unsubscribe</c>.</param>
    /// <param name="parts">What the link is about; none holds a line break.</param>
    /// <param name="ct">Gives up.</param>
    /// <returns>43 characters that may stand in an address.</returns>
    public async Task<string> TokenAsync(string purpose, IEnumerable<string> parts, CancellationToken ct)
    {
        _key ??= await secrets.GetAsync("links", RandomNumberGenerator.GetBytes(32), ct);
        return System.Buffers.Text.Base64Url.EncodeToString(HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes($"{purpose}\n{string.Join('\n', parts)}")));
    }

    /// <summary>In constant time.</summary>
    public static bool Same(string given, string token) => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), Encoding.UTF8.GetBytes(token));
}
