using System.Globalization;
using Monitor.Documents;
using Monitor.Identity.Reports;
using Monitor.Sources;

namespace Monitor.References;

/// <summary>Resolves references against what the store and the sources know. Nothing is stored.</summary>
internal sealed class ReferenceCheck(StoredReferences stored, IEnumerable<ICitationFinder> finders)
{
    /// <summary>Each reference with its verdict, in the order of the file.</summary>
    /// <param name="references">As read.</param>
    /// <param name="offline">The store alone is asked.</param>
    /// <param name="progress">Told the number of each reference that is done.</param>
    /// <param name="ct">Stops asking.</param>
    public async Task<IReadOnlyList<CheckedReference>> CheckAsync(IReadOnlyList<GivenReference> references, bool offline, IProgress<int>? progress, CancellationToken ct)
    {
        IReadOnlyList<FinderTurn> turns = offline ? [] : [.. finders.Where(f => f.Enabled).Select(f => new FinderTurn(f))];
        var done = new List<CheckedReference>(references.Count);
        foreach (var given in references)
        {
            done.Add(await OneAsync(given, offline, turns, ct));
            progress?.Report(given.N);
        }

        return ReferenceDuplicates.Named(references, done);
    }

    private async Task<CheckedReference> OneAsync(GivenReference given, bool offline, IReadOnlyList<FinderTurn> turns, CancellationToken ct)
    {
        if (given.Problem is { } problem) return new CheckedReference(given.N, given.Line, given.Given, ReferenceVerdict.Unreadable) { Error = problem };
        var question = Question(given);
        var known = await stored.FindAsync(given, question, ct);
        var answers = await Task.WhenAll(turns.Where(t => t.Answers(question)).Select(t => t.AskAsync(question, ct)));
        IReadOnlyList<ReferenceAsked> asked = [new ReferenceAsked("store", known.Count == 0 ? "empty" : "ok"), .. answers.Select(a => a.Asked)];
        // The sources' records come first: what they say now counts more than what was stored.
        var result = Judge(given, [.. answers.SelectMany(a => a.Hits), .. known]) with { Asked = asked };
        if (result.Verdict != ReferenceVerdict.NotFound) return result;
        if (asked.Where(a => !a.Answered).Select(a => $"{a.Source}: {a.Error}").ToList() is { Count: > 0 } failed)
            return result with { Verdict = ReferenceVerdict.CouldNotBeAsked, Error = string.Join("; ", failed) };
        return offline || answers.Length > 0 ? result : result with { Verdict = ReferenceVerdict.CouldNotBeAsked, Error = "no enabled source can be asked for such a reference" };
    }

    private static CheckedReference Judge(GivenReference given, List<Hit> known)
    {
        var named = given.HitId is { } id ? known.Find(h => h.Id == id) : null;
        if (given.Registration is { } number) return ReferenceJudge.Registration(given, number, [.. known.OfType<Trial>()]);
        if (named is Notice or Trial) return ReferenceJudge.Stored(given, named);
        return ReferenceJudge.Paper(given, [.. known.OfType<Article>()]);
    }

    private static CitationAsked Question(GivenReference given)
    {
        var (citation, form) = (given.Citation, new CitationForm(given.Citation));
        var first = form.Authors.People is [var person, ..] ? person : null;
        return new CitationAsked
        {
            Pmid = form.Pmid, Pmcid = form.Pmcid, Doi = form.Doi, Registration = given.Registration, Title = given.Registration is null ? citation.Title : null,
            // Where the print does not say which word is the family name, the longest is.
            Family = first is null ? null : first.Known ? string.Join(' ', first.Family) : first.Family.MaxBy(w => w.Length),
            Year = citation.Year, Journal = citation.Journal, Volume = form.Extent.Volume is { Length: > 0 } volume ? volume : null,
            FirstPage = form.Extent.First > 0 ? form.Extent.Prefix.ToLowerInvariant() + form.Extent.First.ToString(CultureInfo.InvariantCulture) : null,
        };
    }
}
