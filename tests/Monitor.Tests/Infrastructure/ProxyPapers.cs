using Shouldly;

namespace Monitor.Tests.Infrastructure;

/// <summary>
/// What docs/operations.md says to proxies, on other ports and without TLS: the first block of each is for a name of Monitor's
/// own, the second for a path.
/// </summary>
internal static class ProxyPapers
{
    public const int Name = 1, Path = 2;

    public static string Nginx(int which, int port, int upstream)
    {
        var block = Block("nginx", which, upstream);
        block.ShouldContain("listen 443 ssl;");
        var lines = block.Split('\n').Where(l => !l.Contains("ssl_certificate", StringComparison.Ordinal));
        return string.Join('\n', lines).Replace("listen 443 ssl;", $"listen 127.0.0.1:{port};", StringComparison.Ordinal);
    }

    public static string Caddy(int which, int port, int upstream)
    {
        var block = Block("caddy", which, upstream);
        block.ShouldStartWith("monitor.example {");
        return block.Replace("monitor.example {", $"http://monitor.example:{port} {{\n    bind 127.0.0.1", StringComparison.Ordinal);
    }

    private static string Block(string language, int which, int upstream)
    {
        var paper = File.ReadAllText(System.IO.Path.Combine(Shared.Repository, "docs", "operations.md"));
        var block = paper.Split($"```{language}\n")[which].Split("```")[0];
        block.ShouldContain("127.0.0.1:5080");
        return block.Replace("127.0.0.1:5080", $"127.0.0.1:{upstream}", StringComparison.Ordinal);
    }
}
