using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;

namespace Monitor.Tests.Infrastructure;

/// <summary>A working folder as a user has it, with config/ and data/, for processes of the program.</summary>
internal sealed class MonitorFolder : IDisposable
{
    public const string GoodWatch = """
        name: hair
        title: Hair
        query: |
          (exosom* OR "extracellular vesicle" OR "extracellular vesicles" OR secretome*)
          AND (alopecia* OR "hair loss" OR "hair growth" OR "hair follicle" OR "hair follicles" OR "dermal papilla")
        """;

    private readonly TempFolder _folder = new();

    /// <param name="upstream">Serves PubMed and the trial registry; null = nobody listens. FDA's feeds are off.</param>
    public MonitorFolder(Uri? upstream = null)
    {
        upstream ??= new Uri("http://127.0.0.1:9/");
        Write("config/monitor.yaml", $"""
            Http:
              Contact: tests@monitor.example
              Tries: 1
            Sources:
              PubMed:
                BaseUrl: {new Uri(upstream, "entrez/eutils/")}
                Spacing: 00:00:00.1
              ClinicalTrialsGov:
                BaseUrl: {new Uri(upstream, "api/v2/")}
                Spacing: 00:00:00.1
              FdaRss:
                Enabled: false
              FdaWarningLetters:
                Enabled: false
              FdaLetters:
                Enabled: false
              OpenFdaEnforcement:
                Enabled: false
              OpenFdaEvents:
                Enabled: false
              EuropePmc:
                Enabled: false
              Crossref:
                Enabled: false
            """);
        Write("config/watches/hair.yaml", GoodWatch);
        Write("config/recipients.yaml", "recipients:\n  - id: reader\n    email: reader@monitor.example\n    zone: Europe/Berlin\n");
    }

    public string Path => _folder.Path;

    public string Database => System.IO.Path.Combine(Path, "data", "monitor.db");

    public string Write(string name, string text) => _folder.Write(name, text);

    public Task<Ended> RunAsync(params string[] arguments) => MonitorProcess.RunAsync(Path, arguments);

    /// <summary>The one JSON document of a run; anything else on standard output is an error.</summary>
    public static JsonNode Json(Ended ended) => JsonNode.Parse(ended.Out) ?? throw new InvalidOperationException(ended.ToString());

    /// <summary>A number out of the store.</summary>
    public long Count(string sql, string? file = null)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file ?? Database, Pooling = false, Mode = SqliteOpenMode.ReadOnly }.ToString());
        connection.Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // the text of a test
        command.CommandText = sql;
#pragma warning restore CA2100
        return (long)command.ExecuteScalar()!; // non-null: counts
    }

    public void Dispose() => _folder.Dispose();
}
