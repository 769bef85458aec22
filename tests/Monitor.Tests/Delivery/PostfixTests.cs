using Microsoft.Extensions.Options;
using Monitor.Delivery.Email;
using Monitor.Store.Sql;
using Monitor.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Delivery;

/// <summary>Single mails through a real mail server, read by another library.</summary>
public sealed class PostfixTests
{
    [Fact]
    public async Task Any_subject_name_and_text_arrives_as_it_was_written()
    {
        await using var postfix = await Postfix.StartAsync("ann");
        var transport = Transport(postfix, "Monitör 監視 <monitor@demo.example>");
        var random = new Random(7);
        var messages = Enumerable.Range(0, 40).Select(i => new OutMessage
        {
            Id = $"alert.ann.{i}@demo.example", Recipient = "ann", Kind = "alert", Address = $"\"{Word(random, 1 + (i % 12)).Replace("\"", "", StringComparison.Ordinal)}\" <ann@demo.example>",
            Subject = Words(random, i), Text = $".\n..\nFrom here\n{Words(random, 400)}\n\nblank at the end \n", Html = $"<html><body><p>{Words(random, 50)}</p></body></html>",
            Created = PostOffice.Start, InReplyTo = i > 0 ? "alert.ann.0@demo.example" : null, References = [.. Enumerable.Range(0, i).Select(n => $"alert.ann.{n}@demo.example")],
        }).ToList();
        foreach (var message in messages) await transport.SendAsync(message, default);
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
            if (message.References.Count > 0) mail.Headers["references"].Single().Split(' ', StringSplitOptions.RemoveEmptyEntries).ShouldBe(message.References.Select(r => $"<{r}>"));
        }
    }

    [Fact]
    public async Task Nothing_in_a_title_or_name_becomes_a_header_or_a_recipient()
    {
        await using var postfix = await Postfix.StartAsync("ann", "eve");
        string[] evil = ["x\r\nBcc: eve@demo.example", "x\nTo: eve@demo.example\n\nbody", "x\r\n.\r\nMAIL FROM:<a@b>\r\nRCPT TO:<eve@demo.example>", "=?utf-8?Q?x=0D=0ABcc:_eve@demo.example?=", "x\u2028Bcc: eve@demo.example", "x\0y", "\u202eevil"];
        for (var i = 0; i < evil.Length; i++)
        {
            await Transport(postfix, "Monitor <monitor@demo.example>").SendAsync(new OutMessage
            {
                Id = $"digest.ann.{i}@demo.example", Recipient = "ann", Kind = "digest", Address = "ann@demo.example", Subject = evil[i], Text = evil[i] + "\r\n.\r\nRCPT TO:<eve@demo.example>\r\n", Html = "<p>x</p>", Created = PostOffice.Start,
            }, default);
        }

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

    private static SmtpTransport Transport(Postfix postfix, string from) =>
        new(Options.Create(new EmailOptions { Host = "127.0.0.1", Port = postfix.Port }), new MailComposer(from));

    private static readonly string[] Vocabulary = ["exosome", "hair", "탈모", "円形脱毛症", "Größe", "β-catenin", "😀", "алопеция", "ثعلبة", "(n=12)", "\"quoted\"", "a=b?", "x_y", "5 %", "m²", "Zoë", "pneumonoultramicroscopicsilicovolcanoconiosis", "=?x?="];

    private static string Word(Random random, int count) => string.Join(' ', Enumerable.Range(0, count).Select(_ => Vocabulary[random.Next(7)])).Trim();

    private static string Words(Random random, int count) => string.Join(' ', Enumerable.Range(0, Math.Max(1, count)).Select(_ => Vocabulary[random.Next(Vocabulary.Length)]));
}
