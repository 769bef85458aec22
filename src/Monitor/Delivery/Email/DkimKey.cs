using System.Globalization;
using System.Text.RegularExpressions;
using MimeKit.Cryptography;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.OpenSsl;
using Org.BouncyCastle.Security;

namespace Monitor.Delivery.Email;

/// <summary>The private key that signs mails, and by which algorithm. No text that comes from here repeats what the file holds.</summary>
internal sealed partial record DkimKey(AsymmetricKeyParameter Private, DkimSignatureAlgorithm Algorithm)
{
    /// <summary>Verifiers take no signature by a shorter one (RFC 8301).</summary>
    private const int ShortestRsa = 1024;

    /// <summary>What is wrong with the file; null = nothing.</summary>
    public static string? Problem(string file)
    {
        try
        {
            Read(file);
            return null;
        }
        catch (FormatException ex)
        {
            return ex.Message;
        }
    }

    /// <summary>Whether it can be the name of a domain or of a key in the DNS.</summary>
    public static bool IsDnsName(string name)
    {
        try
        {
            return DnsName().IsMatch(new IdnMapping().GetAscii(name));
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    /// <exception cref="FormatException">It holds no key that can sign mails.</exception>
    public static DkimKey Read(string file) => Parsed(file) switch
    {
        RsaPrivateCrtKeyParameters { Modulus.BitLength: < ShortestRsa and var bits } =>
            throw new FormatException($"{file}: an RSA key of {bits} bits is too short to sign mails: make one of 2048"),
        RsaPrivateCrtKeyParameters rsa => new DkimKey(rsa, DkimSignatureAlgorithm.RsaSha256),
        Ed25519PrivateKeyParameters ed25519 => new DkimKey(ed25519, DkimSignatureAlgorithm.Ed25519Sha256),
        _ => throw new FormatException($"{file}: no private key in PEM, RSA or Ed25519, that is not encrypted"),
    };

    private static AsymmetricKeyParameter? Parsed(string file)
    {
        try
        {
            using var reader = new PemReader(new StreamReader(file));
            return reader.ReadObject() switch
            {
                AsymmetricCipherKeyPair pair => pair.Private,
                AsymmetricKeyParameter key => key,
                _ => null,
            };
        }
        catch (UnauthorizedAccessException ex)
        {
            throw new FormatException($"{file} cannot be read", ex);
        }
        catch (Exception ex) when (ex is IOException or GeneralSecurityException or CryptoException or FormatException or ArgumentException
            or InvalidOperationException or InvalidCastException)
        {
            return null;
        }
    }

    [GeneratedRegex(@"^(?=.{1,253}$)(?!\.)((^|\.)[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?)+$",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex DnsName();
}
