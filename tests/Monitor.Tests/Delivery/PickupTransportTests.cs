using System.Text;
using System.Text.RegularExpressions;
using Monitor.Delivery.Email;
using Monitor.Store.Sql;
using Monitor.Tests.Infrastructure;
using Shouldly;
using Xunit;

namespace Monitor.Tests.Delivery;

[OnEveryStore]
public sealed partial class PickupTransportTests
{
    private static readonly OutMessage Message = new()
    {
        Id = "digest.ann.1@localhost", Recipient = "ann", Address = "\"Ann Ö\" <ann@example.org>", Kind = "digest", Subject = "1 neue Studie: 탈모 — Größe",
        Text = "Grüße 탈모\n.\nend", Html = "<p>탈모</p>", Created = new DateTimeOffset(2026, 11, 22, 12, 0, 5, TimeSpan.Zero),
    };

    [Fact]
    public async Task A_mail_has_its_own_date_and_id_one_reader_and_both_parts()
    {
        var (headers, raw) = await SentAsync(Message);
        headers["date"].ShouldBe(["Sun, 22 Nov 2026 12:00:05 +0000"]);
        headers["message-id"].ShouldBe(["<digest.ann.1@localhost>"]);
        headers["to"].Single().ShouldContain("<ann@example.org>");
        headers["from"].Single().ShouldContain("monitor@localhost");
        headers["auto-submitted"].ShouldBe(["auto-generated"]);
        headers["content-type"].Single().ShouldStartWith("multipart/alternative");
        Decoded(headers["subject"].Single()).ShouldBe(Message.Subject);
        raw.ShouldContain("text/plain; charset=utf-8");
        raw.ShouldContain("text/html; charset=utf-8");
        raw.IndexOf("text/plain", StringComparison.Ordinal).ShouldBeLessThan(raw.IndexOf("text/html", StringComparison.Ordinal));
        raw.ShouldAllBe(c => c < 128);
        Printable(raw.Split("\r\n").SkipWhile(l => !l.StartsWith("Content-Type: text/plain", StringComparison.Ordinal))
            .SkipWhile(l => l.Length > 0).Skip(1).TakeWhile(l => !l.StartsWith("--", StringComparison.Ordinal))).ShouldContain("Grüße 탈모");
    }

    /// <summary>Quoted-printable (RFC 2045 §6.7), read without the library that wrote it.</summary>
    private static string Printable(IEnumerable<string> lines)
    {
        var text = string.Join("\r\n", lines).Replace("=\r\n", "", StringComparison.Ordinal);
        var bytes = new List<byte>();
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '=') bytes.Add((byte)text[i]);
            else
            {
                bytes.Add(Convert.ToByte(text.Substring(i + 1, 2), 16));
                i += 2;
            }
        }

        return Encoding.UTF8.GetString([.. bytes]);
    }

    [Fact]
    public async Task A_title_cannot_add_a_header()
    {
        var (headers, _) = await SentAsync(Message with { Subject = "News\r\nBcc: all@example.org\r\n\r\nbody\nX-Evil: 1" });
        headers.Keys.ShouldNotContain("bcc");
        headers.Keys.ShouldNotContain("x-evil");
        Decoded(headers["subject"].Single()).ShouldBe("News Bcc: all@example.org body X-Evil: 1");
    }

    [Fact]
    public async Task A_long_subject_comes_whole()
    {
        var subject = string.Join(' ', Enumerable.Repeat("탈모 exosome", 60));
        Decoded((await SentAsync(Message with { Subject = subject })).Headers["subject"].Single()).ShouldBe(subject);
    }

    [Fact]
    public async Task No_half_written_mail_is_ever_seen()
    {
        await using var store = await TempStore.UnmadeAsync();
        var appeared = new TaskCompletionSource<long>();
        using var watcher = new FileSystemWatcher(store.Folder, "*.eml");
        watcher.Created += (_, e) => appeared.TrySetResult(new FileInfo(e.FullPath).Length);
        watcher.Renamed += (_, e) => appeared.TrySetResult(new FileInfo(e.FullPath).Length);
        watcher.EnableRaisingEvents = true;
        await new PickupTransport(store.Folder, new MailComposer("monitor@localhost")).SendAsync(Message with { Text = new string('x', 500_000) }, default);
        Directory.GetFiles(store.Folder, "*", SearchOption.AllDirectories).Length.ShouldBe(1);
        var whole = new FileInfo(Path.Combine(store.Folder, Message.Id + ".eml")).Length;
        whole.ShouldBeGreaterThan(500_000);
        (await appeared.Task.WaitAsync(TimeSpan.FromSeconds(20))).ShouldBe(whole); // as large when it appeared as at the end
    }

    [Fact]
    public async Task An_address_that_is_none_is_refused_for_good()
    {
        await using var store = await TempStore.UnmadeAsync();
        var error = await Should.ThrowAsync<MailException>(() => new PickupTransport(store.Folder, new MailComposer("monitor@localhost")).SendAsync(Message with { Address = "no address" }, default));
        error.Permanent.ShouldBeTrue();
    }

    private static async Task<(Dictionary<string, List<string>> Headers, string Raw)> SentAsync(OutMessage message)
    {
        await using var store = await TempStore.UnmadeAsync();
        await new PickupTransport(store.Folder, new MailComposer("Monitor <monitor@localhost>")).SendAsync(message, default);
        var raw = await File.ReadAllTextAsync(Path.Combine(store.Folder, message.Id + ".eml"), Encoding.Latin1);
        var unfolded = raw[..raw.IndexOf("\r\n\r\n", StringComparison.Ordinal)].Replace("\r\n ", " ", StringComparison.Ordinal).Replace("\r\n\t", " ", StringComparison.Ordinal);
        var headers = unfolded.Split("\r\n").Select(l => l.Split(':', 2)).GroupBy(p => p[0].ToLowerInvariant(), p => p[1].Trim());
        return (headers.ToDictionary(g => g.Key, g => g.ToList()), raw);
    }

    /// <summary>RFC 2047 words in UTF-8; blanks between two of them do not count.</summary>
    private static string Decoded(string header) => EncodedWords().Replace(header, words => Encoding.UTF8.GetString([.. words.Value.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(w => w.Split('?'))
        .SelectMany(p => p[2] is "B" or "b" ? Convert.FromBase64String(p[3]) : Quoted(p[3]))]));

    [GeneratedRegex(@"=\?utf-8\?[^?]\?[^?]*\?=(\s+=\?utf-8\?[^?]\?[^?]*\?=)*", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex EncodedWords();

    private static IEnumerable<byte> Quoted(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '=') yield return text[i] == '_' ? (byte)' ' : (byte)text[i];
            else
            {
                yield return Convert.ToByte(text.Substring(i + 1, 2), 16);
                i += 2;
            }
        }
    }
}
