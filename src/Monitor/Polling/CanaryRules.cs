using Monitor.Store.Sql;

namespace Monitor.Polling;

/// <summary>
/// What an answer cannot be by chance, measured against the habits of its source. Every rule asks: how likely is this if
/// nothing is broken? Under <see cref="Chance"/> it is an alarm. Pure.
/// </summary>
internal static class CanaryRules
{
    /// <summary>One in a million: with four watches and seven fields polled four times a day (some 40,000 looks a year) one false alarm in 25 years.</summary>
    public const double Chance = 1e-6;

    /// <summary>Records that a source must have shown before the absence of a field means anything.</summary>
    public const int EnoughRecords = 30;

    /// <summary>A field that one record in ten lacks is not one that is nearly always there.</summary>
    public const double Nearly = 0.1;

    /// <summary>However long the history: one record alone proves nothing (0.001 is more than <see cref="Chance"/>), two may.</summary>
    private const double Least = 1e-3;

    /// <summary>Arrivals after which a habit of arriving can be spoken of.</summary>
    public const int EnoughArrivals = 20;

    /// <summary>Answers after which a habit of length can be spoken of, and how many of the last are its measure.</summary>
    public const int EnoughAnswers = 5;
    public const int KeptAnswers = 20;

    /// <summary>
    /// The chance that all records of an answer lack a field though nothing is broken: p^fresh · q^lost.
    /// <para>p, for records seen for the first time: Laplace's estimate (absent + 1) / (records + 2) of the source, or that of
    /// the query with the source's as its expectation, (absent + 2p) / (records + 2), whichever is greater: a watch that finds
    /// old books only must not be measured by the papers of the others.</para>
    /// <para>q, for records that had the field when last read and lack it now: (lost + 1) / (reread + 2) of the source.</para>
    /// <para>Records that lacked it before say nothing. Neither p nor q counts as less than 0.001. Example: 300 records, 3 of
    /// them without a DOI: p = 4/302 = 0.013; three new ones without are 2.3e-6, no alarm; four are 3e-8, an alarm. With one
    /// re-read record that lost it, and 500 never did (q = 1/502), already three new ones are.</para>
    /// </summary>
    /// <returns>1 when there is too little history or the field is not nearly always there.</returns>
    public static double AllAbsent(FieldHabit source, FieldHabit query, int fresh, int lost)
    {
        var p = Laplace(source.Absent, source.Records);
        if (source.Records < EnoughRecords) return 1;
        p = Math.Max(p, (query.Absent + 2 * p) / (query.Records + 2));
        if (p > Nearly) return 1;
        var q = Laplace(source.Lost, source.Reread);
        return Math.Pow(Math.Max(p, Least), fresh) * Math.Pow(Math.Max(q, Least), lost);
    }

    /// <summary>
    /// Whether too many of the records that must come again did not. With v = (vanished + 1) / (expected + 2) of the source,
    /// not less than 0.001: two or more are missing and the binomial tail P(X ≥ missing), X of expected with v, is under
    /// <see cref="Chance"/>. Without history: three or more, and half of them. A single record may have been withdrawn, or
    /// changed so that the query finds it no more.
    /// </summary>
    public static bool IsShrunken(long expectedBefore, long vanishedBefore, int expected, int missing)
    {
        if (missing < 2) return false;
        if (missing >= 3 && missing * 2 >= expected) return true;
        return Tail(expected, missing, Math.Max(Laplace(vanishedBefore, expectedBefore), Least)) < Chance;
    }

    /// <summary>
    /// Whether a feed or listing shows far fewer items than it does: under half of the median of its last answers, and three
    /// fewer at least, where none of those answers was itself so short. The short answers join the habit, so that a feed made
    /// shorter for good stops alarming when most of its last twenty answers were short.
    /// </summary>
    public static bool IsShort(IReadOnlyList<int> counts, int now)
    {
        if (counts.Count < EnoughAnswers) return false;
        var median = counts.Order().ElementAt(counts.Count / 2);
        return now * 2 < median && median - now >= 3;
    }

    /// <summary>
    /// Whether nothing new for this long is implausible. k arrivals in a time S, then none for t: if arrivals come at a steady
    /// rate, unknown before, the chance of that is (S / (S + t))^k. Under <see cref="Chance"/>, after at least 20 arrivals,
    /// and t is more than three times the longest silence so far (arrivals come in bursts, with holidays between), it is an alarm.
    /// With 20 arrivals that is twenty mean intervals, with 100 fifteen.
    /// </summary>
    public static bool IsSilent(AnswerHabit habit, DateTimeOffset now)
    {
        if (habit is not { FirstArrival: { } first, LastArrival: { } last } || habit.Arrivals < EnoughArrivals || last <= first) return false;
        var (silent, lived) = (now - last, last - first);
        return silent > habit.Longest * 3 && Math.Pow(lived / (lived + silent), habit.Arrivals) < Chance;
    }

    /// <summary>P(X ≥ k) of n tries with chance p each.</summary>
    internal static double Tail(int n, int k, double p)
    {
        if (k <= 0) return 1;
        if (k > n) return 0;
        // The first term by logarithms, the rest from term to term: n is small here, and k never far from it.
        var log = k * Math.Log(p) + (n - k) * Math.Log(1 - p);
        for (var i = 0; i < k; i++) log += Math.Log(n - i) - Math.Log(i + 1);
        var term = Math.Exp(log);
        var sum = term;
        for (var i = k; i < n; i++)
        {
            term *= (n - i) / (double)(i + 1) * p / (1 - p);
            sum += term;
        }

        return Math.Min(1, sum);
    }

    private static double Laplace(long hits, long of) => (hits + 1.0) / (of + 2.0);
}
