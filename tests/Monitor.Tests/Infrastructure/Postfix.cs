using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Monitor.Tests.Infrastructure.Runs;
using Xunit;

namespace Monitor.Tests.Infrastructure;

/// <summary>What Postfix asks before it takes a mail.</summary>
/// <param name="Stage"><c>RCPT</c>, or <c>END-OF-MESSAGE</c> with the mail there.</param>
/// <param name="Recipient">For whom.</param>
/// <param name="Size">Bytes.</param>
internal sealed record PolicyQuestion(string Stage, string Recipient, int Size);

/// <summary>
/// A real Postfix with configuration, queue and Maildirs of its own on a free port of loopback; no mail leaves it. It asks the
/// test what to answer to each recipient and each mail.
/// </summary>
internal sealed class Postfix : IAsyncDisposable
{
    public const string Domain = "demo.example";
    private const int Nobody = 65534;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("monitor-postfix-");
    private readonly LoopbackServer _policy;
    private readonly IDisposable _order;

    private Postfix(IReadOnlyList<string> boxes, string? pem)
    {
        _order = Janitor.Register($"'{Program("postfix")}' -c '{At("conf")}' abort; rm -rf '{_folder.FullName}'");
        (Port, TlsPort) = (FreePort.Next(), FreePort.Next());
        _policy = new LoopbackServer(TalkAsync);
        Write(boxes, pem);
    }

    public int Port { get; }

    /// <summary>Where TLS is spoken from the first byte, if it has a certificate.</summary>
    public int TlsPort { get; }

    /// <summary>All of it lies there.</summary>
    public string Folder => _folder.FullName;

    /// <summary>The action of an access table: <c>DUNNO</c> = take it, <c>450 4.2.1 later</c> …</summary>
    public Func<PolicyQuestion, Task<string>> Policy { get; set; } = _ => Task.FromResult("DUNNO");

    /// <summary>What Postfix wrote about its work.</summary>
    public string Log => File.Exists(At("maillog")) ? File.ReadAllText(At("maillog")) : "";

    /// <summary>False where it is not installed, or the user may not set one up.</summary>
    public static bool CanStart => Program("postfix") is not null && Environment.IsPrivilegedProcess;

    /// <summary>Starts one with these mailboxes; skips the test where there is no Postfix.</summary>
    public static Task<Postfix> StartAsync(params string[] boxes) => StartTlsAsync(null, boxes);

    /// <summary>One that takes mail only after STARTTLS.</summary>
    /// <param name="pem">Its key and certificate; null = it knows no TLS.</param>
    /// <param name="boxes">The mailboxes.</param>
    public static async Task<Postfix> StartTlsAsync(string? pem, params string[] boxes)
    {
        Assert.SkipUnless(Program("postfix") is not null, "postfix is not installed");
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "postfix can only be set up by root");
        var postfix = new Postfix(boxes, pem);
        await postfix.StartAsync();
        return postfix;
    }

    public async Task StartAsync()
    {
        await RunAsync("start");
        await Until(async () => await ListensAsync());
    }

    public async Task StopAsync()
    {
        await RunAsync("stop");
        await Until(async () => !await ListensAsync());
    }

    /// <summary>Folder of a mailbox, a Maildir.</summary>
    public string Box(string user) => At($"mail/{user}");

    /// <summary>Waits until all that was taken lies in a mailbox.</summary>
    public Task DrainAsync() => Until(() => Task.FromResult(!((string[])["incoming", "active", "deferred", "maildrop"])
        .Any(q => Directory.Exists(At($"queue/{q}")) && Directory.EnumerateFiles(At($"queue/{q}"), "*", SearchOption.AllDirectories).Any())));

    public async ValueTask DisposeAsync()
    {
        if (await ListensAsync()) await StopAsync();
        await _policy.DisposeAsync();
        _folder.Delete(recursive: true);
        _order.Dispose();
    }

    private string At(string name) => Path.Combine(_folder.FullName, name);

    private void Write(IReadOnlyList<string> boxes, string? pem)
    {
        // Postfix gives up its rights, and must still reach its queue.
        Run("chmod", "755", _folder.FullName);
        foreach (var name in (string[])["conf", "queue", "data", "mail"]) Directory.CreateDirectory(At(name));
        Run("chown", "postfix", At("data"));
        Run("chown", $"{Nobody}", At("mail"));
        File.WriteAllLines(At("conf/boxes"), boxes.Select(b => $"{b}@{Domain} {b}/"));
        if (pem is not null) File.WriteAllText(At("conf/tls.pem"), pem);
        File.WriteAllText(At("conf/main.cf"), $"""
            compatibility_level = 3.6
            queue_directory = {At("queue")}
            data_directory = {At("data")}
            maillog_file = {At("maillog")}
            maillog_file_prefixes = {_folder.FullName}
            myhostname = mx.{Domain}
            mydestination =
            mynetworks = 127.0.0.0/8
            inet_interfaces = 127.0.0.1
            inet_protocols = ipv4
            default_transport = error:no mail leaves the test
            virtual_mailbox_domains = {Domain}
            virtual_mailbox_base = {At("mail")}
            virtual_mailbox_maps = texthash:{At("conf/boxes")}
            virtual_minimum_uid = 1
            virtual_uid_maps = static:{Nobody}
            virtual_gid_maps = static:{Nobody}
            default_database_type = texthash
            alias_maps =
            biff = no
            disable_dns_lookups = yes
            smtpd_peername_lookup = no
            {(pem is null ? "" : $"smtpd_tls_security_level = encrypt\nsmtpd_tls_chain_files = {At("conf/tls.pem")}")}
            smtpd_policy_service_default_action = 451 4.3.5 the test does not answer
            smtpd_recipient_restrictions = check_policy_service inet:127.0.0.1:{_policy.Port}, permit_mynetworks, reject
            smtpd_end_of_data_restrictions = check_policy_service inet:127.0.0.1:{_policy.Port}

            """);
        File.WriteAllText(At("conf/master.cf"), $"""
            127.0.0.1:{Port} inet n - n - - smtpd
            {(pem is null ? "" : $"127.0.0.1:{TlsPort} inet n - n - - smtpd -o smtpd_tls_wrappermode=yes")}
            cleanup unix n - n - 0 cleanup
            qmgr unix n - n 300 1 qmgr
            tlsmgr unix - - n 1000? 1 tlsmgr
            rewrite unix - - n - - trivial-rewrite
            bounce unix - - n - 0 bounce
            defer unix - - n - 0 bounce
            proxymap unix - - n - - proxymap
            error unix - - n - - error
            retry unix - - n - - error
            virtual unix - n n - - virtual
            anvil unix - - n - 1 anvil
            postlog unix-dgram n - n - 1 postlogd

            """);
    }

    private async Task TalkAsync(NetworkStream stream, CancellationToken end)
    {
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var said = new Dictionary<string, string>(StringComparer.Ordinal);
        while (await reader.ReadLineAsync(end) is { } line)
        {
            if (line.Split('=', 2) is [var name, var value]) said[name] = value;
            if (line.Length > 0) continue;
            var question = new PolicyQuestion(said["protocol_state"], said["recipient"], int.Parse(said["size"], CultureInfo.InvariantCulture));
            await stream.WriteAsync(Encoding.UTF8.GetBytes($"action={await Policy(question)}\n\n"), end);
            said.Clear();
        }
    }

    private async Task<bool> ListensAsync()
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(IPAddress.Loopback, Port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private async Task RunAsync(string what)
    {
        var log = At($"{what}.log");
        // Through a shell: what the daemons inherit must not be a pipe that the test waits for.
        using var process = Process.Start("sh", ["-c", $"'{Program("postfix")}' -c '{At("conf")}' {what} > '{log}' 2>&1 < /dev/null"]);
        await process.WaitForExitAsync();
        if (process.ExitCode != 0) throw new InvalidOperationException($"postfix {what}: {await File.ReadAllTextAsync(log)}\n{Log}");
    }

    private static void Run(string program, params string[] arguments)
    {
        using var process = Process.Start(program, arguments);
        process.WaitForExit();
        if (process.ExitCode != 0) throw new InvalidOperationException($"{program} {string.Join(' ', arguments)}: {process.ExitCode}");
    }

    /// <summary>Such programs lie where the path of a user does not lead.</summary>
    private static string? Program(string name) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Concat(["/usr/sbin", "/usr/local/sbin"]).Select(d => Path.Combine(d, name)).FirstOrDefault(File.Exists);

    private async Task Until(Func<Task<bool>> done)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!await done())
        {
            if (limit.IsCancellationRequested) throw new TimeoutException($"Postfix did not come that far: {Log}");
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, CancellationToken.None);
        }
    }
}
