using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Monitor.Delivery.Email;
using Monitor.Delivery.Email.Smtp;
using Monitor.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Delivery;

/// <summary>Signatures, judged by a verifier that shares no code with us.</summary>
public sealed class DkimTests : IDisposable
{
    private const string Domain = Postfix.Domain;
    private const string Selector = "2026-11.monitor";
    private const string From = $"Monitör 監視 <monitor@{Domain}>";

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("PKCS #1")]
    [InlineData("PKCS #8")]
    [InlineData("Ed25519")]
    public async Task Every_mail_verifies_in_files_and_at_a_server_and_none_that_was_changed(string form)
    {
        await DkimVerifier.NeedAsync();
        var key = DkimPair.Make(form);
        await using var server = new StubSmtp();
        var (pickup, smtp) = (new PickupTransport(_folder.Path, Composer(key)), Smtp(server.Port, key));
        foreach (var message in HardMails.Make(10))
        {
            await pickup.SendAsync(message, default);
            await smtp.SendAsync(message, default);
        }

        var files = Directory.GetFiles(_folder.Path, "*.eml").ToList();
        files.AddRange(server.Taken.Select((mail, i) => _folder.Write($"taken/{i}", mail)));
        var verdicts = await VerifyAsync(key, files);
        verdicts.Count.ShouldBe(20);
        verdicts.ShouldAllBe(v => v.Valid);
        verdicts.SelectMany(v => v.Asked).Distinct().ShouldBe([$"{Selector}._domainkey.{Domain}"]);

        var mail = await File.ReadAllTextAsync(files[0], Encoding.Latin1);
        var changed = Changes(mail).Select((text, i) => _folder.Write($"changed/{i}", text)).ToList();
        (await VerifyAsync(key, changed)).ShouldAllBe(v => !v.Valid);
        (await VerifyAsync(DkimPair.Make("PKCS #8"), files[..1])).ShouldAllBe(v => !v.Valid);
    }

    [Fact]
    public async Task A_mail_sent_again_has_the_same_id_and_a_signature_of_its_own_that_verifies()
    {
        await DkimVerifier.NeedAsync();
        var key = DkimPair.Make("PKCS #8");
        var time = new ManualTime(TimeProvider.System.GetUtcNow().AddDays(-3));
        await using var server = new StubSmtp { Answer = line => line == "." ? "451 4.3.0 later" : null };
        var transport = Smtp(server.Port, key, time);
        var message = HardMails.Make(1)[0];
        await Should.ThrowAsync<MailException>(() => transport.SendAsync(message, default));
        server.Answer = _ => null;
        await transport.SendAsync(message, default);
        time.Advance(TimeSpan.FromDays(2));
        await transport.SendAsync(message, default);

        server.Ids.ShouldBe([message.Id, message.Id]);
        (await VerifyAsync(key, server.Taken.Select((mail, i) => _folder.Write($"{i}", mail)))).Select(v => v.Valid).ShouldBe([true, true]);
        server.Taken.Select(mail => Unfolded(mail, "DKIM-Signature").Split("; t=")[1].Split(';')[0]).Distinct().Count().ShouldBe(2);
        var others = server.Taken.Select(mail => mail[mail.IndexOf("\r\nFrom:", StringComparison.Ordinal)..]);
        others.Distinct().Count().ShouldBe(1, "all else is as it was");
    }

    [Fact]
    public async Task Through_a_real_server_every_signature_still_verifies()
    {
        await DkimVerifier.NeedAsync();
        await using var postfix = await Postfix.StartAsync("ann");
        var key = DkimPair.Make("PKCS #8");
        var transport = Smtp(postfix.Port, key);
        foreach (var message in HardMails.Make(40)) await transport.SendAsync(message, default);
        await transport.RestAsync();
        await postfix.DrainAsync();
        var verdicts = await VerifyAsync(key, Directory.GetFiles(Path.Combine(postfix.Box("ann"), "new")));
        verdicts.Count.ShouldBe(40);
        verdicts.ShouldAllBe(v => v.Valid);
        (await MimeReader.ReadAsync(postfix.Box("ann"))).ShouldAllBe(m => m.Defects.Count == 0 && m.Ascii && m.Headers["received"].Count == 1);
    }

    [Fact]
    public async Task An_address_that_only_smtputf8_can_name_is_signed_too()
    {
        await DkimVerifier.NeedAsync();
        var key = DkimPair.Make("PKCS #8");
        await using var server = new StubSmtp
        {
            Answer = line => line.StartsWith("EHLO", StringComparison.Ordinal) ? "250-stub\r\n250-8BITMIME\r\n250 SMTPUTF8" : null,
        };
        await Smtp(server.Port, key).SendAsync(HardMails.Make(1)[0] with { Address = "Zoë <zoë@größe.example>" }, default);
        server.Taken.Single().ShouldContain("\r\nTo: Zoë <zoë@größe.example>\r\n");
        (await VerifyAsync(key, [_folder.Write("mail", server.Taken.Single())])).Single().Valid.ShouldBeTrue();
    }

    [Fact]
    [OnOneStore("it holds the key of the links only")]
    public async Task All_that_says_whose_the_mail_is_is_signed_and_none_of_it_can_be_added()
    {
        await using var server = new StubSmtp();
        await using var office = await PostOffice.NewAsync();
        var composer = new MailComposer(From, office.Links(), Signature(DkimPair.Make("PKCS #8"), TimeProvider.System));
        await Smtp(server.Port, composer).SendAsync(HardMails.Make(2)[1], default);
        var mail = server.Taken.Single();
        var signature = Unfolded(mail, "DKIM-Signature");
        signature.ShouldContain($"d={Domain}; s={Selector}; c=relaxed/relaxed;");
        signature.Split("; ").ShouldNotContain(tag => tag.StartsWith("l=", StringComparison.Ordinal), "nothing may be added at the end");
        var signed = signature.Split("; h=")[1].Split(';')[0].Split(':', StringSplitOptions.TrimEntries).CountBy(name => name).ToDictionary();
        string[] once = ["from", "to", "subject", "date", "message-id", "mime-version", "content-type", "in-reply-to", "references"];
        foreach (var name in once) signed[name].ShouldBe(2, name);
        foreach (var name in (string[])["list-id", "list-unsubscribe", "list-unsubscribe-post"]) signed[name].ShouldBe(1, name);
        mail.Split("\r\n").TakeWhile(l => l.Length > 0).ShouldAllBe(l => l.Length <= 78 || l.StartsWith("List-", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("no key", "words\n")]
    [InlineData("a public key", null)]
    [InlineData("an encrypted key", null)]
    [InlineData("a short key", null)]
    [InlineData("a torn key", null)]
    public async Task A_file_that_holds_no_key_is_told_to_the_operator_without_what_it_holds(string what, string? text)
    {
        using var rsa = RSA.Create(2048);
        text ??= what switch
        {
            "a public key" => rsa.ExportSubjectPublicKeyInfoPem(),
            "an encrypted key" => rsa.ExportEncryptedPkcs8PrivateKeyPem("word", new(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1000)),
            "a short key" => DkimPair.Make("RSA 512").Pem,
            _ => rsa.ExportPkcs8PrivateKeyPem()[..400],
        };
        var composer = Composer(new DkimPair(text, ""));
        var error = await Should.ThrowAsync<MailException>(() => composer.ComposeAsync(HardMails.Make(1)[0], default));
        error.Failure.ShouldBe(MailFailure.Setup);
        error.Message.ShouldStartWith("Email:Dkim:KeyFile: ");
        error.Message.ShouldContain(what == "a short key" ? "512 bits is too short" : "no private key in PEM, RSA or Ed25519");
        foreach (var line in text.Split('\n').Where(l => l.Length > 20)) error.ToString().ShouldNotContain(line);
    }

    private MailComposer Composer(DkimPair key, TimeProvider? time = null) =>
        new(From, signature: Signature(key, time ?? TimeProvider.System));

    private DkimSignature? Signature(DkimPair key, TimeProvider time) =>
        DkimSignature.Of(new DkimOptions { Domain = Domain, Selector = Selector, KeyFile = _folder.Write("key.pem", key.Pem) }, time);

    private SmtpTransport Smtp(int port, DkimPair key, TimeProvider? time = null) => Smtp(port, Composer(key, time));

    private static SmtpTransport Smtp(int port, MailComposer composer) =>
        new(Options.Create(new EmailOptions { Host = "127.0.0.1", Port = port }), composer, TimeProvider.System, NullLoggerFactory.Instance);

    private static Task<List<DkimVerdict>> VerifyAsync(DkimPair key, IEnumerable<string> files) =>
        DkimVerifier.VerifyAsync($"{Selector}._domainkey.{Domain}", key.Record, files);

    private static IEnumerable<string> Changes(string mail)
    {
        foreach (var name in (string[])["From", "To", "Subject", "Date", "Message-ID", "List-Id", "Content-Type"])
        {
            var start = mail.IndexOf($"\r\n{name}: ", StringComparison.OrdinalIgnoreCase);
            yield return mail.Insert(start + name.Length + 4, "x");
            if (name != "List-Id") yield return mail.Insert(start + 2, $"{name}: other\r\n");
        }

        yield return mail.Insert(mail.Length - 60, "x");
    }

    private static string Unfolded(string mail, string name) =>
        mail.Replace("\r\n\t", " ", StringComparison.Ordinal).Replace("\r\n ", " ", StringComparison.Ordinal).Split("\r\n")
            .Single(l => l.StartsWith($"{name}: ", StringComparison.OrdinalIgnoreCase));
}
