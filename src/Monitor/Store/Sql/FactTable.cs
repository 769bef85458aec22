using System.Data.Common;
using Dapper;
using Monitor.Documents;
using Monitor.Evidence;

namespace Monitor.Store.Sql;

/// <summary>What the index knows of the facts of hits: the design to filter by, and which number of the rule set they were set by.</summary>
internal static class FactTable
{
    /// <summary>What a reader filters by to see the articles that name no design.</summary>
    private const string NotStated = "not-stated";

    /// <summary>The design as the index holds it; null for what has no facts.</summary>
    public static string? Design(Hit hit) => hit.Tags.Count == 0 ? null : Fact.Of(hit, StudyDesign.TagName) ?? NotStated;

    /// <summary>Ids of articles whose facts were set by earlier rules, or never, oldest first.</summary>
    public static async Task<IReadOnlyList<string>> OutdatedAsync(DbTransaction tx, int rules, int most) =>
        [.. await tx.Connection!.QueryAsync<string>( // non-null: the transaction is open
            "SELECT id FROM hit_index WHERE kind = 'article' AND facts < @rules ORDER BY facts, n LIMIT @most", new { rules, most }, tx)];

    /// <summary>Stores a hit whose facts were set anew; nothing else of it is different.</summary>
    public static async Task SaveAsync(DbTransaction tx, Hit hit, bool differs, DateTimeOffset now)
    {
        if (differs) await HitTable.SaveDocumentAsync(tx, hit, now);
        await tx.Connection!.ExecuteAsync("UPDATE hit_index SET design = @design, facts = @rules WHERE id = @Id", // non-null: the transaction is open
            new { hit.Id, design = Design(hit), rules = RuleSet.Number }, tx);
    }

    /// <summary>A hit that cannot be read is not looked at again by these rules; its design is then unknown.</summary>
    public static Task PassAsync(DbTransaction tx, string id) =>
        tx.Connection!.ExecuteAsync("UPDATE hit_index SET facts = @rules WHERE id = @id", new { id, rules = RuleSet.Number }, tx); // non-null: the transaction is open
}
