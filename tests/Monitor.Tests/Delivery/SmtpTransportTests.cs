using Microsoft.Extensions.Options;
using Monitor.Delivery.Email;
using Monitor.Store.Sql;
using Monitor.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Delivery;

/// <summary>What a mail server says, and what follows from it.</summary>
public sealed class SmtpTransportTests
{
    private static readonly OutMessage Message = new()
    {
        Id = "digest.ann.1@localhost", Recipient = "ann", Address = "\"Ann\" <ann@example.org>", Kind = "digest", Subject = "1 neue Studie: 탈모 — Größe",
        Text = "Grüße\n.\n..dots\nFrom here\n", Html = "<p>탈모</p>", Created = new DateTimeOffset(2026, 11, 22, 12, 0, 5, TimeSpan.Zero),
    };

    [Fact]
    public async Task A_mail_is_handed_over_whole_for_one_recipient()
    {
        await using var server = new StubSmtp();
        await Transport(server).SendAsync(Message, default);
        server.Heard.Where(l => l.StartsWith("MAIL", StringComparison.Ordinal) || l.StartsWith("RCPT", StringComparison.Ordinal))
            .ShouldBe(["MAIL FROM:<monitor@localhost>", "RCPT TO:<ann@example.org>"]);
        server.Ids.ShouldBe(["digest.ann.1@localhost"]);
        var mail = server.Taken.Single();
        // System.Net.Mail writes the ends of lines as =0D=0A.
        mail.Replace("=\r\n", "", StringComparison.Ordinal).Replace("=0D=0A", "\r\n", StringComparison.Ordinal).ShouldContain("\r\n.\r\n..dots\r\nFrom here\r\n");
        mail.ShouldAllBe(c => c < 128);
        mail.Split("\r\n").Max(l => l.Length).ShouldBeLessThanOrEqualTo(78);
    }

    public static TheoryData<string, string, string> Replies() => new()
    {
        { "CONNECT", "421 4.3.2 closing", "Later" },
        { "CONNECT", "garbage", "Later" },
        { "CONNECT", "554 5.3.2 no service here", "Setup" },
        { "MAIL", "452 4.3.1 no space", "Later" },
        { "MAIL", "550 5.1.8 the sender's domain is unknown", "Setup" },
        { "MAIL", "530 5.7.0 must issue STARTTLS first", "Setup" },
        { "MAIL", "552 5.3.4 too large", "Message" },
        { "RCPT", "421 4.7.0 go away", "Later" },
        { "RCPT", "450 4.2.1 greylisted", "Later" },
        { "RCPT", "451 try again", "Later" },
        { "RCPT", "550 5.1.1 unknown", "Address" },
        { "RCPT", "550 unknown", "Address" },
        { "RCPT", "553 not here", "Address" },
        { "RCPT", "550 5.2.1 disabled", "Address" },
        { "RCPT", "552 5.2.2 mailbox full", "Later" },
        { "RCPT", "552 mailbox full", "Later" },
        { "RCPT", "550 5.7.1 we do not relay", "Setup" },
        { "RCPT", "554 5.7.1 access denied", "Setup" },
        { "RCPT", "550-5.1.1 two\r\n550 5.1.1 lines", "Address" },
        { "DATA", "554 5.5.1 no valid recipients", "Setup" },
        { ".", "451 4.3.0 queue file write error", "Later" },
        { ".", "552 5.3.4 too large", "Message" },
        { ".", "552 too large", "Message" },
        { ".", "554 5.6.0 bad content", "Message" },
        { ".", "550 5.1.1 unknown after all", "Address" },
        { ".", "554 go away", "Setup" },
    };

    [Theory]
    [MemberData(nameof(Replies))]
    public async Task Each_reply_has_its_consequence_and_is_repeated_to_the_operator(string stage, string reply, string failure)
    {
        await using var server = new StubSmtp { Answer = line => line.Split(' ')[0] == stage ? reply : null };
        var error = await Should.ThrowAsync<MailException>(() => Transport(server).SendAsync(Message, default));
        error.Failure.ToString().ShouldBe(failure, error.Message);
        error.Message.ShouldStartWith($"127.0.0.1:{server.Port}: ");
        if (reply != "garbage") error.Message.ShouldContain(reply.Split("\r\n")[0].Split(' ', '-')[0]);
        server.Taken.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_server_that_falls_silent_is_left_after_the_time_out()
    {
        await using var server = new StubSmtp { Answer = line => line == "." ? StubSmtp.Silence : null };
        var error = await Should.ThrowAsync<MailException>(() => Transport(server, o => o.HandOverTimeout = TimeSpan.FromSeconds(1)).SendAsync(Message, default));
        error.Failure.ShouldBe(MailFailure.Later);
        error.Message.ShouldContain("timed out");
    }

    [Fact]
    public async Task Nobody_listening_is_not_now()
    {
        var server = new StubSmtp();
        var transport = Transport(server);
        await server.DisposeAsync();
        (await Should.ThrowAsync<MailException>(() => transport.SendAsync(Message, default))).Failure.ShouldBe(MailFailure.Later);
    }

    [Fact]
    public async Task A_stop_of_the_program_waits_for_the_last_word_of_a_server_that_has_the_mail()
    {
        using var stop = new CancellationTokenSource();
        await using var server = new StubSmtp();
        server.Answer = line =>
        {
            if (line == ".") stop.Cancel();
            return null;
        };
        await Transport(server).SendAsync(Message, stop.Token);
        server.Ids.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Without_the_encryption_that_was_asked_for_nothing_is_said()
    {
        await using var server = new StubSmtp();
        var error = await Should.ThrowAsync<MailException>(() => Transport(server, o => o.Security = EmailSecurity.StartTls).SendAsync(Message, default));
        error.Message.ShouldContain("secure connections");
        server.Heard.ShouldNotContain(l => l.StartsWith("MAIL", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_login_comes_from_the_file_and_is_in_no_error()
    {
        using var folder = new TempFolder();
        var file = folder.Write("password", "s3cret-word\n");
        await using var server = new StubSmtp
        {
            Answer = line => line.Split(' ')[0] switch { "EHLO" => "250-stub\r\n250 AUTH LOGIN", "AUTH" => "334 UGFzc3dvcmQ6", "MAIL" => "530 5.7.0 login first", ['c', 'z', ..] => "535 5.7.8 no", _ => null },
        };
        var error = await Should.ThrowAsync<MailException>(() => Transport(server, o => (o.User, o.PasswordFile) = ("monitor", file)).SendAsync(Message, default));
        server.Heard.ShouldContain(Convert.ToBase64String("s3cret-word"u8));
        error.Failure.ShouldBe(MailFailure.Setup);
        error.Message.ShouldContain("Email:PasswordFile");
        error.ToString().ShouldNotContain("s3cret");
    }

    [Fact]
    public async Task An_address_beyond_ascii_is_refused_here_and_not_sent_elsewhere()
    {
        await using var server = new StubSmtp();
        (await Should.ThrowAsync<MailException>(() => Transport(server).SendAsync(Message with { Address = "größe@example.org" }, default))).Failure.ShouldBe(MailFailure.Address);
        server.Heard.ShouldBeEmpty();
    }

    private static SmtpTransport Transport(StubSmtp server, Action<EmailOptions>? set = null)
    {
        var options = new EmailOptions { Transport = EmailTransport.Smtp, Host = "127.0.0.1", Port = server.Port, HandOverTimeout = TimeSpan.FromSeconds(20) };
        set?.Invoke(options);
        return new SmtpTransport(Options.Create(options), new MailComposer("Monitor <monitor@localhost>"));
    }
}
