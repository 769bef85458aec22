using System.Text.Json;

namespace Monitor.Tests.Infrastructure;

/// <summary>What a verifier says of the first signature of a mail.</summary>
/// <param name="Valid">Whether it verifies.</param>
/// <param name="Why">What the verifier said against it.</param>
/// <param name="Asked">The names whose TXT records it asked for.</param>
internal sealed record DkimVerdict(bool Valid, string Why, List<string> Asked);

/// <summary>Verifies signatures with a library that shares no code with the signer: Debian's python3-dkim.</summary>
internal static class DkimVerifier
{
    private const string Script = """
        import dkim, json, sys
        name, record = sys.argv[1].encode() + b'.', sys.argv[2].encode()
        out = []
        for file in sys.argv[3:]:
            asked = []
            def txt(wanted, timeout=5):
                asked.append(wanted.decode().rstrip('.'))
                return record if wanted == name else None
            valid, why = False, ''
            try:
                # Not dkim.verify, which keeps its reasons to itself.
                valid = dkim.DKIM(open(file, 'rb').read()).verify(dnsfunc=txt)
            except dkim.DKIMException as error:
                why = str(error)
            out.append({'valid': valid, 'why': why, 'asked': asked})
        json.dump(out, sys.stdout)
        """;

    /// <summary>Skips the test where there is none.</summary>
    public static Task NeedAsync() => Tool.NeedPythonAsync("python3-dkim", "dkim");

    /// <param name="name">Where the DNS has the public key; it has nothing else.</param>
    /// <param name="record">What stands there.</param>
    /// <param name="files">One mail each.</param>
    public static async Task<List<DkimVerdict>> VerifyAsync(string name, string record, IEnumerable<string> files) =>
        JsonSerializer.Deserialize<List<DkimVerdict>>(await Tool.PythonAsync(Script, [name, record, .. files]), JsonSerializerOptions.Web) ?? [];
}
