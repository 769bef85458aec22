using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace Monitor.Tests.Infrastructure.Runs;

/// <summary>A private PostgreSQL cluster from local binaries, on loopback; thrown away at the end.</summary>
internal sealed class PostgreSqlCluster : IDisposable
{
    private const string User = "monitor";

    private readonly string _folder;
    private readonly string _bin;
    private readonly IDisposable _order;
    private int _databases;

    private PostgreSqlCluster(string folder, string bin, string connectionString)
    {
        (_folder, _bin, ConnectionString) = (folder, bin, connectionString);
        _order = Janitor.Register($"""
            server=$(head -n 1 '{folder}/db/postmaster.pid')
            if {Janitor.Is("$server", folder)}; then kill -QUIT $server; fi
            for i in $(seq 100); do if [ -d /proc/$server ]; then sleep 0.1; fi; done
            rm -rf '{folder}'
            """);
    }

    public string ConnectionString { get; }

    /// <summary>All of it lies there.</summary>
    public string Folder => _folder;

    /// <summary>Stops at once, as after a power failure; what was committed is there again afterwards.</summary>
    public void Kill() => Run(_bin, "pg_ctl", "-D", _folder + "/db", "-m", "immediate", "-w", "stop");

    public void Again() => Run(_bin, "pg_ctl", "-D", _folder + "/db", "-w", "-l", _folder + "/log", "start");

    /// <summary>An empty database of this cluster, gone with it.</summary>
    /// <returns>Its connection string.</returns>
    public async Task<string> NewDatabaseAsync()
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"monitor{Interlocked.Increment(ref _databases)}");
        await using var connection = new NpgsqlConnection(ConnectionString);
        await connection.OpenAsync();
#pragma warning disable CA2100 // a name made here
        await using var command = new NpgsqlCommand($"CREATE DATABASE {name}", connection);
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
        return new NpgsqlConnectionStringBuilder(ConnectionString) { Database = name }.ToString();
    }

    public void Dispose()
    {
        try
        {
            Kill();
        }
        catch (InvalidOperationException)
        {
            // It was stopped already.
        }

        Directory.Delete(_folder, recursive: true);
        _order.Dispose();
    }

    /// <param name="durable">Commits wait for the disk, as where something matters.</param>
    /// <param name="slots">How many connections it takes, three of them from a superuser only.</param>
    /// <exception cref="InvalidOperationException">The binaries are missing, or do not start.</exception>
    public static PostgreSqlCluster Start(bool durable = false, int slots = 300)
    {
        var bin = Binaries() ?? throw new InvalidOperationException("no PostgreSQL binaries");
        var folder = Directory.CreateTempSubdirectory("monitor-postgres-").FullName;
        File.WriteAllText(folder + "/password", "monitor");
        if (Environment.UserName == "root") Run("", "chown", "-R", "postgres", folder);
        Run(bin, "initdb", "-D", folder + "/db", "-U", User, "--pwfile", folder + "/password", "--auth-host=scram-sha-256", "--auth-local=reject", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync");
        var port = FreePort.Next();
        File.AppendAllText(folder + "/db/postgresql.conf", string.Create(CultureInfo.InvariantCulture, $"""

            port = {port}
            listen_addresses = '127.0.0.1'
            unix_socket_directories = ''
            max_connections = {slots}
            superuser_reserved_connections = 3
            fsync = {(durable ? "on" : "off")}
            full_page_writes = {(durable ? "on" : "off")}
            shared_buffers = 64MB

            """));
        var server = new PostgreSqlCluster(folder, bin, $"Host=127.0.0.1;Port={port};Database=postgres;Username={User};Password=monitor");
        server.Again();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => server.DisposeOnce();
        return server;
    }

    private void DisposeOnce()
    {
        if (Directory.Exists(_folder)) Dispose();
    }

    /// <summary>Writes a schema of a server to a file as SQL.</summary>
    /// <returns>What became of it; never an exception, because the caller has something worse to tell.</returns>
    public static async Task<string> DumpAsync(string connectionString, string schema, string file)
    {
        var server = new NpgsqlConnectionStringBuilder(connectionString);
        var start = new ProcessStartInfo(
            Path.Combine(Binaries() ?? "", "pg_dump"),
            ["-h", server.Host ?? "", "-p", $"{server.Port}", "-U", server.Username ?? "", "-n", schema, "-f", file, server.Database ?? ""]);
        start.Environment["PGPASSWORD"] = server.Password;
        try
        {
            using var process = Process.Start(start) ?? throw new InvalidOperationException("not started");
            await process.WaitForExitAsync();
            return process.ExitCode == 0 ? $"its store is kept in {file}" : $"its store is not kept: pg_dump ended with {process.ExitCode}";
        }
        catch (Exception ex) when (ex is System.ComponentModel.Win32Exception or InvalidOperationException)
        {
            return $"its store is not kept: pg_dump: {ex.Message}";
        }
    }

    /// <summary>The folder in which initdb and pg_ctl really lie: a link to them may stand where nothing else of PostgreSQL does.</summary>
    public static string? Binaries()
    {
        var versions = Directory.Exists("/usr/lib/postgresql") ? Directory.GetDirectories("/usr/lib/postgresql") : [];
        var found = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Concat(versions.OrderByDescending(d => int.TryParse(Path.GetFileName(d), out var v) ? v : 0).Select(d => d + "/bin"))
            .FirstOrDefault(folder => File.Exists(Path.Combine(folder, "initdb")) && File.Exists(Path.Combine(folder, "pg_ctl")));
        if (found is null) return null;
        var initdb = Path.Combine(found, "initdb");
        return Path.GetDirectoryName(File.ResolveLinkTarget(initdb, returnFinalTarget: true)?.FullName ?? initdb);
    }

    /// <summary>PostgreSQL refuses to run as root: there it runs as its own user.</summary>
    private static void Run(string bin, string program, params string[] arguments)
    {
        var start = new ProcessStartInfo { UseShellExecute = false, RedirectStandardError = true, RedirectStandardOutput = true, WorkingDirectory = "/" };
        var asPostgres = bin.Length > 0 && Environment.UserName == "root";
        start.FileName = asPostgres ? "setpriv" : Path.Combine(bin, program);
        if (asPostgres)
        {
            foreach (var a in (string[])["--reuid=postgres", "--regid=postgres", "--clear-groups", Path.Combine(bin, program)]) start.ArgumentList.Add(a);
        }

        foreach (var a in arguments) start.ArgumentList.Add(a);
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} was not started");
        // The server inherits these: they end with pg_ctl only if they are not waited for to their end.
        var error = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(60_000) || process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program} failed: {(error.Wait(1000) ? error.Result : "")}");
        }
    }
}
