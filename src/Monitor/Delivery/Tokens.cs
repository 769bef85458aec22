using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Monitor.Store.Sql;

namespace Monitor.Delivery;

/// <summary>
/// Links that act on behalf of a reader without a password: what they stand for, signed with a key that only this store has.
/// Ask for the signer before a write transaction, not within: the key is made at first use.
/// </summary>
internal sealed class Tokens(SecretTable secrets)
{
    private const int KeyLength = 32;

    /// <exception cref="Store.StoreException">The store cannot be used.</exception>
    public async Task<TokenSigner> SignerAsync(CancellationToken ct) =>
        new(await secrets.GetAsync("links", RandomNumberGenerator.GetBytes(KeyLength), ct));
}

/// <summary>Makes and reads tokens. Pure.</summary>
internal sealed class TokenSigner(byte[] key)
{
    /// <summary>Bytes of the signature that a token carries: 128 bits cannot be guessed, and keep links short.</summary>
    private const int MacLength = 16;
    private const int LongestToken = 512;

    /// <summary>A token of letters, digits, <c>-</c>, <c>_</c> and one full stop.</summary>
    /// <param name="purpose">What it allows; a token of another purpose does not read.</param>
    /// <param name="payload">What it stands for. It can be read by whoever holds the token.</param>
    /// <param name="expires">When it is over; null = never.</param>
    public string Make(string purpose, string payload, DateTimeOffset? expires = null)
    {
        var body = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{expires?.ToUnixTimeSeconds()}|{payload}"));
        return $"{Base64Url.EncodeToString(body)}.{Base64Url.EncodeToString(Mac(purpose, body))}";
    }

    /// <summary>What the token stands for; null when it was not made here, for another purpose, or is over.</summary>
    public string? Read(string purpose, string? token, DateTimeOffset now)
    {
        if (token is not { Length: > 0 and <= LongestToken } || token.Split('.') is not [var first, var second]) return null;
        if (Bytes(first) is not { } body || Bytes(second) is not { } mac) return null;
        // One text per token: base64 has bits to spare that would make another one of it.
        if (Base64Url.EncodeToString(body) != first || Base64Url.EncodeToString(mac) != second) return null;
        if (!CryptographicOperations.FixedTimeEquals(mac, Mac(purpose, body))) return null;
        var text = Encoding.UTF8.GetString(body);
        var bar = text.IndexOf('|', StringComparison.Ordinal);
        var expires = text[..bar];
        return expires.Length > 0 && long.Parse(expires, CultureInfo.InvariantCulture) <= now.ToUnixTimeSeconds() ? null : text[(bar + 1)..];
    }

    private byte[] Mac(string purpose, byte[] body) => HMACSHA256.HashData(key, (byte[])[.. Encoding.UTF8.GetBytes(purpose), 0, .. body])[..MacLength];

    private static byte[]? Bytes(string text)
    {
        var bytes = new byte[Base64Url.GetMaxDecodedLength(text.Length)];
        return Base64Url.IsValid(text) && Base64Url.TryDecodeFromChars(text, bytes, out var written) ? bytes[..written] : null;
    }
}
