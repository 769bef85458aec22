using System.Text.Json.Nodes;
using Monitor.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Contracts;

/// <summary>The description tells all that a caller meets.</summary>
[OnOneStore("the subject is the document")]
public sealed class OpenApiTests
{
    [Fact]
    public async Task Every_route_parameter_answer_and_refusal_is_described()
    {
        await using var app = await MonitorApp.StartAsync(new Uri("http://127.0.0.1:9/"));
        var document = await app.JsonAsync("/openapi/v1.json");
        var missing = new List<string>();
        foreach (var (path, methods) in document["paths"]!.AsObject())
        {
            foreach (var (method, node) in methods!.AsObject()) missing.AddRange(Missing(path, method, node!));
        }

        missing.ShouldBeEmpty();
        document["paths"]!.AsObject().Count.ShouldBeGreaterThan(18);
        document["components"]!["securitySchemes"]!["token"]!["scheme"]!.GetValue<string>().ShouldBe("bearer");
    }

    [Fact]
    public async Task What_is_described_is_what_is_answered()
    {
        await using var app = await MonitorApp.StartAsync(new Uri("http://127.0.0.1:9/"));
        var document = await app.JsonAsync("/openapi/v1.json");
        foreach (var path in new[] { "/api/hits", "/api/polls", "/api/coverage", "/api/sources", "/api/watches", "/api/quarantine" })
        {
            var schema = document["paths"]![path]!["get"]!["responses"]!["200"]!["content"]!["application/json"]!["schema"]!;
            var name = ((string)schema["$ref"]!).Split('/')[^1];
            var described = document["components"]!["schemas"]![name]!["properties"]!.AsObject().Select(p => p.Key);
            (await app.JsonAsync(path)).AsObject().Select(p => p.Key).Except(path == "/api/sources" ? ["heartbeat"] : []).ShouldBe(described, ignoreOrder: true, path);
        }
    }

    private static IEnumerable<string> Missing(string path, string method, JsonNode operation)
    {
        var here = $"{method} {path}";
        if (string.IsNullOrEmpty((string?)operation["summary"])) yield return $"{here}: summary";
        foreach (var parameter in operation["parameters"]?.AsArray() ?? [])
        {
            if (string.IsNullOrEmpty((string?)parameter!["description"])) yield return $"{here}: parameter {parameter["name"]}";
        }

        var responses = operation["responses"]!.AsObject();
        foreach (var (status, response) in responses)
        {
            if (string.IsNullOrEmpty((string?)response!["description"]) || (string?)response["description"] == status) yield return $"{here}: {status} is not described";
            if (status[0] is '4' or '5' && response["content"]?["application/problem+json"]?["schema"] is null) yield return $"{here}: {status} is no problem";
        }

        var wanted = new List<string> { "200" };
        if (path.StartsWith("/api", StringComparison.Ordinal) || path.StartsWith("/feeds", StringComparison.Ordinal)) wanted.AddRange(["401", "429"]);
        if (path.StartsWith("/feeds", StringComparison.Ordinal)) wanted.Add("304");
        if (path.Contains('{', StringComparison.Ordinal)) wanted.Add("404");
        if (operation["requestBody"] is not null) wanted.AddRange(["400", "413"]);
        foreach (var status in wanted.Where(s => !responses.ContainsKey(s))) yield return $"{here}: {status}";
        if (path.StartsWith("/api", StringComparison.Ordinal) && operation["security"] is null) yield return $"{here}: security";
    }
}
