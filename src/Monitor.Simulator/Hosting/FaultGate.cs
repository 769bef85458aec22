using System.Text.Json.Nodes;
using Monitor.Simulator.Crossref;
using Monitor.Simulator.Generation;
using Monitor.Simulator.OpenFda;
using Monitor.Simulator.PubMed;

namespace Monitor.Simulator.Hosting;

/// <summary>Answers in place of an upstream that is out of order at this instant.</summary>
internal static class FaultGate
{
    private const string Backend = "Search Backend failed: Database is not supported: pubmed";

    /// <summary>The false answer, or null when the request may pass.</summary>
    public static async Task<IResult?> AnswerAsync(World world, DateTimeOffset now, HttpRequest request)
    {
        var path = request.Path.Value ?? "";
        if (path.StartsWith("/entrez/", StringComparison.Ordinal)) return Eutils(world, now, request, await Parameters.ReadAsync(request));
        if (path.StartsWith("/api/v2/", StringComparison.Ordinal)) return Registry(world, now, request);
        if (path.StartsWith("/crossref/", StringComparison.Ordinal)) return Crossref(world, now, request);
        if (path.StartsWith("/europepmc/", StringComparison.Ordinal)) return EuropePmc(world, now);
        if (path.EndsWith("/event.json", StringComparison.Ordinal) && world.Struck(Faults.OpenFdaEventsError, now))
            return OpenFdaEndpoints.Error(500, "SERVER_ERROR", "Check your request and try again");
        return path.EndsWith("/enforcement.json", StringComparison.Ordinal) ? OpenFda(world, now) : null;
    }

    /// <summary>Whether answers to this path break off.</summary>
    public static bool Tears(World world, DateTimeOffset now, string path) =>
        (path.StartsWith("/entrez/", StringComparison.Ordinal) && world.Struck(Faults.EutilsTruncated, now))
        || (path.StartsWith("/api/v2/", StringComparison.Ordinal) && world.Struck(Faults.CtgovTruncated, now))
        || (path.StartsWith("/crossref/", StringComparison.Ordinal) && world.Struck(Faults.CrossrefTruncated, now))
        || (path.StartsWith("/europepmc/", StringComparison.Ordinal) && world.Struck(Faults.EpmcTruncated, now));

    private static IResult? Crossref(World world, DateTimeOffset now, HttpRequest request)
    {
        if (world.Struck(Faults.CrossrefTimeout, now)) return Replies.Text("<html><head><title>504 Gateway Time-out</title></head><body></body></html>\n", "text/html", 504);
        if (world.Struck(Faults.CrossrefHtml, now)) return Replies.Text("<!DOCTYPE html>\n<html><head><title>Crossref</title></head><body>Scheduled maintenance.</body></html>\n", "text/html");
        if (world.Struck(Faults.CrossrefRefusal, now)) return WorksEndpoints.Refused("parameter-not-allowed", "cursor", "This route does not support cursor");
        if (!world.Struck(Faults.CrossrefThrottle, now)) return null;
        request.HttpContext.Response.Headers.RetryAfter = "5";
        return Replies.Plain("Rate limit exceeded", 429);
    }

    private static IResult? Registry(World world, DateTimeOffset now, HttpRequest request)
    {
        if (world.Struck(Faults.CtgovError, now)) return Replies.Plain("Internal Server Error", 500);
        if (world.Struck(Faults.CtgovHtml, now)) return Replies.Text("<!DOCTYPE html>\n<html><head><title>ClinicalTrials.gov</title></head><body>We will be back.</body></html>\n", "text/html");
        if (world.Struck(Faults.CtgovRefusal, now)) return Replies.Plain("Error parsing query in `query.term`: no viable alternative at input ')'", 400);
        if (!world.Struck(Faults.CtgovThrottle, now)) return null;
        request.HttpContext.Response.Headers.RetryAfter = "5";
        return Replies.Plain("Too Many Requests", 429);
    }

    private static IResult? EuropePmc(World world, DateTimeOffset now)
    {
        if (world.Struck(Faults.EpmcDown, now)) return Replies.Plain("Service temporarily unavailable due to maintenance", 503);
        if (world.Struck(Faults.EpmcHtml, now)) return Replies.Text("<!DOCTYPE html>\n<html><head><title>Europe PMC</title></head><body>We are upgrading.</body></html>\n", "text/html");
        if (world.Struck(Faults.EpmcError, now)) return Replies.Text("""{"errCode":404,"errMsg":"The request could not be served"}""", "application/json");
        return world.Struck(Faults.EpmcBare, now) && Bare(world, now) ? Replies.Text("""{"version":"6.9"}""", "application/json") : null;
    }

    /// <summary>One second in two.</summary>
    private static bool Bare(World world, DateTimeOffset now) => Rng.Hash(world.Options.Seed, "bare" + now.ToUnixTimeSeconds()) % 2 == 0;

    private static IResult? OpenFda(World world, DateTimeOffset now)
    {
        if (world.Struck(Faults.OpenFdaThrottle, now))
            return OpenFdaEndpoints.Error(429, "OVER_RATE_LIMIT", "You have exceeded your rate limit. Try again later or contact us at https://open.fda.gov/apis/ for assistance");
        return world.Struck(Faults.OpenFdaError, now) ? OpenFdaEndpoints.Error(500, "SERVER_ERROR", "Check your request and try again") : null;
    }

    private static IResult? Eutils(World world, DateTimeOffset now, HttpRequest request, Parameters parameters)
    {
        if (world.Struck(Faults.Throttle, now) && Throttled(world, now))
        {
            request.HttpContext.Response.Headers.RetryAfter = "2";
            return Replies.Text("""{"error":"API rate limit exceeded","api-key":"127.0.0.1","count":"4","limit":"3"}""", "application/json", 429);
        }

        if (world.Struck(Faults.Html200, now))
            return Replies.Text("<!DOCTYPE html>\n<html><head><title>NCBI - Maintenance</title></head><body><p>This service is being maintained.</p></body></html>\n", "text/html");
        if (world.Struck(Faults.EutilsDown, now))
            return Replies.Text("<html><head><title>WWW Error 500 Diagnostic</title></head><body><h1>Server Error</h1></body></html>\n", "text/html", 500);
        if (world.Struck(Faults.EutilsBadKey, now))
        {
            var key = new JsonObject { ["error"] = "API key invalid", ["api-key"] = request.Headers["api-key"].ToString(), ["type"] = "invalid", ["status"] = "unknown" };
            return Replies.Text(key.ToJsonString(), "application/json", 400);
        }

        if (world.Struck(Faults.OneSearchFails, now) && parameters["term"]?.Contains("alopecia", StringComparison.OrdinalIgnoreCase) == true)
            return Replies.Text("<html><head><title>WWW Error 500 Diagnostic</title></head><body><h1>Server Error</h1></body></html>\n", "text/html", 500);
        if (!world.Struck(Faults.EutilsError, now)) return null;
        if (parameters["retmode"] == "json") return Replies.Text(SearchAnswer.ErrorJson(Backend), "application/json");
        return request.Path.Value!.EndsWith("efetch.fcgi", StringComparison.Ordinal) // non-null: the caller matched its beginning
            ? Replies.Text($"<?xml version=\"1.0\" encoding=\"UTF-8\" ?>\n<eFetchResult><ERROR>{Backend}</ERROR></eFetchResult>\n", "text/xml")
            : Replies.Text(SearchAnswer.ErrorXml(Backend), "text/xml");
    }

    /// <summary>One second in three: by the clock, so that the world stays a function of time.</summary>
    public static bool Throttled(World world, DateTimeOffset now) =>
        Rng.Hash(world.Options.Seed, "throttle" + now.ToUnixTimeSeconds()) % 3 == 0;
}
