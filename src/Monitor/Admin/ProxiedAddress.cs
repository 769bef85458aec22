using System.Net;
using Microsoft.AspNetCore.HttpOverrides;

namespace Monitor.Admin;

/// <summary>
/// Whose request a proxy passes on: what <c>X-Forwarded-For</c> says, as far back as proxies of ours wrote it. What others
/// write there counts for nothing.
/// </summary>
internal static class ProxiedAddress
{
    /// <summary>Before all else that looks at the caller. Without a proxy of ours nothing is read: the framework would believe everybody.</summary>
    public static void Use(IApplicationBuilder app, AdminOptions options)
    {
        if (options.TrustedProxies.Count == 0) return;
        var forwarded = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto, ForwardLimit = null };
        forwarded.KnownProxies.Clear();
        forwarded.KnownIPNetworks.Clear();
        foreach (var text in options.TrustedProxies) forwarded.KnownIPNetworks.Add(Read(text) ?? throw new InvalidOperationException($"'{text}' was checked when it was read"));
        app.UseForwardedHeaders(forwarded);
    }

    /// <summary>What is wrong with an entry of the list; null = nothing.</summary>
    public static string? Problem(string text) => Read(text) switch
    {
        null => $"'{text}' is not an address such as 10.0.0.7, nor a network such as 10.0.0.0/24",
        { PrefixLength: 0 } => $"'{text}' is every address: whoever asks could say to be another",
        _ => null,
    };

    private static System.Net.IPNetwork? Read(string text) =>
        IPAddress.TryParse(text, out var address) ? new System.Net.IPNetwork(address, address.GetAddressBytes().Length * 8)
        : System.Net.IPNetwork.TryParse(text, out var network) ? network
        : null;
}
