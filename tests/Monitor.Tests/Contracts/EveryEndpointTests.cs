using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Monitor.Admin.Pages;
using Monitor.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Contracts;

/// <summary>What holds for every route, also for one that is added later.</summary>
[OnEveryStore]
public sealed class EveryEndpointTests
{
    /// <summary>Routes that are no part of the described surface, with the reason.</summary>
    private static readonly Dictionary<string, string> NotDescribed = new(StringComparer.Ordinal)
    {
        ["/openapi/{documentName}.json"] = "the description itself",
    };

    [Fact]
    public async Task Has_a_unique_name_and_a_summary_and_stands_in_the_description()
    {
        await using var app = await MonitorApp.StartAsync(new Uri("http://127.0.0.1:9/"));
        var described = (await app.JsonAsync("/openapi/v1.json"))["paths"]!.AsObject();
        var endpoints = app.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().ToList();
        var names = new List<string>();
        var methods = 0;
        foreach (var endpoint in endpoints)
        {
            var pattern = "/" + endpoint.RoutePattern.RawText!.Trim('/'); // non-null: mapped by text
            if (NotDescribed.ContainsKey(pattern) || endpoint.Metadata.GetMetadata<PageRoute>() is not null) continue;
            names.Add(endpoint.Metadata.GetMetadata<IEndpointNameMetadata>()?.EndpointName ?? "");
            names[^1].ShouldNotBeEmpty(pattern);
            (endpoint.Metadata.GetMetadata<IEndpointSummaryMetadata>()?.Summary ?? "").ShouldNotBeEmpty(pattern);
            var path = pattern.Replace("**", "", StringComparison.Ordinal);
            foreach (var method in endpoint.Metadata.GetRequiredMetadata<HttpMethodMetadata>().HttpMethods)
            {
                methods++;
                ((string?)described[path]?[method.ToLowerInvariant()]?["operationId"]).ShouldBe(names[^1], $"{method} {path}");
            }
        }

        names.Distinct(StringComparer.Ordinal).Count().ShouldBe(names.Count);
        described.Sum(path => ((JsonObject)path.Value!).Count).ShouldBe(methods, "the description names nothing that is not there");
        methods.ShouldBeGreaterThan(12);
    }
}
