using System.CommandLine;
using Monitor.References;

namespace Monitor.Commands;

/// <summary><c>check</c>: resolves the references of a file against what the store and the sources know.</summary>
internal static class CheckVerb
{
    private const int MostOutside = 10;

    public static Command Command(CommandLine line)
    {
        var file = new Argument<string>("file") { Description = "References: RIS, NBIB, BibTeX, CSL-JSON, EndNote XML or .enw, Web of Science, CSV, PubMed's text, or pasted text with one to a line; - reads standard input" };
        var offline = new Option<bool>("--offline") { Description = "Ask the store alone" };
        var json = new Option<bool>("--json") { Description = "One JSON document on standard output" };
        var command = new Command("check", "Resolve references: found, differs, not found, retracted") { file, offline, json };
        command.SetAction(async (result, ct) =>
        {
            var name = result.GetRequiredValue(file);
            var read = await ReadAsync(name, ct);
            await using var host = await VerbHost.StartAsync(line, ct);
            var progress = Console.IsErrorRedirected ? null : new Counter(read.References.Count);
            var done = await host.Get<ReferenceCheck>().CheckAsync(read.References, result.GetValue(offline), progress, ct);
            var answer = new CheckedFile(name, read.Format, read.Encoding, done) { Outside = read.Outside };
            if (result.GetValue(json)) VerbHost.WriteJson(answer);
            else Print(answer);
            return done.All(r => r.Fine) ? 0 : 1;
        });
        return command;
    }

    /// <exception cref="UsageException">There is nothing to check in it.</exception>
    private static async Task<ReferenceFile> ReadAsync(string file, CancellationToken ct)
    {
        try
        {
            if (file != "-") return await ReferenceFile.LoadAsync(file, ct);
            using var pasted = new MemoryStream();
            await Console.OpenStandardInput().CopyToAsync(pasted, ct);
            return ReferenceFile.Read(pasted.ToArray());
        }
        catch (Exception ex) when (ex is ReferenceFileException or IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{file}: {ex.Message}");
        }
    }

    private static void Print(CheckedFile answer)
    {
        foreach (var r in answer.References)
        {
            Line($"{r.N,4}  {Words(r.Verdict)}{(r.DuplicateOf is { } n ? $", the same as {n}" : "")}: {r.Given}");
            if (r.Matched is { } m) Line($"      = {Shown(m)}");
            foreach (var d in r.Differences) Line($"      {d.Field}: {d.Given} → {d.Known ?? "(none)"}{(d.Note is null ? "" : $"; {d.Note}")}");
            foreach (var notice in r.Notices) Line($"      {notice.Type}{(notice.Date is null ? "" : $" {notice.Date}")} ({notice.Source}){(notice.Notice is null ? "" : $": {notice.Notice}")}{(notice.Text is null ? "" : $", {notice.Text}")}");
            foreach (var candidate in r.Candidates) Line($"      {(r.Verdict == ReferenceVerdict.ToPerson ? "as good" : "near")}: {Shown(candidate)}");
            if (r.Error is not null) Line($"      {answer.File}, record {r.N}, line {r.Line}: {r.Error}");
            else foreach (var failed in r.Asked.Where(a => !a.Answered)) Line($"      {failed.Source} could not be asked: {failed.Error}");
        }

        foreach (var line in answer.Outside.Take(MostOutside)) Line($"      {answer.File}, line {line.Line}, is no reference: {line.Text}");
        if (answer.Outside.Count > MostOutside) Line($"      and {answer.Outside.Count - MostOutside} more lines that are none");
        var counts = answer.References.GroupBy(r => r.Verdict).OrderBy(g => g.Key).Select(g => $"{g.Count()} {Words(g.Key).ToLowerInvariant()}");
        Line($"{answer.References.Count} references in {answer.File} ({answer.Format}, {answer.Encoding}): {string.Join(", ", counts)}.");
    }

    /// <summary>What needs a look stands in capitals: nothing is said by colour alone.</summary>
    private static string Words(ReferenceVerdict verdict) => verdict switch
    {
        ReferenceVerdict.Found => "found",
        ReferenceVerdict.Corrected => "found, corrected since",
        ReferenceVerdict.PreprintPublished => "found, preprint now published",
        ReferenceVerdict.Differs => "DIFFERS",
        ReferenceVerdict.NotFound => "NOT FOUND",
        ReferenceVerdict.Retracted => "RETRACTED",
        ReferenceVerdict.ExpressionOfConcern => "EXPRESSION OF CONCERN",
        ReferenceVerdict.ToPerson => "TO A PERSON",
        ReferenceVerdict.CouldNotBeAsked => "COULD NOT BE ASKED",
        _ => "UNREADABLE",
    };

    private static string Shown(ReferenceMatch m) =>
        $"{m.Id}: {string.Join(". ", new[] { m.FirstAuthor, m.Title.TrimEnd('.'), m.Journal, m.Published?.ToString() }.OfType<string>())}{(m.Volume is null ? "" : $";{m.Volume}")}{(m.Pages is null ? "" : $":{m.Pages}")}{(m.Status is null ? "" : $" ({m.Status})")}";

    private static void Line(FormattableString text) => Console.Out.WriteLine(FormattableString.Invariant(text));

    private sealed class Counter(int of) : IProgress<int>
    {
        public void Report(int value) => Console.Error.Write(value == of ? $"\r{new string(' ', 40)}\r" : $"\r{value} of {of}");
    }
}
