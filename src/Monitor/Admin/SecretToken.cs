using System.Security.Cryptography;
using System.Text;

namespace Monitor.Admin;

/// <summary>A configured token, kept as its hash: compared in constant time, and never to be printed.</summary>
internal sealed class SecretToken
{
    private readonly byte[] _hash;

    private SecretToken(string token) => _hash = Hash(token);

    /// <summary>From the file where one is named, else from the value; null = none configured.</summary>
    public static SecretToken? Read(string? value, string? file)
    {
        var token = file is { Length: > 0 } ? File.ReadAllText(file).Trim() : value;
        return string.IsNullOrEmpty(token) ? null : new SecretToken(token);
    }

    public bool Is(string given) => CryptographicOperations.FixedTimeEquals(Hash(given), _hash);

    private static byte[] Hash(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}
