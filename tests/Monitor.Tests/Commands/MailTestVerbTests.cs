using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Monitor.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Commands;

/// <summary><c>mail-test</c> tells what really happened.</summary>
public sealed class MailTestVerbTests
{
    [Fact]
    public async Task With_files_it_says_where_the_file_is_and_that_no_mail_left()
    {
        using var folder = new MonitorFolder();
        var ended = await folder.RunAsync("mail-test");
        ended.Exit.ShouldBe(0, ended.ToString());
        var file = Directory.GetFiles(Path.Combine(folder.Path, "data", "outbox"), "*.eml").Single();
        ended.Out.ShouldContain($"reader: written to {file}");
        ended.Out.ShouldContain("NO MAIL HAS LEFT THIS MACHINE");
    }

    [Fact]
    public async Task With_a_server_it_repeats_what_the_server_said()
    {
        using var folder = new MonitorFolder();
        await using var server = new StubSmtp();
        string[] smtp = ["mail-test", "--Email:Transport", "Smtp", "--Email:Host", "127.0.0.1", "--Email:Port", $"{server.Port}"];
        var taken = await folder.RunAsync(smtp);
        taken.Exit.ShouldBe(0, taken.ToString());
        taken.Out.ShouldContain($"SMTP 127.0.0.1:{server.Port} (no encryption, no login)");
        taken.Out.ShouldContain(server.Ids.Single());

        server.Answer = line => line.StartsWith("RCPT", StringComparison.Ordinal) ? "550 5.1.1 no mailbox here by that name" : null;
        var refused = await folder.RunAsync(smtp);
        refused.Exit.ShouldBe(1, refused.ToString());
        refused.Error.ShouldContain($"reader: not taken for reader@monitor.example: 127.0.0.1:{server.Port}: 550 5.1.1 no mailbox here by that name (the address is refused for good)");
    }

    [Theory]
    [InlineData("StartTls")]
    [InlineData("Tls")]
    public async Task With_encryption_it_trusts_only_a_certificate_that_it_may_trust(string security)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        await using var postfix = await Postfix.StartTlsAsync(key.ExportPkcs8PrivateKeyPem() + "\n" + certificate.ExportCertificatePem() + "\n", "reader");
        using var folder = new MonitorFolder();
        folder.Write("config/recipients.yaml", $"recipients:\n  - id: reader\n    email: reader@{Postfix.Domain}\n");
        string[] smtp = ["mail-test", "--Email:Transport", "Smtp", "--Email:Host", "localhost", "--Email:From", $"monitor@{Postfix.Domain}"];

        var open = await folder.RunAsync([.. smtp, "--Email:Port", $"{postfix.Port}"]);
        open.Error.ShouldContain("530 5.7.0");
        string[] encrypted = [.. smtp, "--Email:Security", security, "--Email:Port", $"{(security == "Tls" ? postfix.TlsPort : postfix.Port)}"];
        var untrusted = await folder.RunAsync(encrypted);
        untrusted.Exit.ShouldBe(1, untrusted.ToString());
        untrusted.Error.ShouldContain("certificate");
        Directory.Exists(postfix.Box("reader")).ShouldBeFalse();

        var trusting = new Dictionary<string, string>(StringComparer.Ordinal) { ["SSL_CERT_FILE"] = folder.Write("ca.pem", certificate.ExportCertificatePem()) };
        var taken = await MonitorProcess.RunAsync(folder.Path, trusting, null, encrypted);
        taken.Exit.ShouldBe(0, taken.ToString());
        await postfix.DrainAsync();
        var mail = (await MimeReader.ReadAsync(postfix.Box("reader"))).Single();
        mail.Headers["received"].Single().ShouldContain("ESMTPS");
        taken.Out.ShouldContain(mail.Id);
    }

    [Theory]
    [InlineData("needs Email:Host", "--Email:Transport", "Smtp")]
    [InlineData("the password or token would travel in clear", "--Email:Transport", "Smtp", "--Email:Host", "mail.example", "--Email:User", "u")]
    [InlineData("needs Email:PasswordFile", "--Email:Transport", "Smtp", "--Email:Host", "mail.example", "--Email:User", "u", "--Email:Security", "StartTls")]
    [InlineData("needs Email:Dkim:Domain and Email:Dkim:KeyFile too", "--Email:Dkim:Selector", "monitor")]
    public async Task What_cannot_work_is_a_start_error(string says, params string[] options)
    {
        using var folder = new MonitorFolder();
        var ended = await folder.RunAsync(["mail-test", .. options]);
        ended.Exit.ShouldBe(2, ended.ToString());
        ended.Error.ShouldContain(says);
    }
}
