using System.Data.Common;
using System.Diagnostics;
using Dapper;

namespace Monitor.Store.Sql;

/// <summary>
/// Words in PostgreSQL. Its planner does not know that to look at a tsvector costs far more than to look at a number, and guesses how often a
/// word occurs; so it is told the way. First all are counted by the index on words. Then the page is either the first rows that hold the
/// words on a walk from the newest backwards, where that must end soon, or the newest of all that the index gives.
/// </summary>
internal static class PostgreSqlSearch
{
    /// <summary>For one transaction, which here is one round trip: by the index on words, whatever the planner thinks.</summary>
    private const string ByWords =
        "SELECT set_config('enable_seqscan', 'off', TRUE), set_config('enable_indexscan', 'off', TRUE), set_config('jit', 'off', TRUE)";

    /// <summary>By numbers, one row after the other.</summary>
    private const string ByNumber = """
        SELECT set_config('enable_seqscan', 'off', TRUE), set_config('enable_bitmapscan', 'off', TRUE), set_config('enable_hashjoin', 'off', TRUE),
            set_config('enable_mergejoin', 'off', TRUE), set_config('jit', 'off', TRUE)
        """;

    /// <summary>To look whether one row holds the words, in seconds.</summary>
    private const double Look = 15e-6;

    /// <summary>The walk goes through so many times the rows that hold a page of hits where they are spread evenly.</summary>
    private const int Patience = 4;

    /// <returns>Null where an identifier names hits too.</returns>
    public static async Task<FoundIds?> FindAsync(DbConnection connection, HitQuestion question, PageOf page)
    {
        var list = question.ByWords();
        var (args, begun) = (question.With(page), Stopwatch.GetTimestamp());
        int total, records;
        long newest;
        await using (var answers = await connection.QueryMultipleAsync($"{HitQuestion.Names}; SELECT max(n) FROM hit_text; {ByWords}; {list.Count}", args))
        {
            if (await answers.ReadSingleAsync<bool>()) return null;
            newest = await answers.ReadSingleAsync<long?>() ?? 0;
            await answers.ReadAsync();
            var (passing, listed) = await answers.ReadSingleAsync<(long, long)>();
            (records, total) = ((int)passing, (int)listed);
        }

        if (page.Skip >= total) return new FoundIds([], total, records);
        var counting = Stopwatch.GetElapsedTime(begun).TotalSeconds;
        var rows = Patience * (page.Skip + page.Take) * (double)newest / total;
        if (list.Rank is null && rows * Look < counting)
        {
            args.Add("after", newest - (long)rows);
            var walked = await PageAsync(connection, ByNumber, list.Page("m.n > @after"), args);
            if (walked.Count == Math.Min(page.Take, total - page.Skip)) return new FoundIds(walked, total, records);
        }

        return new FoundIds(await PageAsync(connection, ByWords, list.Page(), args), total, records);
    }

    private static async Task<List<string>> PageAsync(DbConnection connection, string way, string page, DynamicParameters args)
    {
        await using var answers = await connection.QueryMultipleAsync($"{way}; {page}", args);
        await answers.ReadAsync();
        return (await answers.ReadAsync<string>()).AsList();
    }
}
