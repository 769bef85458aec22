using System.Data.Common;
using Dapper;

namespace Monitor.Store.Sql;

/// <summary>A reader is told, or was, that a paper is in a state.</summary>
/// <param name="Paper">Id of a record of its report.</param>
/// <param name="State">A name of <see cref="Identity.Reports.ToldState"/>.</param>
/// <param name="Recipient">Who.</param>
/// <param name="Seq">Number of the revision that says it.</param>
internal sealed record StateToldRow(string Paper, string State, string Recipient, long Seq);

/// <summary>What was told to whom of what papers are now.</summary>
internal static class StateToldTable
{
    /// <summary>What these readers were told of these papers. A message that was refused for good told nothing.</summary>
    public static async Task<IReadOnlyList<StateToldRow>> OfAsync(DbTransaction tx, IEnumerable<string> papers, string[] recipients)
    {
        var found = new List<StateToldRow>();
        foreach (var chunk in recipients.Length == 0 ? [] : papers.Distinct(StringComparer.Ordinal).Chunk(400))
        {
            var rows = await tx.Connection!.QueryAsync<(string Paper, string State, string Recipient, long Seq)>($"""
                SELECT t.paper, t.state, t.recipient, t.seq FROM state_told t
                JOIN due d ON d.recipient = t.recipient AND d.seq = t.seq LEFT JOIN message m ON m.id = d.message_id
                WHERE {Dialect.Of(tx).In("t.paper", "chunk")} AND {Dialect.Of(tx).In("t.recipient", "recipients")}
                AND (m.state IS NULL OR m.state <> 'refused')
                """, new { chunk, recipients }, tx); // non-null: the transaction is open
            found.AddRange(rows.Select(r => new StateToldRow(r.Paper, r.State, r.Recipient, r.Seq)));
        }

        return found;
    }

    /// <summary>What was told in vain before is told by these.</summary>
    public static Task AddAsync(DbTransaction tx, IEnumerable<StateToldRow> rows) =>
        ManyRows.InsertAsync(tx, "state_told", rows, "ON CONFLICT (paper, state, recipient) DO UPDATE SET seq = excluded.seq");

    /// <summary>They hold no more: what a reader was told was taken back.</summary>
    public static Task RemoveAsync(DbTransaction tx, IEnumerable<StateToldRow> rows) => ManyRows.ChangeAsync(
        tx, "DELETE FROM state_told WHERE (paper, state, recipient) IN (SELECT paper, state, recipient FROM given)",
        rows.Select(r => new { r.Paper, r.State, r.Recipient }));
}
