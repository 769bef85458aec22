using System.Security.Cryptography;

namespace Monitor.Sources;

/// <summary>An answer as received, addressed by its content.</summary>
/// <param name="Hash">SHA-256 of <paramref name="Content"/>, hex in lower case.</param>
/// <param name="Address">What was asked, without keys.</param>
/// <param name="ContentType">As the upstream declared it.</param>
/// <param name="Content">The body after decompression.</param>
internal sealed record Payload(string Hash, string Address, string? ContentType, byte[] Content)
{
    public static Payload Of(string address, string? contentType, byte[] content) =>
        new(Convert.ToHexStringLower(SHA256.HashData(content)), address, contentType, content);
}
