using Monitor.Delivery.Email;
using Monitor.Store.Sql;
using Monitor.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Delivery;

/// <summary>What every way to a mail server does: what it says, and what follows from what it hears.</summary>
public abstract class MailTransportContract
{
    internal static readonly OutMessage Message = new()
    {
        Id = "digest.ann.1@localhost", Recipient = "ann", Address = "\"Ann\" <ann@example.org>", Kind = "digest", Subject = "1 neue Studie: 탈모 — Größe",
        Text = "Grüße\n.\n..dots\nFrom here\n", Html = "<p>탈모</p>", Created = new DateTimeOffset(2026, 11, 22, 12, 0, 5, TimeSpan.Zero),
    };

    internal abstract IMailTransport Transport(EmailOptions options, MailComposer composer);

    internal IMailTransport Transport(StubSmtp server, Action<EmailOptions>? set = null)
    {
        var options = new EmailOptions { Host = "127.0.0.1", Port = server.Port, HandOverTimeout = TimeSpan.FromSeconds(20) };
        set?.Invoke(options);
        return Transport(options, new MailComposer("Monitor <monitor@localhost>"));
    }

    [Fact]
    public async Task A_mail_is_handed_over_whole_for_one_recipient()
    {
        await using var server = new StubSmtp();
        await Transport(server).SendAsync(Message, default);
        server.Heard.Where(l => l.StartsWith("MAIL", StringComparison.Ordinal) || l.StartsWith("RCPT", StringComparison.Ordinal)).Select(l => l.Split('>')[0])
            .ShouldBe(["MAIL FROM:<monitor@localhost", "RCPT TO:<ann@example.org"]);
        server.Ids.ShouldBe(["digest.ann.1@localhost"]);
        var mail = server.Taken.Single();
        mail.Replace("=\r\n", "", StringComparison.Ordinal).ShouldContain("\r\n.\r\n..dots\r\nFrom here\r\n");
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
        { "RCPT", "550 unknown" + StubSmtp.HangUp, "Address" },
        { "DATA", "554 5.5.1 no valid recipients", "Setup" },
        { ".", "451 4.3.0 queue file write error", "Later" },
        { ".", "552 5.3.4 too large", "Message" },
        { ".", "552 too large", "Message" },
        { ".", "554 5.6.0 bad content", "Message" },
        { ".", "554 5.6.0 bad content" + StubSmtp.HangUp, "Message" },
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
        error.Message.ShouldNotContain("\n");
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
        await using var server = new StubSmtp { Answer = line => line.StartsWith("EHLO", StringComparison.Ordinal) ? "250-stub\r\n250 AUTH PLAIN LOGIN" : null };
        var error = await Should.ThrowAsync<MailException>(() => Transport(server, o => (o.Security, o.User) = (EmailSecurity.StartTls, "monitor")).SendAsync(Message, default));
        error.Failure.ShouldBeOneOf(MailFailure.Later, MailFailure.Setup);
        error.Message.ToUpperInvariant().ShouldMatch("SECURE CONNECTIONS|STARTTLS");
        server.Heard.ShouldAllBe(l => l.StartsWith("EHLO", StringComparison.Ordinal) || l.StartsWith("QUIT", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_login_comes_from_the_file_and_is_in_no_error()
    {
        using var folder = new TempFolder();
        var file = folder.Write("password", "s3cret-word\n");
        var (user, word) = (Convert.ToBase64String("monitor"u8), Convert.ToBase64String("s3cret-word"u8));
        await using var server = new StubSmtp
        {
            Answer = line => line.Split(' ') switch
            {
                ["EHLO", ..] => "250-stub\r\n250 AUTH LOGIN",
                ["AUTH", _] => "334 VXNlcm5hbWU6",
                ["AUTH", _, _] => "334 UGFzc3dvcmQ6",
                [var said] when said == user => "334 UGFzc3dvcmQ6",
                [var said] when said == word => "535 5.7.8 no",
                ["MAIL", ..] => "530 5.7.0 login first",
                _ => null,
            },
        };
        var error = await Should.ThrowAsync<MailException>(() => Transport(server, o => (o.User, o.PasswordFile) = ("monitor", file)).SendAsync(Message, default));
        server.Heard.ShouldContain(word);
        error.Failure.ShouldBe(MailFailure.Setup);
        error.Message.ShouldContain("Email:PasswordFile");
        error.ToString().ShouldNotContain("s3cret");
        server.Taken.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_address_beyond_ascii_is_refused_here_and_not_sent_elsewhere()
    {
        await using var server = new StubSmtp();
        (await Should.ThrowAsync<MailException>(() => Transport(server).SendAsync(Message with { Address = "größe@example.org" }, default))).Failure.ShouldBe(MailFailure.Address);
        server.Heard.ShouldNotContain(l => l.StartsWith("RCPT", StringComparison.Ordinal));
        server.Taken.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_domain_beyond_ascii_is_told_in_the_letters_of_the_name_service()
    {
        await using var server = new StubSmtp { Answer = line => line.StartsWith("EHLO", StringComparison.Ordinal) ? "250-stub\r\n250-8BITMIME\r\n250 SMTPUTF8" : null };
        await Transport(server).SendAsync(Message with { Address = "Ann <ann@größe.example>" }, default);
        server.Heard.Single(l => l.StartsWith("RCPT", StringComparison.Ordinal)).ShouldStartWith("RCPT TO:<ann@xn--gre-6ka8i.example>");
        server.Heard.ShouldNotContain(l => l.StartsWith("MAIL", StringComparison.Ordinal) && l.Contains("SMTPUTF8", StringComparison.Ordinal), "the next server may not know it");
        server.Taken.Single().ShouldAllBe(c => c < 128);
    }

    [Fact]
    public async Task Any_subject_name_and_text_arrives_as_it_was_written()
    {
        await using var postfix = await Postfix.StartAsync("ann");
        var transport = Transport(postfix, "Monitör 監視 <monitor@demo.example>");
        var messages = HardMails.Make(40);
        foreach (var message in messages) await transport.SendAsync(message, default);
        await transport.RestAsync();
        await postfix.DrainAsync();
        var mails = (await MimeReader.ReadAsync(postfix.Box("ann"))).ToDictionary(m => m.Id, StringComparer.Ordinal);
        mails.Count.ShouldBe(messages.Count);
        foreach (var message in messages)
        {
            var mail = mails[message.Id];
            mail.Defects.ShouldBeEmpty();
            mail.Headers["subject"].ShouldBe([message.Subject.Replace("=?", "= ?", StringComparison.Ordinal)]);
            mail.Text.ReplaceLineEndings("\n").ShouldBe(message.Text);
            mail.Html.ReplaceLineEndings("\n").ShouldBe(message.Html);
            mail.Longest.ShouldBeLessThanOrEqualTo(998);
            mail.Ascii.ShouldBeTrue();
            mail.To.ShouldBe("ann@demo.example");
            mail.Headers["list-id"].ShouldBe(["Monitor alert <alert.monitor.demo.example>"]);
            if (message.References.Count > 0) mail.Headers["references"].Single().Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries).ShouldBe(message.References.Select(r => $"<{r}>"));
        }
    }

    [Fact]
    public async Task Nothing_in_a_title_or_name_becomes_a_header_or_a_recipient()
    {
        await using var postfix = await Postfix.StartAsync("ann", "eve");
        string[] evil = ["x\r\nBcc: eve@demo.example", "x\nTo: eve@demo.example\n\nbody", "x\r\n.\r\nMAIL FROM:<a@b>\r\nRCPT TO:<eve@demo.example>", "=?utf-8?Q?x=0D=0ABcc:_eve@demo.example?=", "x\u2028Bcc: eve@demo.example", "x\0y", "\u202eevil"];
        var transport = Transport(postfix, "Monitor <monitor@demo.example>");
        for (var i = 0; i < evil.Length; i++)
        {
            await transport.SendAsync(new OutMessage
            {
                Id = $"digest.ann.{i}@demo.example", Recipient = "ann", Kind = "digest", Address = "ann@demo.example", Subject = evil[i], Text = evil[i] + "\r\n.\r\nRCPT TO:<eve@demo.example>\r\n", Html = "<p>x</p>", Created = PostOffice.Start,
            }, default);
        }

        await transport.RestAsync();
        await postfix.DrainAsync();
        Directory.Exists(postfix.Box("eve")).ShouldBeFalse();
        var mails = await MimeReader.ReadAsync(postfix.Box("ann"));
        mails.Count.ShouldBe(evil.Length);
        foreach (var mail in mails)
        {
            mail.Headers.Keys.ShouldNotContain("bcc");
            mail.Headers["to"].Count.ShouldBe(1);
            mail.To.ShouldBe("ann@demo.example");
            mail.Parts.Count.ShouldBe(2);
            mail.Headers["subject"].Single().ShouldNotContain("\n");
        }
    }

    private IMailTransport Transport(Postfix postfix, string from) =>
        Transport(new EmailOptions { Host = "127.0.0.1", Port = postfix.Port }, new MailComposer(from));
}
