using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Monitor.Delivery.Email;
using Monitor.Delivery.Email.Smtp;
using Monitor.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Delivery;

/// <summary>The contract, kept by our transport, and what it can besides.</summary>
public sealed class SmtpTransportTests : MailTransportContract
{
    internal override IMailTransport Transport(EmailOptions options, MailComposer composer) =>
        new SmtpTransport(Options.Create(options), composer, TimeProvider.System, NullLoggerFactory.Instance);

    [Fact]
    [OnEveryStore]
    public async Task One_connection_serves_all_mails_of_a_pass_and_is_closed_after_it()
    {
        await using var office = await PostOffice.NewAsync();
        await using var server = new StubSmtp();
        office.Recipients.Clear();
        office.Recipients.Add(Any.Recipient("ann", "hair"));
        for (var i = 1; i <= 3; i++)
        {
            await office.DueAsync(Any.Article($"{i}"));
            await office.Service(new PickupDown()).RunNowAsync(null, evenEmpty: false, default);
        }

        office.Time.Advance(TimeSpan.FromHours(1));
        (await office.Outbox(Transport(server)).SendDueAsync(default)).ShouldBe(3);
        server.Ids.Distinct().Count().ShouldBe(3);
        server.Connections.ShouldBe(1);
        server.Heard.Last().ShouldBe("QUIT");
    }

    [Fact]
    public async Task After_a_rest_the_next_mail_has_a_connection_of_its_own()
    {
        await using var server = new StubSmtp();
        var transport = Transport(server);
        await transport.SendAsync(Message, default);
        await transport.RestAsync();
        await transport.SendAsync(Message with { Id = "second@localhost" }, default);
        (server.Ids.Count, server.Connections).ShouldBe((2, 2));
    }

    [Fact]
    public async Task A_refused_mail_leaves_the_connection_to_the_next()
    {
        await using var server = new StubSmtp { Answer = line => line.Contains("<eve@", StringComparison.Ordinal) ? "550 5.1.1 unknown" : null };
        var transport = Transport(server);
        (await Should.ThrowAsync<MailException>(() => transport.SendAsync(Message with { Address = "eve@example.org" }, default))).Failure.ShouldBe(MailFailure.Address);
        await transport.SendAsync(Message, default);
        (server.Ids.Count, server.Connections).ShouldBe((1, 1));
    }

    [Fact]
    public async Task A_kept_connection_that_the_server_has_left_is_opened_again_once()
    {
        await using var server = new StubSmtp();
        var transport = Transport(server);
        await transport.SendAsync(Message, default);
        server.Leave();
        await transport.SendAsync(Message with { Id = "second@localhost" }, default);
        (server.Ids.Count, server.Connections).ShouldBe((2, 2));

        server.Leave();
        server.Answer = line => line == "CONNECT" ? "421 4.3.2 closing" : null;
        (await Should.ThrowAsync<MailException>(() => transport.SendAsync(Message with { Id = "third@localhost" }, default))).Message.ShouldContain("421 4.3.2 closing");
        server.Connections.ShouldBe(3, "opened again once");
    }

    [Fact]
    public async Task A_server_that_takes_so_many_mails_a_connection_gets_the_next_by_another()
    {
        await using var server = new StubSmtp();
        server.Answer = line => line.StartsWith("MAIL", StringComparison.Ordinal) && server.Connections == 1 && server.Ids.Count == 2 ? "421 4.7.0 too many mails" : null;
        var transport = Transport(server);
        foreach (var id in (string[])["1@localhost", "2@localhost", "3@localhost"]) await transport.SendAsync(Message with { Id = id }, default);
        server.Ids.ShouldBe(["1@localhost", "2@localhost", "3@localhost"]);
        server.Connections.ShouldBe(2);
    }

    [Fact]
    public async Task A_mail_that_the_server_may_have_is_not_sent_again_by_itself()
    {
        await using var server = new StubSmtp();
        var transport = Transport(server);
        await transport.SendAsync(Message, default);
        server.Answer = line => line == "." ? "garbage" + StubSmtp.HangUp : null;
        (await Should.ThrowAsync<MailException>(() => transport.SendAsync(Message with { Id = "second@localhost" }, default))).Failure.ShouldBe(MailFailure.Later);
        server.Heard.Count(l => l == "DATA").ShouldBe(2);
        server.Connections.ShouldBe(1);
    }

    [Theory]
    [InlineData("CONNECT")]
    [InlineData("MAIL")]
    public async Task A_stop_of_the_program_ends_at_once_what_the_server_does_not_have(string silentAt)
    {
        using var stop = new CancellationTokenSource();
        await using var server = new StubSmtp();
        server.Answer = line =>
        {
            if (line.Split(' ')[0] != silentAt) return null;
            stop.Cancel();
            return StubSmtp.Silence;
        };
        var sending = Transport(server, o => o.HandOverTimeout = TimeSpan.FromMinutes(5)).SendAsync(Message, stop.Token);
        await Should.ThrowAsync<OperationCanceledException>(() => sending.WaitAsync(TimeSpan.FromSeconds(10), TimeProvider.System, default));
    }

    [Fact]
    public async Task The_token_is_read_at_each_login()
    {
        using var folder = new TempFolder();
        var file = folder.Write("token", "first-token\n");
        await using var server = new StubSmtp { Answer = line => line.Split(' ')[0] switch { "EHLO" => "250-stub\r\n250 AUTH PLAIN XOAUTH2", "AUTH" => "235 2.7.0 welcome", _ => null } };
        var transport = Transport(server, o => (o.User, o.TokenFile) = ("monitor@example.org", file));
        await transport.SendAsync(Message, default);
        await transport.RestAsync();
        folder.Write("token", "second-token\n");
        await transport.SendAsync(Message with { Id = "second@localhost" }, default);
        server.Heard.Where(l => l.StartsWith("AUTH", StringComparison.Ordinal)).Select(l => System.Text.Encoding.UTF8.GetString(Convert.FromBase64String(l.Split(' ')[2])))
            .ShouldBe(["user=monitor@example.org\u0001auth=Bearer first-token\u0001\u0001", "user=monitor@example.org\u0001auth=Bearer second-token\u0001\u0001"]);
        server.Heard.Where(l => l.StartsWith("AUTH", StringComparison.Ordinal)).ShouldAllBe(l => l.StartsWith("AUTH XOAUTH2 ", StringComparison.Ordinal));
        server.Ids.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_refused_token_is_a_matter_for_the_operator()
    {
        using var folder = new TempFolder();
        var file = folder.Write("token", "stale-token");
        await using var server = new StubSmtp
        {
            Answer = line => line.Split(' ')[0] switch { "EHLO" => "250-stub\r\n250 AUTH XOAUTH2", "AUTH" => "334 eyJzdGF0dXMiOiI0MDAifQ==", "" => "535 5.7.8 Username and Password not accepted", _ => null },
        };
        var error = await Should.ThrowAsync<MailException>(() => Transport(server, o => (o.User, o.TokenFile) = ("monitor@example.org", file)).SendAsync(Message, default));
        error.Failure.ShouldBe(MailFailure.Setup);
        error.Message.ShouldContain("535 5.7.8");
        error.Message.ShouldContain("Email:TokenFile");
        error.ToString().ShouldNotContain("stale-token");
        server.Heard.ShouldNotContain(l => l.StartsWith("MAIL", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_login_that_fails_for_now_is_not_now()
    {
        using var folder = new TempFolder();
        var file = folder.Write("password", "word");
        await using var server = new StubSmtp { Answer = line => line.Split(' ')[0] switch { "EHLO" => "250-stub\r\n250 AUTH PLAIN", "AUTH" => "454 4.7.0 try later", _ => null } };
        (await Should.ThrowAsync<MailException>(() => Transport(server, o => (o.User, o.PasswordFile) = ("monitor", file)).SendAsync(Message, default))).Failure.ShouldBe(MailFailure.Later);
    }

    [Theory]
    [InlineData("PLAIN")]
    [InlineData("LOGIN")]
    [InlineData("XOAUTH2")]
    public async Task The_protocol_log_tells_what_was_said_but_no_secret_no_mail_and_no_name(string mechanism)
    {
        using var folder = new TempFolder();
        var (secret, log) = (folder.Write("secret", "s3cret-word\n"), Path.Combine(folder.Path, "smtp.log"));
        await using var server = new StubSmtp();
        server.Answer = line => line.Split(' ') switch
        {
            ["EHLO", ..] => $"250-stub\r\n250 AUTH {mechanism}",
            ["AUTH", "LOGIN"] or ["bW9uaXRvcg=="] => "334 czNjcmV0LXdvcmQ=",
            ["AUTH", ..] or ["czNjcmV0LXdvcmQ="] => "235 2.7.0 welcome, whose secret is s3cret-word",
            ["RCPT", ..] when server.Ids.Count > 0 => "550 5.1.1 <ann.with-a-name@example.org>: unknown",
            _ => null,
        };
        var transport = Transport(server, o =>
        {
            (o.User, o.ProtocolLog) = ("monitor", log);
            if (mechanism == "XOAUTH2") o.TokenFile = secret;
            else o.PasswordFile = secret;
        });
        var message = Message with { Address = "Ann <ann.with-a-name@example.org>", Text = "a-word-of-the-mail\n" };
        await transport.SendAsync(message, default);
        await Should.ThrowAsync<MailException>(() => transport.SendAsync(message, default));
        await transport.RestAsync();

        var written = await File.ReadAllTextAsync(log);
        written.ShouldContain($"C: AUTH {mechanism}");
        written.ShouldContain("S: 235 2.7.0 welcome");
        written.ShouldContain("RCPT TO:<a***@example.org>");
        written.ShouldContain("S: 550 5.1.1 <a***@example.org>: unknown");
        written.ShouldMatch(@"C: \(the mail, \d{3,} bytes\)");
        written.ShouldContain("C: QUIT");
        written.ShouldNotContain("s3cret");
        written.ShouldNotContain("czNjcmV0");
        written.ShouldNotContain("with-a-name");
        written.ShouldNotContain("a-word-of-the-mail");
        foreach (var line in server.Heard.Where(l => l.Length > 20 && l.Split(' ') is ["AUTH", ..] or [_])) written.ShouldNotContain(line.Split(' ')[^1]);
        if (!OperatingSystem.IsWindows()) File.GetUnixFileMode(log).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Fact]
    public async Task A_protocol_log_that_cannot_be_written_stops_no_mail()
    {
        using var folder = new TempFolder();
        await using var server = new StubSmtp();
        await Transport(server, o => o.ProtocolLog = folder.Path).SendAsync(Message, default);
        server.Ids.Count.ShouldBe(1);
    }

    [Fact]
    public async Task The_date_is_that_of_the_message()
    {
        await using var server = new StubSmtp();
        await Transport(server).SendAsync(Message, default);
        server.Taken.Single().Split("\r\n").ShouldContain("Date: Sun, 22 Nov 2026 12:00:05 +0000");
    }

    [Fact]
    public async Task An_address_beyond_ascii_is_reached_where_the_server_can()
    {
        await using var server = new StubSmtp { Answer = line => line.StartsWith("EHLO", StringComparison.Ordinal) ? "250-stub\r\n250-8BITMIME\r\n250 SMTPUTF8" : null };
        await Transport(server).SendAsync(Message with { Address = "größe@example.org" }, default);
        server.Heard.ShouldContain("RCPT TO:<größe@example.org>");
        server.Heard.Single(l => l.StartsWith("MAIL", StringComparison.Ordinal)).ShouldContain(" SMTPUTF8");
        server.Taken.Single().ShouldContain("To: größe@example.org");
    }

    [Fact]
    public async Task An_address_beyond_ascii_is_reached_at_a_real_server()
    {
        await using var postfix = await Postfix.StartAsync("zoë", "ann");
        var transport = Transport(new EmailOptions { Host = "127.0.0.1", Port = postfix.Port }, new MailComposer($"monitor@{Postfix.Domain}"));
        await transport.SendAsync(Message with { Address = $"ann@{Postfix.Domain}" }, default);
        await transport.SendAsync(Message with { Id = "second@localhost", Address = $"zoë@{Postfix.Domain}" }, default);
        await transport.RestAsync();
        await postfix.DrainAsync();
        // Not by Python's reader: it knows no addresses in UTF-8.
        var mail = await File.ReadAllTextAsync(Directory.GetFiles(Path.Combine(postfix.Box("zoë"), "new")).Single());
        mail.ShouldContain("UTF8SMTP");
        mail.ShouldContain("\nMessage-Id: <second@localhost>", Case.Insensitive);
        mail.ShouldContain($"\nTo: zoë@{Postfix.Domain}\n");
        mail.ShouldContain("\nSubject: 1 neue Studie: =?utf-8?b?7YOI66qoIOKAlCBHcsO2w59l?=\n");
        (await MimeReader.ReadAsync(postfix.Box("ann"))).Single().Headers["received"].Single().ShouldNotContain("UTF8SMTP");
    }

    /// <summary>What leaves messages in the outbox.</summary>
    private sealed class PickupDown : IMailTransport
    {
        public Task SendAsync(Monitor.Store.Sql.OutMessage message, CancellationToken ct) => throw new MailException("down", MailFailure.Later);
    }
}
