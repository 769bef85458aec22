using Microsoft.Extensions.Options;

namespace Monitor.Admin;

/// <summary>What a caller's credentials are worth.</summary>
internal enum Pass
{
    Allowed,

    /// <summary>None were given, or the caller is not on this machine.</summary>
    Missing,

    /// <summary>Some were given, and they are wrong: a slip, or a guess.</summary>
    Wrong,
}

/// <summary>The token rule: with a token configured every route of the API wants it; without one only this machine is served.</summary>
internal sealed class AdminToken(IOptions<AdminOptions> options, LoopbackTrust trust)
{
    private readonly SecretToken? _expected = SecretToken.Read(options.Value.Token, options.Value.TokenFile);

    public bool IsSet => _expected is not null;

    /// <summary>Whether the request may pass; compares in constant time.</summary>
    public Pass Check(HttpContext context)
    {
        if (_expected is null) return trust.Holds(context) ? Pass.Allowed : Pass.Missing;
        var header = context.Request.Headers.Authorization.ToString();
        if (header.Length == 0) return Pass.Missing;
        return Bearer(header) is { } given && _expected.Is(given) ? Pass.Allowed : Pass.Wrong;
    }

    /// <summary>The token of a header <c>Bearer TOKEN</c>; null when it is no such header.</summary>
    internal static string? Bearer(string header) => header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) ? header["Bearer ".Length..].Trim() : null;
}
