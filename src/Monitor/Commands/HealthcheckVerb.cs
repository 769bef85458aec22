using System.CommandLine;

namespace Monitor.Commands;

/// <summary><c>healthcheck</c>: asks a running worker whether it is ready; for container probes.</summary>
internal static class HealthcheckVerb
{
    public static Command Command(CommandLine line)
    {
        var url = new Option<string>("--url") { Description = "Address of the worker", DefaultValueFactory = _ => RunVerb.DefaultUrl };
        var command = new Command("healthcheck", "Ask a running worker whether it is ready") { url };
        command.SetAction(async (result, ct) =>
        {
            if (!Uri.TryCreate(result.GetRequiredValue(url), UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https")) throw new UsageException($"--url: not an http address: {result.GetValue(url)}");
            await using var host = await VerbHost.StartAsync(line, ct, migrate: false);
            using var http = host.Get<IHttpClientFactory>().CreateClient();
            http.Timeout = TimeSpan.FromSeconds(10);
            try
            {
                using var response = await http.GetAsync(new Uri(address, "health/ready"), ct);
                Console.Out.WriteLine(await response.Content.ReadAsStringAsync(ct));
                return response.IsSuccessStatusCode ? 0 : 1;
            }
            catch (Exception ex) when (ex is HttpRequestException or TaskCanceledException && !ct.IsCancellationRequested)
            {
                await Console.Error.WriteLineAsync(ex.Message);
                return 1;
            }
        });
        return command;
    }
}
