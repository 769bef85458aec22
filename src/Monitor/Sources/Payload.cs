using System.Security.Cryptography;

namespace Monitor.Sources;

/// <summary>What an upstream gave with an answer to ask later whether it changed, verbatim.</summary>
internal sealed record Validators(string? ETag, string? LastModified);

/// <summary>An answer as received, addressed by its content.</summary>
/// <param name="Hash">SHA-256 of <paramref name="Content"/>, hex in lower case.</param>
/// <param name="Address">What was asked, without keys.</param>
/// <param name="ContentType">As the upstream declared it.</param>
/// <param name="Content">The body after decompression.</param>
internal sealed record Payload(string Hash, string Address, string? ContentType, byte[] Content)
{
    /// <summary>For the next conditional request; null when the upstream gave none.</summary>
    public Validators? Validators { get; init; }

    /// <summary>The upstream said 304: the content is what it was at the last request, and is not repeated here.</summary>
    public bool NotModified { get; init; }

    /// <summary>Where the upstream says that the next page is, as it wrote it; null = nowhere. See <see cref="NextLink"/>.</summary>
    public string? Next { get; init; }

    public static Payload Of(string address, string? contentType, byte[] content) =>
        new(Convert.ToHexStringLower(SHA256.HashData(content)), address, contentType, content);
}
