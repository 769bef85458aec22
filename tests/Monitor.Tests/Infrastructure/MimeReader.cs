using System.Diagnostics;
using System.Text.Json;

namespace Monitor.Tests.Infrastructure;

/// <summary>A mail as a reader sees it that shares no code with the writer: Python's.</summary>
/// <param name="Headers">By name in small letters, decoded; a name that comes twice has two values.</param>
/// <param name="To">The bare address.</param>
/// <param name="ToName">The name before it, decoded.</param>
/// <param name="Parts">Type and decoded text of each part, in order.</param>
/// <param name="Defects">What the reader did not like.</param>
/// <param name="Longest">Bytes of the longest line.</param>
/// <param name="Ascii">Whether every byte is one of ASCII.</param>
/// <param name="Type">Of the whole.</param>
internal sealed record ReadMail(Dictionary<string, List<string>> Headers, string To, string ToName, List<ReadPart> Parts, List<string> Defects, int Longest, bool Ascii, string Type)
{
    public string Id => Headers["message-id"].Single().Trim('<', '>');

    public string Text => Parts.Single(p => p.Type == "text/plain").Text;

    public string Html => Parts.Single(p => p.Type == "text/html").Text;
}

internal sealed record ReadPart(string Type, string Charset, string Text);

/// <summary>Reads Maildirs and folders of .eml files with python3's email package.</summary>
internal static class MimeReader
{
    private const string Script = """
        import email, email.header, email.policy, email.utils, json, os, sys
        out = []
        for top in sys.argv[1:]:
            for folder, _, names in os.walk(top):
                for file in sorted(names):
                    if os.path.basename(folder) not in ('new', 'cur') and not file.endswith('.eml'): continue
                    raw = open(os.path.join(folder, file), 'rb').read()
                    mail = email.message_from_bytes(raw, policy=email.policy.default)
                    headers, defects = {}, [str(d) for d in mail.defects]
                    for key, value in mail.items():
                        headers.setdefault(key.lower(), []).append(str(value))
                        defects += ['%s: %s' % (key, d) for d in getattr(value, 'defects', [])]
                    parts = []
                    for part in mail.walk():
                        defects += [str(d) for d in part.defects]
                        if not part.is_multipart(): parts.append({'type': part.get_content_type(), 'charset': part.get_content_charset(), 'text': part.get_content()})
                    to = mail['to'].addresses
                    if len(to) != 1: defects.append('recipients: %d' % len(to))
                    # The older parser: the newer one of Python 3.11 puts blanks between the encoded words of a name.
                    name = email.utils.parseaddr(email.message_from_bytes(raw)['to'])[0]
                    out.append({'headers': headers, 'to': to[0].addr_spec, 'toName': str(email.header.make_header(email.header.decode_header(name))), 'parts': parts, 'defects': defects,
                                'longest': max(len(l) for l in raw.splitlines()), 'ascii': raw.isascii(), 'type': mail.get_content_type()})
        json.dump(out, sys.stdout)
        """;

    /// <summary>Skips the test where there is no python3.</summary>
    public static async Task<List<ReadMail>> ReadAsync(params string[] folders)
    {
        await Tool.NeedAsync("python3", "python3", "--version");
        using var process = Process.Start(new ProcessStartInfo("python3", ["-c", Script, .. folders]) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false })
            ?? throw new InvalidOperationException("python3 was not started");
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        if (process.ExitCode != 0) throw new InvalidOperationException(await error);
        return JsonSerializer.Deserialize<List<ReadMail>>(await output, JsonSerializerOptions.Web) ?? [];
    }
}
