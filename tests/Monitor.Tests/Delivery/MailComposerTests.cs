using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Monitor.Delivery;
using Monitor.Delivery.Email;
using Monitor.Delivery.Email.Smtp;
using Monitor.Store.Sql;
using Monitor.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Delivery;

/// <summary>One mail for all ways, read by a library that shares no code with the writer.</summary>
public sealed class MailComposerTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("250-stub\r\n250 HELP")]
    [InlineData("250-stub\r\n250-SIZE 10000000\r\n250-PIPELINING\r\n250-8BITMIME\r\n250-SMTPUTF8\r\n250-BINARYMIME\r\n250 CHUNKING")]
    public async Task A_server_is_given_what_a_file_holds_byte_for_byte_whatever_it_can_besides(string greeting)
    {
        await using var server = new StubSmtp { Answer = line => line.StartsWith("EHLO", StringComparison.Ordinal) ? greeting : null };
        var composer = new MailComposer("Monitor <monitor@demo.example>");
        var options = Options.Create(new EmailOptions { Host = "127.0.0.1", Port = server.Port });
        var transport = new SmtpTransport(options, composer, TimeProvider.System, NullLoggerFactory.Instance);
        foreach (var message in HardMails.Make(12))
        {
            await new PickupTransport(_folder.Path, composer).SendAsync(message, default);
            await transport.SendAsync(message, default);
            server.Taken.Last().ShouldBe(await File.ReadAllTextAsync(Path.Combine(_folder.Path, message.Id + ".eml")));
        }
    }

    [Theory]
    [InlineData("alert.ann.1@größe.example", "alert.ann.1@xn--gre-6ka8i.example")]
    [InlineData("alert.ann.1@例え.テスト", "alert.ann.1@xn--r8jz45g.xn--zckzah")]
    public async Task A_mail_that_was_sent_under_another_spelling_of_the_domain_is_still_answered(string before, string written)
    {
        var mail = (await ReadAsync("monitor@größe.example", HardMails.Make(1)[0] with { InReplyTo = before, References = [before] })).Single();
        mail.Ascii.ShouldBeTrue();
        mail.Headers["in-reply-to"].ShouldBe([$"<{written}>"]);
        mail.Headers["references"].ShouldBe([$"<{written}>"]);
    }

    [Fact]
    public async Task A_sender_whose_domain_is_beyond_ascii_has_ids_and_lists_in_the_letters_of_the_name_service()
    {
        const string from = "Größe <monitor@größe.example>";
        var first = MessageId.Make("alert", "ann", PostOffice.Start, "1", from);
        first.ShouldMatch("^alert\\.ann\\.20261122T120000\\.[0-9a-f]{8}@xn--gre-6ka8i\\.example$");
        var message = HardMails.Make(1)[0] with
        {
            Id = MessageId.Make("alert", "ann", PostOffice.Start, "3", from),
            InReplyTo = first,
            References = [first, "alert.ann.2@größe.example"],
        };
        var mail = (await ReadAsync(from, message)).Single();
        mail.Defects.ShouldBeEmpty();
        mail.Ascii.ShouldBeTrue();
        mail.Id.ShouldBe(message.Id);
        mail.Headers["in-reply-to"].ShouldBe([$"<{first}>"]);
        mail.Headers["references"].ShouldBe([$"<{first}> <alert.ann.2@xn--gre-6ka8i.example>"]);
        mail.Headers["list-id"].ShouldBe(["Monitor alert <alert.monitor.xn--gre-6ka8i.example>"]);
        mail.Headers["from"].ShouldBe(["Größe <monitor@xn--gre-6ka8i.example>"]);
    }

    [Fact]
    [OnOneStore("it holds the key of the links only")]
    public async Task No_header_begins_on_an_empty_line_or_grows_too_long_whatever_its_length()
    {
        await using var office = await PostOffice.NewAsync();
        office.Delivery.PublicUrl = new Uri($"https://{new string('h', 60)}.example/{new string('p', 200)}/");
        foreach (var length in Enumerable.Range(1, 60).Append(900))
        {
            var (word, label) = (new string('w', length), new string('d', Math.Min(length, 60)));
            var composer = new MailComposer($"{word} <{label}@{label}.example>", office.Links());
            var message = HardMails.Make(1)[0] with
            {
                Subject = $"{word}탈모{word}",
                Address = $"{word} {word} <ann@{label}.example>",
                Id = $"{label}@demo.example",
                InReplyTo = $"{label}{label}@demo.example",
                References = [],
            };
            using var mail = await composer.ComposeAsync(message, default);
            using var stream = new MemoryStream();
            await mail.WriteToAsync(stream, default);
            var text = Encoding.ASCII.GetString(stream.ToArray());
            var headers = text[..text.IndexOf("\r\n\r\n", StringComparison.Ordinal)].Split("\r\n");
            headers.ShouldAllBe(l => l.Length <= 998 && l.Trim().Length > 0);
            headers.Where(l => !char.IsWhiteSpace(l[0])).ShouldAllBe(l => l.Split(':', 2)[1].Trim().Length > 0);
            headers.ShouldContain(l => l.StartsWith("List-Unsubscribe: <https://", StringComparison.Ordinal) && l.EndsWith('>'));
        }
    }

    [Theory]
    [InlineData("Müller, Zoë")]
    [InlineData("عمر \"Bo\" O'Neil, Jr.")]
    [InlineData("back\\slash \"quoted\" \\\"")]
    [InlineData("(comment) <angle@example.org>")]
    [InlineData("tests@example.org")]
    [InlineData("김민수 😀")]
    public async Task Any_name_of_a_reader_arrives_as_it_was_written(string name)
    {
        var reader = Any.Recipient("ann") with { Name = name, Email = "ann@example.org" };
        var mail = (await ReadAsync("monitor@localhost", HardMails.Make(1)[0] with { Address = Addressees.Text(reader) })).Single();
        mail.Defects.ShouldBeEmpty();
        (mail.To, mail.ToName).ShouldBe(("ann@example.org", name));
        Addressees.Bare(Addressees.Text(reader)).ShouldBe("ann@example.org");
    }

    [Theory]
    [InlineData("Monitor, the demo <monitor@demo.example>", "Monitor, the demo")]
    [InlineData("\"Monitor\" <monitor@demo.example>", "Monitor")]
    [InlineData("Dr. Größe (lab) <monitor@demo.example>", "Dr. Größe (lab)")]
    [InlineData("=?utf-8?Q?x=0D=0ABcc:_eve@demo.example?= <monitor@demo.example>", "= ?utf-8?Q?x=0D=0ABcc:_eve@demo.example?=")]
    public async Task A_sender_is_written_as_people_write_it(string from, string name)
    {
        var mail = (await ReadAsync(from, HardMails.Make(1)[0])).Single();
        mail.Defects.ShouldBeEmpty();
        mail.Headers.Keys.ShouldNotContain("bcc");
        mail.Headers["from"].Single().Replace("\"", "", StringComparison.Ordinal).ShouldBe($"{name} <monitor@demo.example>");
    }

    [Theory]
    [InlineData("ann@example.org", true)]
    [InlineData("ann@xn--gre-6ka8i.example", true)]
    [InlineData("Ann.O'Neil+list@größe.example", true)]
    [InlineData("größe@example.org", true)]
    [InlineData("\"a b\"@example.org", true)]
    [InlineData("Ann <ann@example.org>", false)]
    [InlineData("<ann@example.org>", false)]
    [InlineData("ann", false)]
    [InlineData("ann@", false)]
    [InlineData("@example.org", false)]
    [InlineData("a@b, c@d", false)]
    [InlineData("ann@example.org (Ann)", false)]
    [InlineData("a..b@example.org", false)]
    [InlineData("ann@exa mple.org", false)]
    [InlineData("ann@example..org", false)]
    [InlineData("ann@example.org\r\nBcc: eve@example.org", false)]
    [InlineData("@route:ann@example.org", false)]
    [InlineData("group: ann@example.org;", false)]
    public void An_address_is_one_address_and_nothing_else(string text, bool address) => Mailbox.IsAddress(text).ShouldBe(address);

    private async Task<List<ReadMail>> ReadAsync(string from, params OutMessage[] messages)
    {
        foreach (var message in messages) await new PickupTransport(_folder.Path, new MailComposer(from)).SendAsync(message, default);
        return await MimeReader.ReadAsync(_folder.Path);
    }
}
